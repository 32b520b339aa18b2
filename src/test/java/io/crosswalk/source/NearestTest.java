package io.crosswalk.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void countsSwappedLettersAsOneSlip() {
        assertThat(Nearest.distance("PDI", "PID")).isEqualTo(1);
        assertThat(Nearest.distance("PID", "PID")).isZero();
        assertThat(Nearest.distance("", "PID")).isEqualTo(3);
    }
}
