package io.crosswalk.operations.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Threads that wait for each other for ever: only a restart helps. */
@Liveness
@ApplicationScoped
public class NoDeadlock implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] stuck = threads.findDeadlockedThreads();
        return stuck == null
                ? HealthCheckResponse.up("threads")
                : HealthCheckResponse.named("threads")
                        .down()
                        .withData("reason", "deadlock")
                        .withData("threads", stuck.length)
                        .build();
    }
}
