package io.crosswalk.operations.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long START = 1_700_000_000;

    private final Pace pace = new Pace();

    @Test
    void isTheMeanOfTheLastTenSeconds() {
        for (int second = 0; second < 10; second++) {
            pace.count(START + second);
            pace.count(START + second);
        }

        assertThat(pace.perSecond(START + 9)).isEqualTo(2.0);
    }

    @Test
    void fallsToNothingWhenNothingComes() {
        pace.count(START);

        assertThat(pace.perSecond(START + 12)).isZero();
    }

    @Test
    void keepsTenMinutes() {
        pace.count(START);
        pace.count(START);
        pace.count(START + 590);

        assertThat(pace.lastTenMinutes(START + 590)).hasSize(30).startsWith(2).endsWith(1);
        assertThat(pace.lastTenMinutes(START + 10_000)).containsOnly(0);
    }

    @Test
    void survivesAClockThatIsSetBack() {
        pace.count(START + 100);
        pace.count(START);

        assertThat(pace.perSecond(START)).isEqualTo(0.2);
    }
}
