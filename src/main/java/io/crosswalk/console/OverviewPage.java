package io.crosswalk.console;

import io.crosswalk.api.ChannelView;
import io.crosswalk.api.DestinationView;
import io.crosswalk.api.Snapshot;
import io.crosswalk.console.Trouble.Level;
import io.crosswalk.history.MessageSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the first page says. */
record OverviewPage(Snapshot snapshot, List<Trouble> troubles, List<MessageRow> latest) {

    /** A fact about the engine itself. */
    record Fact(String name, String value) {}

    static OverviewPage of(Snapshot snapshot, List<MessageSummary> latest) {
        return new OverviewPage(
                snapshot,
                Situation.of(snapshot.channels(), snapshot.destinations(), engineTroubles(snapshot), snapshot.at()),
                latest.stream()
                        .map(message -> new MessageRow(message, snapshot.at()))
                        .toList());
    }

    private static List<Trouble> engineTroubles(Snapshot snapshot) {
        List<Trouble> troubles = new ArrayList<>();
        if (!snapshot.broker().alive()) {
            troubles.add(new Trouble(
                    Level.STOP,
                    "The broker does not answer",
                    "No message can be accepted: senders get AE or CE and send again. Nothing that was acknowledged is lost.",
                    ""));
        }
        snapshot.storeFault()
                .ifPresent(fault -> troubles.add(new Trouble(
                        Level.STOP,
                        "The history cannot be read or written (" + fault + ")",
                        "Messages stay in the broker until it can; nothing that was acknowledged is lost.",
                        "")));
        snapshot.mappings()
                .filter(mappings -> !mappings.isCurrent())
                .ifPresent(mappings -> troubles.add(new Trouble(
                        Level.ACT,
                        "The mappings on disk have " + Words.count(mappings.faultCount(), "fault", "faults"),
                        "They are not used: messages go on being converted by mappings " + mappings.version()
                                + ". First: " + mappings.firstFault() + " All of them: crosswalk check.",
                        "")));
        return troubles;
    }

    public String headline() {
        if (troubles.isEmpty()) {
            return snapshot.channels().isEmpty() ? "No channel is open." : "All is flowing.";
        }
        if (troubles.size() == 1) {
            return troubles.get(0).title() + ".";
        }
        long toAct = troubles.stream()
                .filter(trouble -> trouble.level() != Level.WATCH)
                .count();
        return toAct == 0
                ? troubles.size() + " things to watch."
                : Words.count(toAct, "thing needs", "things need") + " somebody to act.";
    }

    public String title() {
        return headline();
    }

    public String style() {
        return troubles.isEmpty() ? "ok" : troubles.get(0).style();
    }

    public String summary() {
        long accepted =
                snapshot.channels().stream().mapToLong(ChannelView::accepted).sum();
        long waiting =
                snapshot.channels().stream().mapToLong(ChannelView::waiting).sum()
                        + snapshot.destinations().stream()
                                .mapToLong(DestinationView::waiting)
                                .sum();
        long parked = snapshot.destinations().stream()
                .mapToLong(DestinationView::parked)
                .sum();
        return Words.count(accepted, "message", "messages") + " accepted in "
                + Words.age(Duration.between(snapshot.started(), snapshot.at())) + ", "
                + (waiting == 0 ? "none waits" : Words.count(waiting) + (waiting == 1 ? " waits" : " wait"))
                + (parked == 0 ? "." : ", " + Words.count(parked) + " parked.");
    }

    public List<ChannelRow> channels() {
        return snapshot.channels().stream()
                .map(channel -> new ChannelRow(channel, snapshot.at()))
                .toList();
    }

    public List<DestinationRow> destinations() {
        return snapshot.destinations().stream()
                .map(destination -> new DestinationRow(destination, snapshot.at()))
                .toList();
    }

    public List<Fact> engine() {
        Snapshot.BrokerView broker = snapshot.broker();
        String journal = broker.journal().isEmpty() ? "" : ", journal " + broker.journal();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Engine", "up " + Words.age(Duration.between(snapshot.started(), snapshot.at()))),
                new Fact(
                        "Broker",
                        broker.alive() ? broker.mode() + " Artemis " + broker.version() + journal : "does not answer"),
                new Fact(
                        "History",
                        snapshot.storeFault().map(fault -> "fault " + fault).orElse("answers")),
                new Fact("As of", Words.time(snapshot.at(), snapshot.at()))));
        snapshot.mappings()
                .ifPresent(mappings -> facts.add(
                        2,
                        new Fact(
                                "Mappings",
                                mappings.version() + " since " + Words.time(mappings.since(), snapshot.at()))));
        return List.copyOf(facts);
    }
}
