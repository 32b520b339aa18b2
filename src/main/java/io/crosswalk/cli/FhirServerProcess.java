package io.crosswalk.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The FHIR server of {@link FhirServerBuild} in a JVM of its own, listening on loopback. */
public final class FhirServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("(?m)^FHIR server ready at (\\S+) ");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ChildProcess process;
    private final URI address;

    private FhirServerProcess(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts the server and returns when it answers.
     *
     * @param build must be current
     * @param log gets what the server has to say
     * @param options of the server, as its README lists them
     */
    public static FhirServerProcess start(FhirServerBuild build, Path log, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(build.command());
        command.addAll(List.of(options));
        ChildProcess process = ChildProcess.start("the FHIR server", command, build.project(), Map.of(), log);
        try {
            return new FhirServerProcess(
                    process, URI.create(process.await(READY, PATIENCE).group(1)));
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    /** The base URL of the FHIR service. */
    public URI address() {
        return address;
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
