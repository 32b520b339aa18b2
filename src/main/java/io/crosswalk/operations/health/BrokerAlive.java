package io.crosswalk.operations.health;

import io.crosswalk.api.Overview;
import io.crosswalk.api.Snapshot.BrokerView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The embedded broker lives and dies with this process; when it is dead, only a restart helps. */
@Liveness
@ApplicationScoped
public class BrokerAlive implements HealthCheck {

    private final Overview overview;

    public BrokerAlive(Overview overview) {
        this.overview = overview;
    }

    @Override
    public HealthCheckResponse call() {
        BrokerView broker = overview.now().broker();
        boolean dead = !broker.alive() && broker.mode().equals("embedded");
        return HealthCheckResponse.named("embedded broker")
                .status(!dead)
                .withData("mode", broker.mode())
                .withData("reason", dead ? "broker-dead" : "none")
                .build();
    }
}
