package io.crosswalk.operations.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** All routes were started once. */
@Startup
@ApplicationScoped
public class Started implements HealthCheck {

    private final CamelContext context;

    public Started(CamelContext context) {
        this.context = context;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("routes")
                .status(context.isStarted())
                .withData("reason", context.isStarted() ? "none" : "starting")
                .build();
    }
}
