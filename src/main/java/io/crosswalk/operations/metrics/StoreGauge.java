package io.crosswalk.operations.metrics;

import io.crosswalk.pipeline.settings.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How full the disk is that the data folder is on: at its end the doors close. */
@ApplicationScoped
public class StoreGauge {

    private final Path data;
    private final MeterRegistry registry;

    public StoreGauge(Settings settings, MeterRegistry registry) {
        this.data = settings.dataDir();
        this.registry = registry;
    }

    void register(@Observes StartupEvent started) {
        Gauge.builder("engine.store.used.ratio", data, StoreGauge::used)
                .description("How full the disk of the data folder is, from 0 to 1")
                .strongReference(true)
                .register(registry);
    }

    /** Not a number when the disk does not say: that is no figure to draw, and readiness tells the reason. */
    static double used(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            long total = disk.getTotalSpace();
            return total <= 0 ? Double.NaN : 1 - (double) disk.getUsableSpace() / total;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
