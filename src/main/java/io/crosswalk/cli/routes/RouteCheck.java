package io.crosswalk.cli.routes;

import io.crosswalk.mapping.syntax.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a look at a folder of routes gave.
 *
 * @param routes the ids found, in the order of files and lines
 * @param faults all that is wrong, by file and line
 */
public record RouteCheck(List<String> routes, List<Fault> faults) {

    public RouteCheck {
        routes = List.copyOf(routes);
        faults = List.copyOf(faults);
    }

    /**
     * Reads all YAML files below {@code folder}.
     *
     * @param settings whether a setting of this name has a value, for the placeholders in routes
     */
    public static RouteCheck of(Path folder, Predicate<String> settings) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
        List<String> ids = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        try (CamelWords camel = new CamelWords()) {
            for (Path path : files) {
                RouteFile file = RouteFile.read(path);
                camel.check(file);
                new EndpointCheck(file, camel, settings).check();
                for (RouteFile.Id id : file.routeIds()) {
                    String other = places.putIfAbsent(id.value(), path + ":" + id.line());
                    if (other == null) {
                        ids.add(id.value());
                    } else {
                        file.fault(id.line(), id.column(), "route '" + id.value() + "' is already at " + other, "");
                    }
                }
                faults.addAll(file.faults());
            }
        }
        if (files.isEmpty()) {
            faults.add(new Fault(folder.toString(), 1, 1, "", "there is no route (*.yaml) in this folder", ""));
        }
        return new RouteCheck(ids, faults);
    }
}
