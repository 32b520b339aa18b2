package io.crosswalk.bench;

import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Crosswalk and LinuxForHealth's hl7v2-fhir-converter side by side: one thread, one process, the same messages, in
 * turns: those of {@link HospitalDay}. Run it by {@code src/bench/linuxforhealth/compare}, which builds both.
 *
 * <p>The measure to trust on a shared machine is the processor time of the converting thread per message; messages per
 * second stand beside it. Both are medians over the rounds after the warm-up.
 */
public final class PeerComparison {

    private static final List<String> MESSAGES = List.of("adt-a01", "oru-r01-20-obx");
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmup", 15));
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("round", 5));
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private PeerComparison() {}

    /** One converter's figures for one round. */
    private record Figures(double messagesPerSecond, double cpuMicros) {}

    /** Arguments: the class path of the peer, the folder of mappings. */
    public static void main(String[] arguments) throws Exception {
        UnaryOperator<String> peer = peer(arguments[0]);
        Converter crosswalk = new Converter(MappingLibrary.load(List.of(Path.of(arguments[1]))));
        System.out.printf(
                "%-16s %-14s %12s %16s %12s%n", "message", "converter", "messages/s", "CPU us/message", "output bytes");
        for (String name : MESSAGES) {
            compare(name, crosswalk, peer);
        }
    }

    private static void compare(String name, Converter crosswalk, UnaryOperator<String> peer) throws IOException {
        List<byte[]> day = HospitalDay.of(name);
        List<String> texts = day.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
        Function<Integer, Integer> ours = i -> convert(crosswalk, day.get(i % day.size()));
        Function<Integer, Integer> theirs =
                i -> peer.apply(texts.get(i % texts.size())).length();
        int ourSize = ours.apply(0);
        int theirSize = theirs.apply(0);
        measure(ours, WARM_UP);
        measure(theirs, WARM_UP);
        List<Figures> our = new ArrayList<>();
        List<Figures> their = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            our.add(measure(ours, ROUND));
            their.add(measure(theirs, ROUND));
        }
        Figures we = median(our);
        Figures they = median(their);
        print(name, "crosswalk", we, ourSize);
        print(name, "linuxforhealth", they, theirSize);
        System.out.printf(
                Locale.ROOT,
                "%-16s ratio: %.0f times the messages/s, %.0f times less CPU%n",
                name,
                we.messagesPerSecond() / they.messagesPerSecond(),
                they.cpuMicros() / we.cpuMicros());
    }

    /** As a message that has just been received: its key is computed, as intake does it for each. */
    private static int convert(Converter crosswalk, byte[] bytes) {
        MessageKey key = MessageKey.of("bench", "", "", "", "", bytes);
        Conversion conversion = crosswalk.convert(
                new ReceivedMessage(key, "", "bench", "", Format.HL7V2, "", "", Instant.EPOCH, bytes));
        if (conversion.failed()) {
            throw new IllegalStateException("Crosswalk did not convert the message: " + conversion.issues());
        }
        return conversion.bundle().length;
    }

    private static Figures measure(Function<Integer, Integer> converter, Duration time) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        int count = 0;
        long size = 0;
        while (System.nanoTime() < end) {
            size += converter.apply(count++);
        }
        if (size == 0) {
            throw new IllegalStateException("the converter gave nothing");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figures(count / seconds, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / count);
    }

    private static Figures median(List<Figures> rounds) {
        return new Figures(
                rounds.stream()
                        .map(Figures::messagesPerSecond)
                        .sorted()
                        .toList()
                        .get(rounds.size() / 2),
                rounds.stream()
                        .map(Figures::cpuMicros)
                        .sorted(Comparator.naturalOrder())
                        .toList()
                        .get(rounds.size() / 2));
    }

    private static void print(String name, String converter, Figures figures, int size) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %-14s %12.0f %16.1f %12d%n",
                name,
                converter,
                figures.messagesPerSecond(),
                figures.cpuMicros(),
                size);
    }

    /** The peer brings other versions of the same libraries; it must not meet ours. */
    @SuppressWarnings("unchecked")
    private static UnaryOperator<String> peer(String classPath) throws ReflectiveOperationException {
        URL[] urls =
                Arrays.stream(classPath.split(":")).map(PeerComparison::url).toArray(URL[]::new);
        URLClassLoader loader = new URLClassLoader("linuxforhealth", urls, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return (UnaryOperator<String>) loader.loadClass("io.crosswalk.bench.LinuxForHealth")
                .getDeclaredConstructor()
                .newInstance();
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
