package io.crosswalk.operations;

import io.crosswalk.pipeline.Engine;
import io.crosswalk.pipeline.blocks.Watching;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * The channels and where they listen, read from the routes that run: a channel is what a route hands to
 * {@code crosswalk:receive}, whoever wrote that route.
 */
@ApplicationScoped
public class Doors {

    /**
     * Where a channel takes messages in.
     *
     * @param open whether the route listens now, or can read its folder
     */
    public record Door(String channel, String description, String address, boolean open) {}

    private static final Pattern RECEIVE = Pattern.compile("crosswalk:(?://)?receive\\?(?:.*&)?channel=([a-z0-9-]+).*");

    private final CamelContext context;
    private final Map<String, String> channelOfAddress = new ConcurrentHashMap<>();

    public Doors(CamelContext context) {
        this.context = context;
    }

    /** Frames that break have an address and no channel yet; with this their counts stand where they belong. */
    void nameListeners(@Observes StartupEvent event, Engine engine) {
        engine.doors().listeners(this::channelAt);
    }

    /** The channel that listens at {@code host:port}, or the address itself when no route of ours does. */
    String channelAt(String address) {
        String known = channelOfAddress.get(address);
        if (known != null) {
            return known;
        }
        Optional<Door> found = all().stream()
                .filter(door -> door.address().endsWith("//" + address) || samePort(door.address(), address))
                .findFirst();
        found.ifPresent(door -> channelOfAddress.put(address, door.channel()));
        return found.map(Door::channel).orElse(address);
    }

    /** A route may listen on a name, such as localhost or 0.0.0.0, where the socket says a number. */
    private static boolean samePort(String door, String address) {
        int colon = address.lastIndexOf(':');
        return colon >= 0 && door.startsWith("mllp:") && door.endsWith(address.substring(colon));
    }

    /** In the order of their names. */
    public List<Door> all() {
        List<Door> doors = new ArrayList<>();
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            channel(route).ifPresent(channel -> doors.add(door(channel, route)));
        }
        doors.sort(Comparator.comparing(Door::channel));
        return doors;
    }

    private static Optional<String> channel(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                .map(to -> RECEIVE.matcher(to.getEndpointUri()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    private Door door(String channel, RouteDefinition route) {
        String id = route.getRouteId();
        boolean started = context.getRouteController().getRouteStatus(id) != null
                && context.getRouteController().getRouteStatus(id).isStarted();
        Optional<Watching> watching = watching(id);
        return new Door(
                channel,
                words(route),
                watching.map(Watching::address).orElseGet(() -> address(route)),
                started && watching.flatMap(Watching::trouble).isEmpty());
    }

    /** What the route begins with, when that is no socket. */
    private Optional<Watching> watching(String id) {
        Route running = context.getRoute(id);
        return running != null && running.getConsumer() instanceof Watching watching
                ? Optional.of(watching)
                : Optional.empty();
    }

    private static String words(RouteDefinition route) {
        String description = route.getDescriptionText();
        return description == null ? "" : description.split(" - ", 2)[0];
    }

    /** Scheme, host and port or path; what stands after the question mark may hold secrets. */
    private String address(RouteDefinition route) {
        String uri = context.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
        String plain = uri.split("\\?", 2)[0];
        return plain.startsWith("netty:tcp:")
                ? "mllp:" + withoutUser(plain.substring("netty:tcp:".length()))
                : withoutUser(plain);
    }

    private static String withoutUser(String uri) {
        try {
            String user = URI.create(uri).getRawUserInfo();
            return user == null ? uri : uri.replace(user + "@", "");
        } catch (IllegalArgumentException e) {
            return uri; // not a URI that could carry a user
        }
    }
}
