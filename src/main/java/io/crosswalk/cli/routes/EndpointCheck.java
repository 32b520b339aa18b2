package io.crosswalk.cli.routes;

import io.crosswalk.cli.routes.RouteFile.Endpoint;
import io.crosswalk.cli.routes.RouteFile.Id;
import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.pipeline.BuildingBlocks;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.tooling.model.ComponentModel;

/** Looks at each address of a file: is there such a component, does it have these parameters, do settings exist. */
final class EndpointCheck {

    /** {@code {{name}}} or {@code {{name:default}}}; a question mark in front of the name means that it may be absent. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([^:{}]+)(:[^{}]*)?}}");

    /** The scheme of our own building blocks. */
    private static final String BLOCKS = "crosswalk";

    private final RouteFile file;
    private final CamelWords camel;
    private final Predicate<String> settings;

    EndpointCheck(RouteFile file, CamelWords camel, Predicate<String> settings) {
        this.file = file;
        this.camel = camel;
        this.settings = settings;
    }

    void check() {
        file.endpoints().forEach(this::check);
    }

    private void check(Endpoint endpoint) {
        Id uri = endpoint.uri();
        placeholders(uri);
        endpoint.parameters().values().forEach(this::placeholders);
        int colon = uri.value().indexOf(':');
        String scheme = colon < 0 ? uri.value() : uri.value().substring(0, colon);
        if (scheme.contains("{{") || scheme.contains("${")) {
            return;
        }
        if (scheme.equals(BLOCKS)) {
            block(endpoint);
            return;
        }
        Optional<ComponentModel> component = camel.component(scheme);
        if (component.isEmpty()) {
            file.fault(uri, "there is no component '" + scheme + "' in this installation", "");
            return;
        }
        parameters(component.get(), withQuery(endpoint));
    }

    private void block(Endpoint endpoint) {
        String name = endpoint.uri().value().substring(BLOCKS.length() + 1).split("\\?", 2)[0];
        Optional<BuildingBlocks> found = BuildingBlocks.named(name);
        if (found.isEmpty()) {
            String nearest = Nearest.of(
                    name,
                    Arrays.stream(BuildingBlocks.values())
                            .map(BuildingBlocks::blockName)
                            .toList());
            String known = nearest.isEmpty() ? "; there are " + BuildingBlocks.all() : "";
            file.fault(
                    endpoint.uri(),
                    "there is no building block 'crosswalk:" + name + "'" + known,
                    nearest.isEmpty() ? "" : "crosswalk:" + nearest);
            return;
        }
        BuildingBlocks block = found.get();
        boolean begins = block.place() == BuildingBlocks.Place.START;
        if (begins != endpoint.begins()) {
            file.fault(
                    endpoint.uri(),
                    "crosswalk:" + name
                            + (begins ? " stands at the beginning of a route (from)" : " stands inside a route (to)"),
                    "");
        }
        blockParameters(endpoint, block);
    }

    private void blockParameters(Endpoint endpoint, BuildingBlocks block) {
        List<String> known = new ArrayList<>(block.required());
        known.addAll(block.optional());
        Map<Id, Id> given = withQuery(endpoint);
        given.forEach((name, value) -> {
            List<String> choices = BuildingBlocks.choices(name.value());
            if (!known.contains(name.value())) {
                file.fault(
                        name,
                        "crosswalk:" + block.blockName() + " has no parameter '" + name.value() + "'",
                        Nearest.of(name.value(), known));
            } else if (!choices.isEmpty() && !value.value().contains("{{") && !choices.contains(value.value())) {
                file.fault(
                        value,
                        "crosswalk:" + block.blockName() + " parameter '" + name.value() + "' must be one of "
                                + String.join(", ", choices),
                        Nearest.of(value.value(), choices));
            }
        });
        for (String required : block.required()) {
            if (given.keySet().stream().noneMatch(name -> name.value().equals(required))) {
                file.fault(
                        endpoint.uri(),
                        "crosswalk:" + block.blockName() + " needs the parameter '" + required + "'",
                        "");
            }
        }
    }

    /** The parameters written below the address and those written into it, which have its place. */
    private static Map<Id, Id> withQuery(Endpoint endpoint) {
        Map<Id, Id> all = new LinkedHashMap<>(endpoint.parameters());
        Id uri = endpoint.uri();
        int mark = uri.value().indexOf('?');
        if (mark >= 0) {
            for (String pair : uri.value().substring(mark + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                all.put(
                        new Id(parts[0], uri.line(), uri.column()),
                        new Id(
                                parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
                                uri.line(),
                                uri.column()));
            }
        }
        return all;
    }

    private void parameters(ComponentModel component, Map<Id, Id> parameters) {
        Collection<String> known = CamelWords.parameters(component);
        Map<String, String> values = new HashMap<>();
        Map<String, Id> places = new HashMap<>();
        parameters.forEach((name, value) -> {
            if (known.contains(name.value())) {
                places.put(name.value(), value);
                if (!value.value().contains("{{") && !value.value().startsWith("#")) {
                    values.put(name.value(), value.value());
                }
            } else if (!component.isLenientProperties() && !isPath(component, name.value())) {
                file.fault(
                        name,
                        component.getScheme() + " has no parameter '" + name.value() + "'",
                        Nearest.of(name.value(), known));
            }
        });
        camel.wrongValues(component.getScheme(), values).forEach((name, reason) -> {
            Id place = places.get(name);
            if (place != null) {
                file.fault(place, component.getScheme() + " parameter '" + name + "' " + reason, "");
            }
        });
    }

    private static boolean isPath(ComponentModel component, String name) {
        return component.getEndpointPathOptions().stream()
                .anyMatch(option -> option.getName().equals(name));
    }

    private void placeholders(Id text) {
        Matcher matcher = PLACEHOLDER.matcher(text.value());
        while (matcher.find()) {
            boolean optional = !matcher.group(1).isEmpty() || matcher.group(3) != null;
            String name = matcher.group(2);
            if (!optional && !file.templateParameters().contains(name) && !settings.test(name)) {
                file.fault(
                        text.line(),
                        text.column() + matcher.start(),
                        "the setting '" + name + "' has no value; set it, or write a default as in {{" + name
                                + ":2575}}",
                        "");
            }
        }
    }
}
