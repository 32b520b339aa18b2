package io.crosswalk.pipeline;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/** One delivery route for each destination, made of the template that stands among the routes. */
public final class DeliveryRoutes {

    private static final String TEMPLATE = "deliver";

    private DeliveryRoutes() {}

    /** Destinations that have a route of their own, named {@code deliver-to-<name>}, keep it. */
    public static void add(CamelContext context, Collection<String> destinations) throws Exception {
        ModelCamelContext model = (ModelCamelContext) context;
        if (model.getRouteTemplateDefinition(TEMPLATE) == null) {
            throw new IllegalStateException("no route template '" + TEMPLATE
                    + "' among the routes: nothing would be delivered; put back routes/deliver.camel.yaml");
        }
        for (String destination : new TreeSet<>(destinations)) {
            String id = "deliver-to-" + destination;
            if (context.getRoute(id) == null) {
                model.addRouteFromTemplate(id, TEMPLATE, Map.of("destination", destination));
            }
        }
    }
}
