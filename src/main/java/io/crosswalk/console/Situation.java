package io.crosswalk.console;

import io.crosswalk.api.ChannelView;
import io.crosswalk.api.DestinationView;
import io.crosswalk.console.Trouble.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says in words what is wrong, the worst first. A pure function of the facts. */
final class Situation {

    /** Inbound messages older than this mean that processing does not keep up. */
    private static final long SLOW_SECONDS = 60;

    private static final String QUEUED = "/console/messages?status=QUEUED";

    private final Instant now;
    private final List<Trouble> troubles = new ArrayList<>();

    private Situation(Instant now) {
        this.now = now;
    }

    static List<Trouble> of(
            List<ChannelView> channels, List<DestinationView> destinations, List<Trouble> engine, Instant now) {
        Situation situation = new Situation(now);
        situation.troubles.addAll(engine);
        channels.forEach(situation::look);
        destinations.forEach(situation::look);
        situation.troubles.sort(Comparator.comparing(Trouble::level).reversed());
        return List.copyOf(situation.troubles);
    }

    private void look(ChannelView channel) {
        if (!channel.listening()) {
            add(
                    Level.STOP,
                    channel.name() + " does not listen",
                    "Senders cannot connect to " + channel.address()
                            + " and keep their messages. The log says why it is not open.",
                    "");
        }
        long oldest = channel.oldestSeconds().orElse(0L);
        if (oldest > SLOW_SECONDS) {
            add(
                    Level.WATCH,
                    channel.name() + " is processed slowly",
                    messages(channel.waiting()) + " wait to be processed, the oldest "
                            + Words.age(Duration.ofSeconds(oldest))
                            + ". All are acknowledged and stored; none is lost.",
                    "");
        }
        if (channel.failed() > 0) {
            add(
                    Level.ACT,
                    messages(channel.failed()) + " of " + channel.name() + " could not be processed",
                    "Kept as they came, with the reason. The others go on.",
                    "/console/messages?status=ERROR&channel=" + channel.name());
        }
    }

    private void look(DestinationView destination) {
        String name = destination.name();
        String since = destination
                .since()
                .map(then -> " since " + Words.time(then, now) + " (" + Words.age(Duration.between(then, now)) + ")")
                .orElse("");
        if (destination.state().equals("PAUSED")) {
            add(
                    Level.STOP,
                    name + " is paused" + since,
                    sentence(destination.reason()) + waiting(destination)
                            + " It does not heal by itself: repair the cause, then delivery goes on.",
                    QUEUED);
        } else if (!destination.flowing()) {
            add(
                    Level.WATCH,
                    name + " takes no messages" + since,
                    sentence(destination.reason()) + waiting(destination) + next(destination)
                            + " It goes on by itself; look at that server if it lasts.",
                    QUEUED);
        }
        if (destination.parked() > 0) {
            add(
                    Level.ACT,
                    messages(destination.parked()) + " parked for " + name,
                    "The destination refused them as faulty. They wait with its answer; other patients flow on.",
                    "/console/messages?status=PARKED");
        }
    }

    private String next(DestinationView destination) {
        return destination
                .nextAttempt()
                .map(then -> Duration.between(now, then))
                .map(wait -> wait.isNegative() ? " Trying now." : " Next try in " + Words.age(wait) + ".")
                .orElse("");
    }

    private static String waiting(DestinationView destination) {
        String oldest =
                destination.oldestSeconds().isPresent() ? ", the oldest " + Words.age(destination.oldestSeconds()) : "";
        return destination.waiting() == 0
                ? "Nothing waits."
                : messages(destination.waiting()) + (destination.waiting() == 1 ? " waits" : " wait") + " in order"
                        + oldest + "; none is lost.";
    }

    private static String sentence(String reason) {
        return reason.isBlank()
                ? ""
                : Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + (reason.endsWith(".") ? " " : ". ");
    }

    private static String messages(long number) {
        return Words.count(number, "message", "messages");
    }

    private void add(Level level, String title, String text, String link) {
        troubles.add(new Trouble(level, title, text, link));
    }
}
