package io.crosswalk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * The FHIR server and the engine of the demo, running.
 *
 * @param data the engine's data, of this run only
 * @param logs folder of what both have to say
 */
record DemoMachines(FhirServerProcess server, EngineProcess engine, Path data, Path logs) implements AutoCloseable {

    /** Starts both and returns when both answer. */
    static DemoMachines start(Home home, DemoPorts ports, FhirServerBuild build)
            throws IOException, InterruptedException {
        Path data = home.folder().resolve("data").resolve("demo");
        Path logs = home.folder().resolve("data").resolve("logs");
        // A message that was delivered in an earlier run would be recognised, and not be sent to the new, empty server.
        empty(data);
        // Side by side: the start of each keeps one processor busy.
        FutureTask<FhirServerProcess> starting = new FutureTask<>(() -> FhirServerProcess.start(
                build, logs.resolve("demo-fhir-server.log"), "--port", String.valueOf(ports.fhir())));
        new Thread(starting, "start the FHIR server").start();
        EngineProcess engine;
        try {
            engine = EngineProcess.start(
                    home.folder(), ports.console(), settings(ports, data), logs.resolve("demo-engine.log"));
        } catch (IOException | InterruptedException e) {
            result(starting).close();
            throw e;
        }
        try {
            return new DemoMachines(result(starting), engine, data, logs);
        } catch (IOException | InterruptedException e) {
            engine.close();
            throw e;
        }
    }

    private static Map<String, String> settings(DemoPorts ports, Path data) {
        return Map.of(
                "CROSSWALK_DATA_DIR", data.toString(),
                "CROSSWALK_CHANNEL_ADT_FROM_HIS_PORT", String.valueOf(ports.adt()),
                "CROSSWALK_CHANNEL_LAB_RESULTS_FROM_LIS_PORT", String.valueOf(ports.lab()),
                "CROSSWALK_DESTINATION_FHIR_URL", "http://127.0.0.1:" + ports.fhir() + "/fhir");
    }

    private static FhirServerProcess result(FutureTask<FhirServerProcess> starting)
            throws IOException, InterruptedException {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    @Override
    public void close() {
        engine.close();
        server.close();
    }
}
