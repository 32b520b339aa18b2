package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.delivery.FolderDeliverer;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.message.Destination;
import io.crosswalk.pipeline.DestinationLine.State;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DestinationLineTest {

    private static final Destination FOLDER = new Destination("folder", URI.create("file:nowhere"));

    private final DestinationLine line =
            new DestinationLine(FOLDER, new FolderDeliverer(FOLDER, BundleForm.TRANSACTION));

    @Test
    void letsEverybodyTryWhileItFlows() throws InterruptedException {
        assertThat(line.enter(() -> true)).isTrue();
        assertThat(line.enter(() -> true)).isTrue();
    }

    @Test
    void letsOneAtATimeTryAfterAFailureAndAllWhenThatSucceeds() throws InterruptedException {
        line.closed(State.RETRYING, Duration.ofMillis(50), "down");
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4);
        ExecutorService consumers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            consumers.submit(() -> {
                line.enter(() -> true);
                inside.incrementAndGet();
                all.countDown();
                return null;
            });
        }
        assertThat(all.await(500, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(inside).hasValue(1);

        line.flows();

        assertThat(all.await(5, TimeUnit.SECONDS)).isTrue();
        consumers.shutdown();
    }

    @Test
    void countsFailuresInARowAndForgetsThemWhenItFlows() {
        line.closed(State.RETRYING, Duration.ofMillis(1), "down");
        line.closed(State.RETRYING, Duration.ofMillis(1), "down");
        assertThat(line.failures()).isEqualTo(2);

        line.flows();

        assertThat(line.failures()).isZero();
        assertThat(line.standing().state()).isEqualTo(State.FLOWING);
    }

    @Test
    void letsAWaitingConsumerGoWhenItIsToEnd() throws InterruptedException {
        line.closed(State.PAUSED, Duration.ofHours(1), "401");
        AtomicInteger asked = new AtomicInteger();

        assertThat(line.enter(() -> asked.incrementAndGet() < 3)).isFalse();
    }

    @Test
    void triesAtOnceWhenSomebodyHasMendedIt() throws InterruptedException {
        line.closed(State.PAUSED, Duration.ofHours(1), "401");

        line.tryNow();

        assertThat(line.enter(() -> true)).isTrue();
    }
}
