package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.read(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    }

    @Test
    void readsADate() {
        assertThat(RetryAfter.read("Sun, 22 Nov 2026 12:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void takesADateInThePastForNow() {
        assertThat(RetryAfter.read("Sun, 22 Nov 2026 11:00:00 GMT", NOW)).isEmpty();
    }

    @Test
    void leavesWhatItDoesNotUnderstand() {
        assertThat(RetryAfter.read("soon", NOW)).isEmpty();
        assertThat(RetryAfter.read("-5", NOW)).isEmpty();
        assertThat(RetryAfter.read("99999999999999999999", NOW)).isEmpty();
        assertThat(RetryAfter.read("", NOW)).isEmpty();
    }
}
