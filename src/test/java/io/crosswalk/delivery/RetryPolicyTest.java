package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;
    private static final RandomGenerator CHANCE = new Random(7);

    @Test
    void isDoneWithADelivery() {
        assertThat(POLICY.decide(new Delivered(), 1, 1, () -> true, CHANCE)).isInstanceOf(RetryDecision.Done.class);
    }

    @ParameterizedTest
    @CsvSource({
        // status, attempts, destination is well, decision
        "408, 1, true, Wait",
        "425, 1, true, Wait",
        "429, 99, true, Wait",
        "502, 99, true, Wait",
        "503, 99, true, Wait",
        "504, 99, true, Wait",
        "507, 99, true, Wait",
        "500, 4, true, Wait",
        "500, 5, true, Park",
        "500, 99, false, Wait",
        "409, 7, true, Wait",
        "409, 8, true, Park",
        "401, 1, true, Pause",
        "403, 99, true, Pause",
        "404, 1, false, Pause",
        "404, 1, true, Park",
        "410, 1, false, Pause",
        "301, 1, true, Pause",
        "400, 1, true, Park",
        "405, 1, true, Park",
        "412, 1, true, Park",
        "413, 1, true, Park",
        "415, 1, true, Park",
        "422, 1, true, Park"
    })
    void decidesByTheCause(int status, int attempts, boolean well, String decision) {
        Failed failed = Failed.of(HttpStatus.fault(status), "status " + status);

        assertThat(POLICY.decide(failed, attempts, attempts, () -> well, CHANCE)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(decision);
    }

    @Test
    void waitsLongerEachTimeUpToFiveMinutesAndNeverTheSameForAll() {
        Failed down = Failed.of(Fault.TRANSIENT, "down");
        for (int failures = 1; failures < 80; failures++) {
            Duration longest = Duration.ofMillis(Math.min(300_000, failures >= 20 ? 300_000 : 1000L << (failures - 1)));
            for (int i = 0; i < 50; i++) {
                assertThat(waiting(down, failures)).isPositive().isLessThanOrEqualTo(longest);
            }
        }
        assertThat(java.util.stream.IntStream.range(0, 50)
                        .mapToObj(i -> waiting(down, 10))
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void neverComesBackBeforeTheDestinationAskedForIt() {
        Failed busy = new Failed(Fault.TRANSIENT, "busy", Optional.of(Duration.ofMinutes(20)), "");

        assertThat(waiting(busy, 1)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void doesNotLetATypingErrorOfTheDestinationStopAFeedForAYear() {
        Failed busy = new Failed(Fault.TRANSIENT, "busy", Optional.of(Duration.ofDays(365)), "");

        assertThat(waiting(busy, 1)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void saysHowOftenItTriedWhenItGivesUpOnAMessage() {
        RetryDecision decision = POLICY.decide(Failed.of(Fault.BROKEN, "status 500"), 5, 5, () -> true, CHANCE);

        assertThat(decision).isEqualTo(new RetryDecision.Park("status 500, 5 times"));
    }

    @Test
    void asksForTheHealthOfADestinationOnlyWhereItMatters() {
        Failed refused = Failed.of(Fault.MESSAGE, "status 422");

        RetryDecision decision = POLICY.decide(
                refused,
                1,
                1,
                () -> {
                    throw new AssertionError("asked");
                },
                CHANCE);

        assertThat(decision).isInstanceOf(RetryDecision.Park.class);
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1)))
                .hasMessage("the longest wait PT1S is shorter than the first PT10S");
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(1)))
                .hasMessage("a retry needs a time to wait that is more than nothing");
    }

    private static Duration waiting(Failed failed, int failures) {
        return ((RetryDecision.Wait) POLICY.decide(failed, 1, failures, () -> true, CHANCE)).time();
    }
}
