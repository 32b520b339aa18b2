package io.crosswalk.pipeline;

import io.crosswalk.consent.ConsentDecision;
import io.crosswalk.history.Processed;
import io.crosswalk.history.Stage;
import io.crosswalk.history.Step;
import io.crosswalk.intake.EmbeddedDocuments;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Destination;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.message.Status;
import io.crosswalk.routing.RoutingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way through the stages before delivery: what each stage adds. The body of the exchange in a route;
 * for one thread. It prints no payload, so a {@code log} step in a route is harmless.
 */
public final class Journey {

    private final ReceivedMessage message;
    private final long messageId;
    private final boolean again;
    private final List<Issue> issues = new ArrayList<>();
    private final List<ReceivedMessage> documents = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<Destination, ConsentDecision> consents = new LinkedHashMap<>();
    private final List<RoutingDecision> routes = new ArrayList<>();
    private @Nullable Conversion conversion;
    private boolean routed;
    private Optional<Status> end = Optional.empty();
    private String reason = "";

    /**
     * @param messageId of the message in the history
     * @param again whether this acceptance was worked on before, and the work was lost
     */
    public Journey(ReceivedMessage message, long messageId, boolean again) {
        this.message = message;
        this.messageId = messageId;
        this.again = again;
        steps.add(new Step(Stage.RECEIVE, "", Status.RECEIVED, "", message.receivedAt(), waited(message)));
    }

    /** How long it lay in the queue: that is what the time before conversion means. */
    private static long waited(ReceivedMessage message) {
        return Math.max(0, Duration.between(message.receivedAt(), Instant.now()).toNanos() / 1000);
    }

    public ReceivedMessage message() {
        return message;
    }

    public long messageId() {
        return messageId;
    }

    public String channel() {
        return message.channel();
    }

    /** What the convert stage made. */
    public Conversion conversion() {
        if (conversion == null) {
            throw new IllegalStateException("the route of channel " + channel()
                    + " asks for the conversion before crosswalk:convert has made it");
        }
        return conversion;
    }

    /** Whether a stage has ended the journey: the stages after it have nothing to do. */
    public boolean ended() {
        return end.isPresent();
    }

    void note(Issue issue) {
        issues.add(issue);
    }

    /** Hands on what is inside of the message: it goes to the queue of its own channel when this message leaves its queue. */
    void embedded(EmbeddedDocuments.Found found) {
        issues.addAll(found.issues());
        documents.addAll(found.documents());
    }

    /** Messages of their own that are inside of this one. */
    List<ReceivedMessage> documents() {
        return List.copyOf(documents);
    }

    void converted(Conversion made, long micros) {
        conversion = made;
        issues.addAll(made.issues());
        if (made.failed()) {
            end(Status.ERROR, firstFatal(made.issues()));
        }
        step(Stage.CONVERT, "", made.failed() ? Status.ERROR : Status.CONVERTED, reason, micros);
    }

    void validated(List<Issue> found, long micros) {
        issues.addAll(found);
        boolean fatal = found.stream().anyMatch(Issue::isFatal);
        if (fatal) {
            end(Status.ERROR, firstFatal(found));
        }
        step(Stage.VALIDATE, "", fatal ? Status.ERROR : Status.CONVERTED, fatal ? reason : summary(found), micros);
    }

    private static String summary(List<Issue> found) {
        return found.isEmpty() ? "" : found.size() + " findings, see the issues";
    }

    private static String firstFatal(List<Issue> found) {
        return found.stream()
                .filter(Issue::isFatal)
                .findFirst()
                .map(Issue::reason)
                .orElse("no Bundle was made, and nothing says why");
    }

    void consented(Destination destination, ConsentDecision decision, long micros) {
        consents.put(destination, decision);
        Status status = decision instanceof ConsentDecision.Permit ? Status.CONVERTED : Status.FILTERED;
        step(Stage.CONSENT, destination.name(), status, decision.reason(), micros);
    }

    /** Nothing leaves without a yes: no decision is no yes. */
    boolean permitted(Destination destination) {
        return consents.get(destination) instanceof ConsentDecision.Permit;
    }

    void routed(List<RoutingDecision> decisions, long micros) {
        routed = true;
        routes.addAll(decisions);
        for (RoutingDecision decision : decisions) {
            Status status = decision.goes() ? Status.QUEUED : Status.FILTERED;
            step(Stage.ROUTE, decision.destination().name(), status, decision.reason(), micros);
        }
        if (routes.stream().noneMatch(RoutingDecision::goes)) {
            end(
                    Status.FILTERED,
                    decisions.isEmpty()
                            ? "the channel has no destination"
                            : decisions.get(0).reason());
        }
    }

    /** Ends the journey for a reason outside of the stages. */
    void broken(String why) {
        issues.add(Issue.fatal("route-broke", "", why));
        end(Status.ERROR, why);
    }

    private void end(Status status, String why) {
        if (!ended()) {
            end = Optional.of(status);
            reason = why;
        }
    }

    private void step(Stage stage, String destination, Status status, String why, long micros) {
        steps.removeIf(
                earlier -> earlier.stage() == stage && earlier.destination().equals(destination));
        steps.add(new Step(stage, destination, status, why, Instant.now(), micros));
    }

    /** Destinations the message is to be queued for; empty when it ended before. */
    List<Destination> queuedFor() {
        return ended()
                ? List.of()
                : routes.stream()
                        .filter(RoutingDecision::goes)
                        .map(RoutingDecision::destination)
                        .toList();
    }

    /** What keeps the order where there is no patient: everything of one sender on one channel. */
    String orderedBy() {
        return conversion == null || conversion.patient().isEmpty()
                ? "\0" + channel() + "\0" + message.sender()
                : conversion.patient();
    }

    /** The whole of it for the history, after the route has ended. */
    Processed processed(String lane) {
        if (!routed && !ended()) {
            broken("the route of channel " + channel() + " ended without crosswalk:routing; nothing was queued");
        }
        Conversion made = conversion;
        List<Processed.Queued> queued = queuedFor().stream()
                .map(destination -> new Processed.Queued(destination.name(), lane))
                .toList();
        return new Processed(
                messageId,
                again,
                message,
                end.orElse(Status.QUEUED),
                reason,
                made == null ? new byte[0] : made.bundle(),
                made == null ? List.of() : made.resources(),
                made == null ? List.of() : made.merges(),
                issues,
                made == null ? "" : made.mappings(),
                steps,
                queued);
    }

    @Override
    public String toString() {
        return "Journey[" + message.key() + " by " + channel()
                + end.map(status -> ", " + status).orElse("") + "]";
    }
}
