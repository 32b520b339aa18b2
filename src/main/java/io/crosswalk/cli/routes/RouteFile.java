package io.crosswalk.cli.routes;

import io.crosswalk.mapping.syntax.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One file of routes as YAML with places: its endpoints, its ids, and the faults found so far. */
final class RouteFile {

    /** Steps that may be written as {@code to: uri} instead of {@code to: {uri: ...}}. */
    private static final Set<String> SHORT_FORMS =
            Set.of("from", "to", "toD", "wireTap", "enrich", "pollEnrich", "poll");

    private final Path path;
    private final String text;
    private final List<String> lines;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Id> routeIds = new ArrayList<>();
    private final Set<String> templateParameters = new HashSet<>();
    private boolean readable = true;

    /** A scalar and where its first character stands, from 1. */
    record Id(String value, int line, int column) {}

    /**
     * An address with its parameters, each with its place.
     *
     * @param begins whether a route begins with it
     */
    record Endpoint(Id uri, Map<Id, Id> parameters, boolean begins) {}

    private RouteFile(Path path, String text) {
        this.path = path;
        this.text = text;
        this.lines = text.lines().toList();
    }

    static RouteFile read(Path path) throws IOException {
        RouteFile file = new RouteFile(path, Files.readString(path, StandardCharsets.UTF_8));
        file.compose();
        return file;
    }

    private void compose() {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(path.toString()).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            root.ifPresent(node -> visit(node, ""));
        } catch (MarkedYamlEngineException e) {
            readable = false;
            fault(e.getProblemMark(), e.getProblem());
        }
    }

    /** @param key what the node is the value of */
    private void visit(Node node, String key) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> visit(item, ""));
        } else if (node instanceof MappingNode mapping) {
            mapping(mapping, key);
        }
    }

    private void mapping(MappingNode mapping, String parent) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
            values.put(key, entry.getValueNode());
            if (SHORT_FORMS.contains(key) && entry.getValueNode() instanceof ScalarNode uri) {
                endpoints.add(new Endpoint(id(uri), Map.of(), key.equals("from")));
            }
            if (key.equals("route") && entry.getValueNode() instanceof MappingNode route) {
                route(route);
            }
            if (key.equals("routeTemplate") && entry.getValueNode() instanceof MappingNode template) {
                template(template);
            }
            visit(entry.getValueNode(), key);
        }
        if (values.get("uri") instanceof ScalarNode uri) {
            endpoints.add(new Endpoint(id(uri), parameters(values.get("parameters")), parent.equals("from")));
        }
    }

    /** The names that a template gives values to: placeholders, but no settings. */
    private void template(MappingNode template) {
        for (NodeTuple entry : template.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals("parameters")
                    && entry.getValueNode() instanceof SequenceNode names) {
                names.getValue().forEach(item -> {
                    if (item instanceof MappingNode parameter) {
                        parameters(parameter).forEach((field, value) -> {
                            if (field.value().equals("name")) {
                                templateParameters.add(value.value());
                            }
                        });
                    }
                });
            }
        }
    }

    private void route(MappingNode route) {
        for (NodeTuple entry : route.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals("id")
                    && entry.getValueNode() instanceof ScalarNode value) {
                routeIds.add(id(value));
                return;
            }
        }
        fault(
                route.getStartMark(),
                "a route needs an id: it is its name in the console, in metrics and in the history");
    }

    private static Map<Id, Id> parameters(@Nullable Node node) {
        Map<Id, Id> parameters = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key && entry.getValueNode() instanceof ScalarNode value) {
                    parameters.put(id(key), id(value));
                }
            }
        }
        return parameters;
    }

    private static Id id(ScalarNode node) {
        Mark mark = node.getStartMark().orElseThrow();
        int quote = node.isPlain() ? 0 : 1;
        return new Id(node.getValue(), mark.getLine() + 1, mark.getColumn() + 1 + quote);
    }

    void fault(Optional<Mark> mark, String message) {
        fault(mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, message, "");
    }

    void fault(Id place, String message, String suggestion) {
        fault(place.line(), place.column(), message, suggestion);
    }

    void fault(int line, int column, String message, String suggestion) {
        String sourceLine = line <= lines.size() ? lines.get(line - 1) : "";
        faults.add(new Fault(path.toString(), line, column, sourceLine, message, suggestion));
    }

    Path path() {
        return path;
    }

    /** Whether it is YAML at all. */
    boolean readable() {
        return readable;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    Set<String> templateParameters() {
        return templateParameters;
    }

    List<Id> routeIds() {
        return routeIds;
    }

    List<Fault> faults() {
        return faults.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
