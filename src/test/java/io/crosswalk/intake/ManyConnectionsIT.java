package io.crosswalk.intake;

import static io.crosswalk.intake.Hl7.VT;
import static io.crosswalk.intake.Hl7.adt;
import static io.crosswalk.intake.Hl7.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.cli.MllpClient;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What many connections cost, and that a good sender among them is served. */
@Timeout(120)
class ManyConnectionsIT {

    private final List<Socket> crowd = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private TestListener listener;

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : crowd) {
            socket.close();
        }
        listener.close();
    }

    @Test
    void aThousandIdleConnectionsCostLittleAndDisturbNobody() throws Exception {
        listener = new TestListener(FrameLimits.defaults());
        try (MllpClient good = listener.client()) {
            long alone = slowestOf(300, good);
            long before = usedHeap();
            connect(1000);
            long each = (usedHeap() - before) / 1000;
            long amidst = slowestOf(300, good);
            assertThat(each).as("bytes of heap for each idle connection").isLessThan(25 * 1024);
            assertThat(amidst).as("p99 amidst, alone it was %d us", alone).isLessThan(Math.max(50_000, 10 * alone));
        }
        assertThat(listener.incidents).isEmpty();
    }

    @Test
    void twoThousandSlowSendersAreEndedAndDoNotShutOutAGoodOne() throws Exception {
        listener = new TestListener(FrameLimits.defaults().withFrameTime(Duration.ofSeconds(4)));
        connect(2000);
        for (Socket socket : crowd) {
            socket.getOutputStream().write(bytes(VT + "MSH|^~\\&|"));
        }
        try (MllpClient good = listener.client()) {
            slowestOf(300, good);
            await().atMost(Duration.ofSeconds(30)).until(() -> listener.open.get() == 1);
            assertThat(good.send(bytes(adt("after")))).isPresent();
        }
        assertThat(listener.incidents).hasSize(2000).allMatch(incident -> incident.fault() == FrameFault.TOO_SLOW);
        assertThat(listener.framing.budget().used()).isZero();
    }

    @Test
    void sendersOfEndlessMessagesDoNotUseUpTheMemoryForOthers() throws Exception {
        listener = new TestListener(FrameLimits.defaults().withFrame(1_000_000).withAssembly(8_000_000));
        connect(64);
        byte[] most = bytes(VT + "MSH|^~\\&|" + "x".repeat(900_000));
        for (Socket socket : crowd) {
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(most);
                } catch (IOException e) {
                    // This one had to give way: what the test is about.
                    assertThat(e).isNotNull();
                }
            });
            writer.setDaemon(true);
            writer.start();
        }
        try (MllpClient good = listener.client()) {
            byte[] document = bytes(adt("1") + "OBX|1|ED|||" + "y".repeat(200_000) + "\r");
            for (int i = 0; i < 20; i++) {
                assertThat(good.send(document))
                        .hasValueSatisfying(ack -> assertThat(ack.code()).isEqualTo("AA"));
            }
        }
        await().untilAsserted(() -> assertThat(listener.framing.budget().used()).isLessThanOrEqualTo(8_000_000));
        assertThat(listener.incident(FrameFault.NO_ROOM)).isPresent();
    }

    private void connect(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            crowd.add(new Socket("127.0.0.1", listener.port));
        }
        await().until(() -> listener.open.get() >= count);
    }

    /** Microseconds that 99 of 100 acknowledgements needed at most. */
    private static long slowestOf(int count, MllpClient client) throws IOException {
        long[] micros = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            assertThat(client.send(bytes(adt("G" + i)))).isPresent();
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        return micros[count * 99 / 100];
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
