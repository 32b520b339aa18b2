package io.crosswalk.routing;

import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Destination;
import java.util.List;
import java.util.Map;

/** Which destinations each channel has. Immutable. */
public final class Router {

    private final Map<String, List<Destination>> byChannel;
    private final List<Destination> others;

    /**
     * @param byChannel channels that name their destinations
     * @param others destinations of the channels that do not
     */
    public Router(Map<String, List<Destination>> byChannel, List<Destination> others) {
        this.byChannel = Map.copyOf(byChannel);
        this.others = List.copyOf(others);
    }

    /** Everything a message of {@code channel} may go to. */
    public List<Destination> destinationsOf(String channel) {
        return byChannel.getOrDefault(channel, others);
    }

    /**
     * Decides about one of them.
     *
     * @param kind what the Bundle is for: an answer that somebody was given is no record that a FHIR server writes
     * @param permitted whether consent said yes
     */
    public RoutingDecision route(String channel, Destination destination, boolean permitted, BundleKind kind) {
        if (!permitted) {
            return new RoutingDecision(destination, false, "withheld: consent did not say yes");
        }
        if (kind == BundleKind.SEARCHSET && !destination.isFolder()) {
            return new RoutingDecision(
                    destination,
                    false,
                    "the answer to a query is nothing to write at a FHIR server; a folder takes it");
        }
        return byChannel.containsKey(channel)
                ? new RoutingDecision(destination, true, "channel " + channel + " names this destination")
                : new RoutingDecision(destination, true, "destination of every channel that names none");
    }
}
