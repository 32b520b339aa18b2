package io.crosswalk.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static MessageId id(int patient, int sequence) {
        return new MessageId("aaaa", 0, patient, sequence);
    }

    @Test
    void seesWhatWasLost() {
        Comparison comparison = Comparison.of(List.of(id(1, 1), id(1, 2)), List.of(id(1, 1)));
        assertThat(comparison.lost()).containsExactly(id(1, 2));
        assertThat(comparison.isKept()).isFalse();
    }

    @Test
    void seesWhatCameTwice() {
        Comparison comparison = Comparison.of(List.of(id(1, 1)), List.of(id(1, 1), id(1, 1)));
        assertThat(comparison.doubled()).isEqualTo(1);
        assertThat(comparison.isKept()).isTrue();
    }

    @Test
    void seesWhatOvertookAnotherOfTheSamePatient() {
        assertThat(Comparison.of(List.of(), List.of(id(1, 2), id(1, 1))).outOfOrder())
                .isEqualTo(1);
        assertThat(Comparison.of(List.of(), List.of(id(1, 2), id(2, 1))).outOfOrder())
                .isZero();
    }

    @Test
    void aLateRepeatIsNoDisorder() {
        assertThat(Comparison.of(List.of(), List.of(id(1, 1), id(1, 2), id(1, 1)))
                        .outOfOrder())
                .isZero();
    }
}
