package io.crosswalk;

import io.crosswalk.cli.FhirServerBuild;
import io.crosswalk.cli.FhirServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Real FHIR servers for tests. A start costs a quarter of a minute, so that tests share one wherever they can tell their
 * own patients from those of others.
 */
public final class FhirServers {

    private static final AtomicInteger STARTED = new AtomicInteger();
    private static @Nullable FhirServerProcess shared;

    private FhirServers() {}

    /** The one server of this JVM. It is started at the first call and stopped with the JVM; leave it running. */
    public static synchronized FhirServerProcess shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = start("--port", "0");
        }
        return shared;
    }

    /** A server of the test's own, for tests that stop it or fill it; to be closed. Builds what is missing. */
    public static FhirServerProcess start(String... options) throws IOException, InterruptedException {
        FhirServerBuild build = FhirServerBuild.in(Path.of("").toAbsolutePath());
        build.makeCurrent();
        Path log = Path.of("target", "logs", "fhir-server-" + STARTED.incrementAndGet() + ".log");
        return FhirServerProcess.start(build, log.toAbsolutePath(), options);
    }
}
