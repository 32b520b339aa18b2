package io.crosswalk.operations.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final SetClock clock = new SetClock();
    private final Attempts attempts = new Attempts(clock);

    @Test
    void aFewMistakesCostNothing() {
        fail(4, "admin", "10.0.0.1");

        assertThat(attempts.wait("admin", "10.0.0.1")).isEmpty();
    }

    @Test
    void everyFurtherMistakeDoublesTheWait() {
        fail(5, "admin", "10.0.0.1");
        assertThat(attempts.wait("admin", "10.0.0.1")).contains(Duration.ofSeconds(1));

        fail(3, "admin", "10.0.0.1");
        assertThat(attempts.wait("admin", "10.0.0.1")).contains(Duration.ofSeconds(8));
    }

    @Test
    void theWaitEnds() {
        fail(8, "admin", "10.0.0.1");
        clock.pass(Duration.ofSeconds(8));

        assertThat(attempts.wait("admin", "10.0.0.1")).isEmpty();
    }

    @Test
    void theWaitIsNeverLongerThanAQuarterOfAnHour() {
        fail(200, "admin", "10.0.0.1");

        assertThat(attempts.wait("admin", "10.0.0.1")).contains(Duration.ofMinutes(15));
    }

    @Test
    void anAddressThatTriesManyNamesIsSlowedDownToo() {
        for (int i = 0; i < 20; i++) {
            fail(1, "user" + i, "10.0.0.1");
        }

        assertThat(attempts.wait("admin", "10.0.0.1")).isPresent();
    }

    @Test
    void nobodyCanKeepTheOperatorOutFromAnotherAddress() {
        fail(200, "admin", "10.0.0.1");

        assertThat(attempts.wait("admin", "10.0.0.2")).isEmpty();
    }

    @Test
    void aSuccessForgetsTheMistakes() {
        fail(4, "admin", "10.0.0.1");
        attempts.succeeded("admin", "10.0.0.1");
        fail(4, "admin", "10.0.0.1");

        assertThat(attempts.wait("admin", "10.0.0.1")).isEmpty();
    }

    private void fail(int times, String user, String address) {
        for (int i = 0; i < times; i++) {
            attempts.failed(user, address);
        }
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
