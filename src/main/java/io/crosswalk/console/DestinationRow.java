package io.crosswalk.console;

import io.crosswalk.api.DestinationView;
import java.time.Duration;
import java.time.Instant;

/** A destination as a line of the overview. */
record DestinationRow(DestinationView destination, Instant now) {

    public String style() {
        return destination.flowing() ? "ok" : destination.state().equals("PAUSED") ? "stop" : "warn";
    }

    public String state() {
        return switch (destination.state()) {
            case "FLOWING" -> destination.waiting() == 0 ? "ready" : "flowing";
            case "PAUSED" -> "paused";
            default -> "retrying" + next();
        };
    }

    private String next() {
        return destination
                .nextAttempt()
                .map(then -> Duration.between(now, then))
                .map(wait -> wait.isNegative() ? " now" : " in " + Words.age(wait))
                .orElse("");
    }

    public String last() {
        return Words.ago(destination.lastSentAt(), now);
    }

    public String lastExact() {
        return destination.lastSentAt().map(Words::exact).orElse("none since the engine started");
    }

    public String rate() {
        return Words.rate(destination.perSecond());
    }

    public String line() {
        return Words.line(destination.lastTenMinutes());
    }

    public String sent() {
        return Words.count(destination.sent());
    }

    public String waiting() {
        return Words.count(destination.waiting());
    }

    public String oldest() {
        return Words.age(destination.oldestSeconds());
    }

    public String parked() {
        return Words.count(destination.parked());
    }
}
