package io.crosswalk.cli.routes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.tooling.model.ComponentModel;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What Camel itself says of routes, with its own reader and catalog; no route is started. */
final class CamelWords implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext(false);
    private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog();
    private final YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader();

    CamelWords() {
        context.build();
        catalog.setCamelContext(context);
        catalog.start();
        loader.setCamelContext(context);
        loader.build();
        loader.start();
    }

    /** Lets Camel read the file; it stops at the first word that it does not know. */
    void check(RouteFile file) {
        if (!file.readable()) {
            return;
        }
        try {
            RouteBuilder builder = (RouteBuilder) loader.loadRoutesBuilder(ResourceHelper.resolveMandatoryResource(
                    context, file.path().toUri().toString()));
            builder.configureRoutes(context);
        } catch (MarkedYamlEngineException e) {
            file.fault(e.getProblemMark(), e.getProblem());
        } catch (Exception e) {
            file.fault(1, 1, String.valueOf(e.getMessage()), "");
        }
    }

    /** What Camel knows of a component; empty when this installation does not have it. */
    Optional<ComponentModel> component(String scheme) {
        return Optional.ofNullable(catalog.componentModel(scheme));
    }

    /** The names of all parameters of a component's addresses. */
    static Collection<String> parameters(ComponentModel component) {
        return component.getEndpointParameterOptions().stream()
                .map(ComponentModel.EndpointOptionModel::getName)
                .toList();
    }

    /** What is wrong with the values of parameters, by parameter. */
    Map<String, String> wrongValues(String scheme, Map<String, String> values) {
        EndpointValidationResult result = catalog.validateProperties(scheme, values);
        Map<String, String> wrong = new TreeMap<>();
        add(wrong, result.getInvalidBoolean(), "must be true or false");
        add(wrong, result.getInvalidInteger(), "must be a whole number");
        add(wrong, result.getInvalidNumber(), "must be a number");
        add(wrong, result.getInvalidDuration(), "must be a time, as in 500 (milliseconds), 30s or 5m");
        Map<String, String> choices = result.getInvalidEnum();
        if (choices != null) {
            choices.keySet().forEach(name -> {
                List<String> known = result.getEnumChoices(name);
                wrong.put(name, "must be one of " + String.join(", ", known));
            });
        }
        return wrong;
    }

    private static void add(Map<String, String> wrong, @Nullable Map<String, String> found, String reason) {
        if (found != null) {
            found.keySet().forEach(name -> wrong.put(name, reason));
        }
    }

    /** The context was never started: it has no threads and no connections to give back. */
    @Override
    public void close() {
        loader.stop();
    }
}
