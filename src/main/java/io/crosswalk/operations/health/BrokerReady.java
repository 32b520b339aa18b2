package io.crosswalk.operations.health;

import io.crosswalk.api.Overview;
import io.crosswalk.api.Snapshot.BrokerView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** What is accepted can be queued. Shows the journal in use, since ASYNCIO falls back to NIO in silence. */
@Readiness
@ApplicationScoped
public class BrokerReady implements HealthCheck {

    private final Overview overview;

    public BrokerReady(Overview overview) {
        this.overview = overview;
    }

    @Override
    public HealthCheckResponse call() {
        BrokerView broker = overview.now().broker();
        return HealthCheckResponse.named("broker")
                .status(broker.alive())
                .withData("mode", broker.mode())
                .withData("version", broker.version())
                .withData("journal", broker.journal())
                .withData("reason", broker.alive() ? "none" : "broker-unreachable")
                .build();
    }
}
