package io.crosswalk.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.load.Comparison;
import io.crosswalk.load.FhirSink;
import io.crosswalk.load.LoadOptions;
import io.crosswalk.load.LoadReport;
import io.crosswalk.load.MessageKind;
import io.crosswalk.load.MllpLoad;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the packaged engine again and again while eight connections send, and compares at the end what the senders were
 * told with what the server holds. Senders send again what was not answered, as real ones do.
 */
class CrashIT {

    private static final int KILLS = 4;
    private static final int MESSAGES = 6_000;
    private static final int CONNECTIONS = 8;
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    @TempDir
    Path data = Path.of("");

    @Test
    void whatWasAcknowledgedArrivesOnceInEffectAndInOrderHoweverOftenTheEngineIsKilled() throws Exception {
        LoadOptions options = load(LoadOptions.of(1, MessageKind.ADT, MESSAGES).run());
        long seed = System.nanoTime();
        Random chance = new Random(seed);
        try (FhirSink sink = new FhirSink(0, options.run());
                EngineUnderTest engine = new EngineUnderTest(data, sink.base())) {
            engine.start();
            MllpLoad load = MllpLoad.start(load(options, engine.port()));
            for (int kill = 1; kill <= KILLS; kill++) {
                int until = kill * MESSAGES / (KILLS + 1) + chance.nextInt(200);
                await().atMost(RECOVERY).until(() -> load.acknowledgedSoFar() >= until);
                engine.kill();
                engine.start();
            }
            LoadReport report = load.await();
            await().atMost(RECOVERY)
                    .until(() -> Comparison.of(report.acknowledged(), sink.arrivals())
                            .lost()
                            .isEmpty());

            Comparison comparison = Comparison.of(report.acknowledged(), sink.arrivals());
            assertThat(report.acknowledged())
                    .as("seed %d: every message is acknowledged in the end", seed)
                    .hasSize(MESSAGES);
            assertThat(comparison.lost()).as("seed %d: %s", seed, comparison).isEmpty();
            assertThat(comparison.outOfOrder())
                    .as("seed %d: %s", seed, comparison)
                    .isZero();
            assertThat(comparison.delivered())
                    .as("seed %d: nothing comes that nobody sent", seed)
                    .isEqualTo(MESSAGES);
            // A batch that was sent and not yet recorded when the engine died is sent again, under the same ids.
            assertThat(comparison.doubled())
                    .as("seed %d: %s", seed, comparison)
                    .isLessThanOrEqualTo(KILLS * CONNECTIONS * 32);
            assertThat(report.losses()).as("the kills hit the load").isNotEmpty();
        }
    }

    private static LoadOptions load(String run) {
        return new LoadOptions(
                new java.net.InetSocketAddress("127.0.0.1", 1),
                MessageKind.ADT,
                MESSAGES,
                CONNECTIONS,
                1,
                0,
                20,
                true,
                run,
                Duration.ofSeconds(60));
    }

    private static LoadOptions load(LoadOptions options, int port) {
        return new LoadOptions(
                new java.net.InetSocketAddress("127.0.0.1", port),
                options.kind(),
                options.messages(),
                options.connections(),
                options.window(),
                options.rate(),
                options.patients(),
                options.isResending(),
                options.run(),
                options.patience());
    }

    @Test
    void aStopUnderLoadLosesNothingAndTakesNotLong() throws Exception {
        LoadOptions options = load(LoadOptions.of(1, MessageKind.ADT, MESSAGES).run());
        try (FhirSink sink = new FhirSink(0, options.run());
                EngineUnderTest engine = new EngineUnderTest(data, sink.base())) {
            engine.start();
            MllpLoad load = MllpLoad.start(load(options, engine.port()));
            await().atMost(RECOVERY).until(() -> load.acknowledgedSoFar() >= MESSAGES / 2);

            long start = System.nanoTime();
            engine.stop();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            engine.start();

            LoadReport report = load.await();
            await().atMost(RECOVERY)
                    .until(() -> Comparison.of(report.acknowledged(), sink.arrivals())
                            .lost()
                            .isEmpty());
            Comparison comparison = Comparison.of(report.acknowledged(), sink.arrivals());
            assertThat(took).isLessThan(Duration.ofSeconds(29));
            assertThat(comparison.isKept()).as(comparison.toString()).isTrue();
            assertThat(comparison.doubled())
                    .as("an orderly stop repeats nothing")
                    .isZero();
            assertThat(Files.readString(data.resolve("engine-1.log"))).doesNotContain("PID|1");
        }
    }
}
