package io.crosswalk.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
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
     * @param open whether the route listens now
     */
    public record Door(String channel, String description, String address, boolean open) {}

    private static final Pattern RECEIVE = Pattern.compile("crosswalk:(?://)?receive\\?(?:.*&)?channel=([a-z0-9-]+).*");

    private final CamelContext context;

    public Doors(CamelContext context) {
        this.context = context;
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
        boolean open = context.getRouteController().getRouteStatus(id) != null
                && context.getRouteController().getRouteStatus(id).isStarted();
        return new Door(channel, words(route), address(route), open);
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
