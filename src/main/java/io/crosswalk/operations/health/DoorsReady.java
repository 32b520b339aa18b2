package io.crosswalk.operations.health;

import io.crosswalk.operations.Doors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Every channel listens. */
@Readiness
@ApplicationScoped
public class DoorsReady implements HealthCheck {

    private final Doors doors;

    public DoorsReady(Doors doors) {
        this.doors = doors;
    }

    @Override
    public HealthCheckResponse call() {
        List<Doors.Door> all = doors.all();
        List<String> closed = all.stream()
                .filter(door -> !door.open())
                .map(Doors.Door::channel)
                .toList();
        return HealthCheckResponse.named("channels")
                .status(closed.isEmpty())
                .withData("listening", all.size() - closed.size())
                .withData("reason", closed.isEmpty() ? "none" : "not-listening")
                .withData("closed", String.join(" ", closed))
                .build();
    }
}
