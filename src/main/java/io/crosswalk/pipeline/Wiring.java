package io.crosswalk.pipeline;

import io.crosswalk.intake.FrameLimits;
import io.crosswalk.intake.MllpFraming;
import io.crosswalk.pipeline.blocks.CrosswalkComponent;
import io.crosswalk.pipeline.settings.EnvironmentNames;
import io.crosswalk.pipeline.settings.Settings;
import io.crosswalk.pipeline.settings.SettingsReader;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Makes the engine and its building blocks known to the container. */
@Singleton
public class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    @Produces
    @Singleton
    Settings settings(Config config) {
        Set<String> names =
                EnvironmentNames.all(config.getPropertyNames(), System.getenv().keySet());
        Map<String, String> values = new TreeMap<>();
        for (String name : names) {
            if (name.startsWith("crosswalk.")) {
                config.getOptionalValue(name, String.class).ifPresent(value -> values.put(name, value));
            }
        }
        return SettingsReader.read(values);
    }

    @Produces
    @Singleton
    Engine engine(Settings settings, @All List<PipelineEvents> listeners) {
        return Engine.open(settings, new AllEvents(listeners));
    }

    void close(@Disposes Engine engine) {
        engine.close();
    }

    @Produces
    @Singleton
    @Named("crosswalk")
    @Unremovable
    CrosswalkComponent blocks(Engine engine) {
        return new CrosswalkComponent(engine);
    }

    /**
     * What a step throws comes back to the loop or connection that called its route, which knows what becomes of the
     * message. Camel's own handler would do nothing between, but write the exception's text to the log, which may quote it.
     */
    @Produces
    @Singleton
    @Unremovable
    CamelContextCustomizer failuresComeBack() {
        return context -> context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
    }

    @Produces
    @Singleton
    @Named("mllp")
    @Unremovable
    MllpFraming mllp(Engine engine) {
        return new MllpFraming(FrameLimits.defaults(), engine.doors());
    }

    void deliver(@Observes CamelContextStartedEvent started, Engine engine) throws Exception {
        CamelContext context = (CamelContext) started.getContext();
        DeliveryRoutes.add(context, engine.settings().destinations().keySet());
        engine.sitesWithoutRoute().forEach(LOG::warn);
    }
}
