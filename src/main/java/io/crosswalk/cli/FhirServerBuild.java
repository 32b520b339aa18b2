package io.crosswalk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The FHIR server in {@code docker/fhir-server}: a Maven project of its own, so that its many libraries never meet those
 * of the engine. Built here when it is missing or older than its sources; programs that ask at the same time wait for one
 * build.
 *
 * @param project folder of the FHIR server's project
 * @param wrapper the Maven wrapper that builds it
 */
public record FhirServerBuild(Path project, Path wrapper) {

    /** The build that belongs to the installation in {@code home}. */
    public static FhirServerBuild in(Path home) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return new FhirServerBuild(
                home.resolve("docker").resolve("fhir-server"), home.resolve(windows ? "mvnw.cmd" : "mvnw"));
    }

    /** Whether there is a build that is younger than all sources. */
    public boolean isCurrent() throws IOException {
        if (!Files.exists(stamp()) || !Files.exists(jar())) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(stamp());
        try (Stream<Path> sources =
                Stream.concat(Stream.of(project.resolve("pom.xml")), Files.walk(project.resolve("src")))) {
            return sources.noneMatch(source -> modified(source).compareTo(built) > 0);
        }
    }

    /** Builds and tests the server unless the build {@link #isCurrent}; this takes a minute or two, and the network. */
    public void makeCurrent() throws IOException, InterruptedException {
        Files.createDirectories(target());
        try (FileChannel channel = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var alone = channel.lock()) {
            if (alone.isValid() && !isCurrent()) {
                build();
            }
        }
    }

    private void build() throws IOException, InterruptedException {
        Path log = target().resolve("build.log");
        Path java = Path.of(System.getProperty("java.home"));
        List<String> command = new ArrayList<>(List.of(wrapper.toString(), "-B", "-f"));
        command.add(project.resolve("pom.xml").toString());
        // Within a build that keeps its libraries in a place of its own, this one shares that place.
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.add("verify");
        try (ChildProcess maven = ChildProcess.start(
                "the build of the FHIR server", command, project, Map.of("JAVA_HOME", java.toString()), log)) {
            int code = maven.waitFor();
            if (code != 0) {
                throw new IOException("the build of the FHIR server failed with code " + code + "; see " + log);
            }
        }
        Files.writeString(stamp(), "");
    }

    /** How to start the server: the program and its arguments, to which options may be added. */
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        // An archive that does not fit this Java is left aside in silence.
        command.addAll(List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"));
        command.add("-XX:SharedArchiveFile=" + target().resolve("fhir-server.jsa"));
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }

    private Path target() {
        return project.resolve("target");
    }

    private Path jar() {
        return target().resolve("fhir-server.jar");
    }

    private Path stamp() {
        return target().resolve("built");
    }

    private Path lock() {
        return target().resolve("building");
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
