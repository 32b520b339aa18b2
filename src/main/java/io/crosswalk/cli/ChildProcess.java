package io.crosswalk.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that runs beside this one and writes what it has to say into a log file. It is stopped, first kindly and
 * then not, by {@link #close}, and at the latest when this JVM ends.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration KINDNESS = Duration.ofSeconds(30);
    private static final long GLANCE_MS = 50;
    private static final int LAST_LINES = 15;
    private static final Pattern FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread stopWithUs = new Thread(this::stop, "stop a child");

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(stopWithUs);
    }

    /**
     * Starts a program.
     *
     * @param name what people call it
     * @param command the program and its arguments
     * @param folder its working directory
     * @param environment added to the environment of this process
     * @param log gets its standard output and error; what stood there before is gone
     */
    public static ChildProcess start(
            String name, List<String> command, Path folder, Map<String, String> environment, Path log)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.deleteIfExists(log);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(name, builder.start(), log);
    }

    /** The Java that runs this program, to run another with. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A question about the program that is asked again and again until the answer is yes. */
    @FunctionalInterface
    public interface Probe {
        boolean passes() throws IOException, InterruptedException;
    }

    /**
     * Waits until the program has written a line in which {@code pattern} is found.
     *
     * @throws IOException with the end of its log, when the program ends before or {@code patience} does
     */
    public MatchResult await(Pattern pattern, Duration patience) throws IOException, InterruptedException {
        Matcher[] found = new Matcher[1];
        await(
                () -> {
                    found[0] = pattern.matcher(written());
                    return found[0].find();
                },
                patience);
        return found[0].toMatchResult();
    }

    /**
     * Waits until {@code ready} passes.
     *
     * @throws IOException with the end of its log, when the program ends before or {@code patience} does
     */
    public void await(Probe ready, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean running = process.isAlive();
            if (ready.passes()) {
                return;
            }
            if (!running) {
                throw new IOException(name + " ended with code " + process.exitValue() + lastLines());
            }
            if (System.nanoTime() > end) {
                throw new IOException(name + " was not ready after " + patience.toSeconds() + " s" + lastLines());
            }
            Thread.sleep(GLANCE_MS);
        }
    }

    /** All that the program has written so far. */
    public String written() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    public Path log() {
        return log;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for the program's own end and tells its code. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    private String lastLines() throws IOException {
        // Of a stack trace, the lines that say what happened; the frames are in the log.
        List<String> lines =
                written().lines().filter(line -> !FRAME.matcher(line).find()).toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return "; its log " + log + (last.isEmpty() ? " is empty" : " ends with\n  " + String.join("\n  ", last));
    }

    /** Ends the program at once, as a failing machine would: nothing is saved, nobody is told. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopWithUs);
        } catch (IllegalStateException e) {
            // This JVM is ending: the hook is under way, and finds the work done.
            return;
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(KINDNESS.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
