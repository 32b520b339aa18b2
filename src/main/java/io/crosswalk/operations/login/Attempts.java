package io.crosswalk.operations.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing: after a few failures by one address, or for one user by one address, every further failure
 * doubles the wait.
 *
 * <p>A user is never locked out everywhere: else anybody could keep the operator out by failing in his name.
 */
final class Attempts {

    private static final int FREE_PER_USER = 5;
    private static final int FREE_PER_ADDRESS = 20;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private record Failures(int count, Instant last) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** How long {@code user} at {@code address} has to wait; empty when a try is allowed now. */
    synchronized Optional<Duration> wait(String user, String address) {
        Duration wait = longer(left(pair(user, address), FREE_PER_USER), left(address, FREE_PER_ADDRESS));
        return wait.isZero() ? Optional.empty() : Optional.of(wait);
    }

    synchronized void failed(String user, String address) {
        count(pair(user, address));
        count(address);
    }

    synchronized void succeeded(String user, String address) {
        failures.remove(pair(user, address));
        failures.remove(address);
    }

    private void count(String key) {
        Instant now = clock.instant();
        Failures before = failures.get(key);
        boolean fresh = before == null || before.last().plus(LONGEST).isBefore(now);
        int count = before == null || fresh ? 1 : before.count() + 1;
        failures.put(key, new Failures(count, now));
    }

    private Duration left(String key, int free) {
        Failures failed = failures.get(key);
        if (failed == null || failed.count() < free) {
            return Duration.ZERO;
        }
        Duration penalty = Duration.ofSeconds(1L << Math.min(failed.count() - free, 10));
        Instant until = failed.last().plus(penalty.compareTo(LONGEST) > 0 ? LONGEST : penalty);
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String pair(String user, String address) {
        return address + " " + user;
    }
}
