package io.crosswalk.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends many messages over MLLP and says what became of them.
 *
 * <p>As a library: {@link #run}. As a command see {@link #main} and docs/performance.md.
 */
public final class MllpLoad {

    private final LoadOptions options;
    private final LoadTally tally = new LoadTally();
    private final List<Thread> threads = new ArrayList<>();
    private long start;

    private MllpLoad(LoadOptions options) {
        this.options = options;
    }

    /** Sends all messages and waits for the last answer. */
    public static LoadReport run(LoadOptions options) throws InterruptedException {
        return start(options).await();
    }

    /** Begins to send; the caller may kill something meanwhile. */
    public static MllpLoad start(LoadOptions options) {
        MllpLoad load = new MllpLoad(options);
        load.start = System.nanoTime();
        for (int i = 0; i < options.connections(); i++) {
            Thread thread = new Thread(new LoadConnection(options, i, load.tally, load.start), "mllp-load-" + i);
            thread.setDaemon(true);
            load.threads.add(thread);
        }
        load.threads.forEach(Thread::start);
        return load;
    }

    /** How many messages have been acknowledged by now. */
    public int acknowledgedSoFar() {
        return tally.acknowledgedSoFar();
    }

    public LoadReport await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        return tally.report((System.nanoTime() - start) / 1e9);
    }

    /**
     * {@code MllpLoad host:port [--type adt|oru] [--messages N] [--connections N] [--window N] [--rate N]
     * [--patients N] [--warmup N] [--resend] [--sink PORT] [--pid PID]}: with {@code --sink} it plays the FHIR server
     * too and compares. Exit code 2 when something was lost or came out of order.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LoadArguments asked = LoadArguments.parse(arguments);
        if (asked.warmup() > 0) {
            LoadOptions warmup = asked.options().withMessages(asked.warmup()).withRate(0);
            print("warm-up: " + runWithSink(asked, warmup).load());
        }
        long cpuBefore = asked.pid() > 0 ? ProcessUsage.of(asked.pid()).cpuMillis() : 0;
        Outcome outcome = runWithSink(asked, asked.options());
        print(outcome.load().toString());
        outcome.delivered()
                .ifPresent(comparison -> print(String.format(
                        Locale.ROOT,
                        "%s; delivered in %.2f s = %.0f/s",
                        comparison,
                        outcome.deliverySeconds(),
                        comparison.delivered() / outcome.deliverySeconds())));
        if (asked.pid() > 0) {
            ProcessUsage after = ProcessUsage.of(asked.pid());
            print(String.format(
                    Locale.ROOT,
                    "engine: %.2f ms CPU for each message, %d MB resident",
                    (after.cpuMillis() - cpuBefore)
                            / (double) outcome.load().acknowledged().size(),
                    after.residentMegabytes()));
        }
        boolean isKept = outcome.delivered().map(Comparison::isKept).orElse(true);
        System.exit(!isKept ? 2 : outcome.load().isClean() ? 0 : 3);
    }

    private static Outcome runWithSink(LoadArguments asked, LoadOptions options)
            throws IOException, InterruptedException {
        if (asked.sink() == 0) {
            return Outcome.of(run(options));
        }
        try (FhirSink sink = new FhirSink(asked.sink(), options.run())) {
            long start = System.nanoTime();
            LoadReport load = run(options);
            double seconds = waitForAll(sink, load, start);
            return Outcome.of(load, Comparison.of(load.acknowledged(), sink.arrivals()), seconds);
        }
    }

    /** Waits until as much came as was acknowledged, or nothing more comes; seconds from the start to the last one. */
    private static double waitForAll(FhirSink sink, LoadReport load, long start) {
        long lastChange = System.nanoTime();
        int arrived = sink.arrived();
        while (arrived < load.acknowledged().size() && System.nanoTime() - lastChange < 15_000_000_000L) {
            LockSupport.parkNanos(5_000_000);
            int now = sink.arrived();
            if (now != arrived) {
                arrived = now;
                lastChange = System.nanoTime();
            }
        }
        return (lastChange - start) / 1e9;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
