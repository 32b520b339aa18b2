package io.crosswalk.operations.health;

import io.crosswalk.pipeline.Engine;
import io.crosswalk.pipeline.MappingStanding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Which mappings are in use, and what is wrong with those on disk where these are others. Never a reason to take the engine out of
 * service: it goes on with the mappings that were right.
 */
@Readiness
@ApplicationScoped
public class MappingsCurrent implements HealthCheck {

    private final Engine engine;

    public MappingsCurrent(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("mappings").up();
        Optional<MappingStanding> standing = engine.mappings();
        return standing.map(mappings -> response.withData("version", mappings.version())
                        .withData("reason", mappings.isCurrent() ? "none" : "faults-on-disk")
                        .withData("faults", mappings.faultCount())
                        .withData("first", mappings.firstFault()))
                .orElse(response)
                .build();
    }
}
