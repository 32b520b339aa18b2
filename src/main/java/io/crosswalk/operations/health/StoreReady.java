package io.crosswalk.operations.health;

import io.crosswalk.api.Overview;
import io.crosswalk.pipeline.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** What is accepted can be written: the history answers, and the disk under our data has room and can be written. */
@Readiness
@ApplicationScoped
public class StoreReady implements HealthCheck {

    /** Enough for what is on its way when the last message is accepted. */
    private static final long LEAST_BYTES = 256L << 20;

    private final Overview overview;
    private final Path data;

    public StoreReady(Overview overview, Settings settings) {
        this.overview = overview;
        this.data = settings.dataDir();
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> fault = overview.now().storeFault().or(this::diskFault);
        return HealthCheckResponse.named("store")
                .status(fault.isEmpty())
                .withData("reason", fault.orElse("none"))
                .build();
    }

    private Optional<String> diskFault() {
        try {
            if (!Files.isWritable(data)) {
                return Optional.of("data-not-writable");
            }
            return Files.getFileStore(data).getUsableSpace() < LEAST_BYTES
                    ? Optional.of("disk-full")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("data-not-readable");
        }
    }
}
