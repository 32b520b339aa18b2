package io.crosswalk.intake;

import static io.crosswalk.intake.Hl7.FS;
import static io.crosswalk.intake.Hl7.VT;
import static io.crosswalk.intake.Hl7.adt;
import static io.crosswalk.intake.Hl7.bytes;
import static io.crosswalk.intake.Hl7.framed;
import static io.crosswalk.intake.Hl7.header;
import static io.crosswalk.intake.Hl7.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosswalk.cli.Acknowledgement;
import io.crosswalk.cli.MllpClient;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Framing and acknowledgement over real sockets, through camel-netty as the routes use it. */
@Timeout(60)
class MllpFramingIT {

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private TestListener listener;

    @AfterEach
    void stop() {
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void acknowledgesAMessage() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            assertThat(client.send(bytes(adt("MSG00001")))).hasValueSatisfying(ack -> {
                assertThat(ack.code()).isEqualTo("AA");
                assertThat(ack.controlId()).isEqualTo("MSG00001");
            });
        }
        assertThat(listener.incidents).isEmpty();
    }

    @Test
    void answersThreeFramesInOneWriteOnceEachAndInOrder() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, framed(adt("1")) + framed(adt("2")) + framed(adt("3")));
            assertThat(controlIds(client, 3)).containsExactly("1", "2", "3");
        }
        assertThat(listener.received).containsExactly("1", "2", "3");
    }

    @Test
    void answersAFrameThatComesByteByByte() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            for (byte b : bytes(framed(adt("1")))) {
                client.write(new byte[] {b});
            }
            assertThat(controlIds(client, 1)).containsExactly("1");
        }
    }

    @Test
    void answersAFrameThatIsCutAnywhere() throws Exception {
        start(FrameLimits.defaults());
        byte[] frame = bytes(framed(adt("1")));
        try (MllpClient client = listener.client()) {
            for (int cut = 1; cut < frame.length; cut++) {
                client.write(Arrays.copyOf(frame, cut));
                Thread.sleep(0, 500_000);
                client.write(Arrays.copyOfRange(frame, cut, frame.length));
                assertThat(controlIds(client, 1)).as("cut at %d", cut).containsExactly("1");
            }
        }
        assertThat(listener.incidents).isEmpty();
        assertThat(listener.tolerated).isEmpty();
    }

    @Test
    void answersAThousandFramesInOneWriteInOrder() throws Exception {
        start(FrameLimits.defaults());
        StringBuilder stream = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            stream.append(framed(adt("M" + i)));
            expected.add("M" + i);
        }
        try (MllpClient client = listener.client()) {
            CompletableFuture<Void> writer = async(() -> listener.write(client, stream.toString()));
            assertThat(controlIds(client, 1000)).isEqualTo(expected);
            writer.get(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\0", "\0\0\0"})
    void passesOverLineEndsAndNulBetweenFrames(String padding) throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, padding + framed(adt("1")) + padding + framed(adt("2")) + padding);
            assertThat(controlIds(client, 2)).containsExactly("1", "2");
        }
        assertThat(listener.incidents).isEmpty();
        assertThat(listener.tolerated).contains(FrameFault.PADDING);
    }

    @Test
    void reportsGarbageBetweenFramesWithItsBytesAndGoesOn() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, framed(adt("1")) + "garbage" + framed(adt("2")));
            assertThat(controlIds(client, 2)).containsExactly("1", "2");
        }
        FrameIncident incident = listener.incident(FrameFault.OUTSIDE).orElseThrow();
        assertThat(text(incident.kept())).isEqualTo("garbage");
        assertThat(incident.closed()).isFalse();
        assertThat(incident.listener()).isEqualTo("127.0.0.1:" + listener.port);
        assertThat(incident.sender()).startsWith("127.0.0.1:");
        assertThat(incident.toString()).doesNotContain("garbage");
    }

    @Test
    void reportsAMessageWithoutStartBlockAndDoesNotAcknowledgeIt() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, adt("1") + FS + "\r" + framed(adt("2")));
            assertThat(controlIds(client, 1)).containsExactly("2");
        }
        assertThat(text(listener.incident(FrameFault.NO_START).orElseThrow().kept()))
                .isEqualTo(adt("1"));
        assertThat(listener.received).containsExactly("2");
    }

    @Test
    void reportsAMessageWithoutEndBlockWhenTheNextOneStarts() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, VT + adt("1") + framed(adt("2")));
            assertThat(controlIds(client, 1)).containsExactly("2");
        }
        assertThat(text(listener.incident(FrameFault.NO_END).orElseThrow().kept()))
                .isEqualTo(adt("1"));
    }

    @Test
    void reportsAMessageWithoutEndBlockWhenTheConnectionEnds() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, VT + adt("1"));
        }
        await().until(() -> listener.incident(FrameFault.NO_END).isPresent());
        FrameIncident incident = listener.incident(FrameFault.NO_END).orElseThrow();
        assertThat(text(incident.kept())).isEqualTo(adt("1"));
        assertThat(incident.closed()).isTrue();
        assertThat(listener.received).isEmpty();
    }

    @Test
    void acknowledgesAMessageWhoseEndBlockHasNoCarriageReturn() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, VT + adt("1") + FS);
            assertThat(controlIds(client, 1)).containsExactly("1");
            listener.write(client, VT + adt("2") + FS);
            assertThat(controlIds(client, 1)).containsExactly("2");
        }
        assertThat(listener.tolerated).containsExactly(FrameFault.NO_CARRIAGE_RETURN, FrameFault.NO_CARRIAGE_RETURN);
    }

    @Test
    void refusesAnOverlongFrameWithAReasonAndCloses() throws Exception {
        start(FrameLimits.defaults().withFrame(2000));
        try (MllpClient client = listener.client()) {
            listener.write(client, VT + adt("1") + "NTE|1||" + "x".repeat(100_000));
            Acknowledgement ack = Acknowledgement.read(client.readFrame());
            assertThat(ack.code()).isEqualTo("AR");
            assertThat(ack.controlId()).isEqualTo("1");
            assertThat(ack.error()).contains("longer than the 2000 bytes");
            assertClosed(client);
        }
        FrameIncident incident = listener.incident(FrameFault.TOO_LONG).orElseThrow();
        assertThat(incident.closed()).isTrue();
        assertThat(incident.reason()).isEqualTo("longer than the 2000 bytes that a frame may have");
        assertThat(listener.received).isEmpty();
    }

    @Test
    void keepsNoMemoryForAFrameWithoutEnd() throws Exception {
        start(FrameLimits.defaults());
        byte[] zeros = new byte[1024 * 1024];
        try (MllpClient client = listener.client()) {
            client.write(bytes(VT + "MSH|^~\\&|"));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 2048; i++) {
                            client.write(zeros);
                        }
                    })
                    .as("the connection ends long before 2 GiB")
                    .isInstanceOf(SocketException.class);
        }
        await().until(() -> listener.incident(FrameFault.TOO_LONG).isPresent());
        assertThat(listener.framing.budget().used()).isZero();
        assertThat(listener.incident(FrameFault.TOO_LONG).orElseThrow().kept()).hasSize(64 * 1024);
    }

    @Test
    void endsAConnectionWhoseFrameTakesTooLongWhileOthersAreServed() throws Exception {
        start(FrameLimits.defaults().withFrameTime(Duration.ofMillis(600)));
        try (MllpClient slow = listener.client();
                MllpClient good = listener.client()) {
            listener.write(slow, VT + "MSH|");
            long start = System.nanoTime();
            CompletableFuture<Void> trickle = async(() -> {
                while (true) {
                    slow.write(new byte[] {'x'});
                    Thread.sleep(50);
                }
            });
            assertThat(good.send(bytes(adt("1")))).isPresent();
            await().until(() -> listener.incident(FrameFault.TOO_SLOW).isPresent());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(550), Duration.ofSeconds(5));
            assertClosed(slow);
            assertThat(good.send(bytes(adt("2")))).isPresent();
            await().until(trickle::isCompletedExceptionally);
        }
        assertThat(listener.incident(FrameFault.TOO_SLOW).orElseThrow().reason())
                .isEqualTo("not complete within 600 ms");
    }

    @Test
    void endsAConnectionWithoutABytesForALongTime() throws Exception {
        start(FrameLimits.defaults().withIdleTime(Duration.ofMillis(400)));
        try (MllpClient client = listener.client()) {
            assertThat(client.send(bytes(adt("1")))).isPresent();
            assertClosed(client);
        }
        assertThat(listener.incident(FrameFault.IDLE)).isPresent();
        await().until(() -> listener.open.get() == 0);
    }

    @Test
    void endsAConnectionAfterThreeBrokenFramesInARow() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, framed("") + framed("") + framed(adt("1")) + framed("") + framed("") + framed(""));
            assertThat(controlIds(client, 1)).containsExactly("1");
            assertClosed(client);
        }
        assertThat(listener.incidents).hasSize(5).allMatch(incident -> incident.fault() == FrameFault.EMPTY);
        assertThat(listener.incidents)
                .extracting(FrameIncident::closed)
                .containsExactly(false, false, false, false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003"
            })
    void endsAConnectionThatSpeaksHttpOrTls(String greeting) throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, greeting);
            assertClosed(client);
        }
        assertThat(listener.incident(FrameFault.NOT_MLLP)).isPresent();
    }

    @Test
    void refusesXmlWithAReasonAndCloses() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            listener.write(client, framed("<ADT_A01 xmlns='urn:hl7-org:v2xml'/>"));
            Acknowledgement ack = Acknowledgement.read(client.readFrame());
            assertThat(ack.code()).isEqualTo("AR");
            assertThat(ack.error()).contains("XML encoding is not taken");
            assertClosed(client);
        }
    }

    @ParameterizedTest
    @CsvSource({"'','',AA", "AL,NE,CA", "SU,NE,CA", "NE,AL,AA"})
    void answersInTheModeThatTheMessageAsksFor(String accept, String application, String code) throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            assertThat(client.send(bytes(header("7", "ADT^A01", "P", "2.5", accept, application))))
                    .hasValueSatisfying(ack -> {
                        assertThat(ack.code()).isEqualTo(code);
                        assertThat(ack.controlId()).isEqualTo("7");
                    });
        }
    }

    @Test
    void saysNothingToASenderThatWantsNothingAndKeepsTheConnection() throws Exception {
        start(FrameLimits.defaults());
        try (MllpClient client = listener.client()) {
            assertThat(client.send(bytes(header("1", "ADT^A01", "P", "2.5", "NE", "NE"))))
                    .isEmpty();
            assertThat(client.send(bytes(adt("2"))))
                    .hasValueSatisfying(ack -> assertThat(ack.controlId()).isEqualTo("2"));
        }
        assertThat(listener.received).containsExactly("1", "2");
    }

    @Test
    void hasOneMessageOfAConnectionUnderWayAtATime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        start(FrameLimits.defaults(), message -> {
            if (text(message).contains("|SLOW|")) {
                waitFor(release);
            }
            return TestListener.accept(message);
        });
        try (MllpClient client = listener.client();
                MllpClient other = listener.client()) {
            listener.write(client, framed(adt("SLOW")) + framed(adt("2")));
            await().until(() -> listener.received.contains("SLOW"));
            assertThat(other.send(bytes(adt("OTHER"))))
                    .as("another connection is served meanwhile")
                    .isPresent();
            assertThat(listener.received).containsExactly("SLOW", "OTHER");
            release.countDown();
            assertThat(controlIds(client, 2)).containsExactly("SLOW", "2");
        }
    }

    @Test
    void holdsBackASenderInsteadOfKeepingItsMessages() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        start(FrameLimits.defaults(), message -> {
            waitFor(release);
            return TestListener.accept(message);
        });
        byte[] megabyte = bytes(framed(adt("1") + "NTE|1||" + "x".repeat(1_000_000) + "\r"));
        AtomicLong written = new AtomicLong();
        try (MllpClient client = listener.client()) {
            CompletableFuture<Void> writer = async(() -> {
                for (int i = 0; i < 64; i++) {
                    client.write(megabyte);
                    written.addAndGet(megabyte.length);
                }
            });
            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(400)).until(() -> before.getAndSet(written.get()) == written.get());
            assertThat(written.get()).as("bytes in TCP's windows").isLessThan(20_000_000);
            assertThat(listener.received).hasSize(1);
            release.countDown();
            assertThat(controlIds(client, 64)).hasSize(64);
            writer.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void endsAConnectionWhoseSenderDoesNotReadItsAcknowledgements() throws Exception {
        byte[] large = new byte[8 * 1024 * 1024];
        Arrays.fill(large, (byte) 'x');
        start(FrameLimits.defaults().withReplyTime(Duration.ofMillis(500)), message -> large);
        try (MllpClient client = listener.client()) {
            async(() -> {
                for (int i = 0; i < 100; i++) {
                    listener.write(client, framed(adt("1")));
                }
            });
            await().until(() -> listener.incident(FrameFault.REPLY_NOT_READ).isPresent());
            await().until(() -> listener.open.get() == 0);
        }
    }

    @Test
    void endsTheConnectionWhenTheReplySaysSo() throws Exception {
        start(FrameLimits.defaults(), message -> Reply.Close.because("no room left"));
        try (MllpClient client = listener.client()) {
            listener.write(client, framed(adt("1")));
            assertClosed(client);
        }
        assertThat(listener.incident(FrameFault.CLOSED).orElseThrow().reason()).isEqualTo("no room left");
    }

    @Test
    void endsTheConnectionWithoutAnAnswerWhenTheRouteFails() throws Exception {
        start(FrameLimits.defaults(), message -> {
            throw new IllegalStateException("about Muster^Erika");
        });
        try (MllpClient client = listener.client()) {
            listener.write(client, framed(adt("1")));
            assertClosed(client);
        }
        assertThat(listener.incident(FrameFault.CLOSED).orElseThrow().reason())
                .isEqualTo("the route ended with IllegalStateException instead of a reply");
    }

    @Test
    void refusesMoreConnectionsThanAllowed() throws Exception {
        start(FrameLimits.defaults().withConnections(2));
        try (MllpClient first = listener.client();
                MllpClient second = listener.client()) {
            assertThat(first.send(bytes(adt("1")))).isPresent();
            assertThat(second.send(bytes(adt("2")))).isPresent();
            try (MllpClient third = listener.client()) {
                assertClosed(third);
            }
            assertThat(listener.incident(FrameFault.TOO_MANY)).isPresent();
            await().until(() -> listener.open.get() == 2);
            assertThat(first.send(bytes(adt("3")))).isPresent();
        }
    }

    @Test
    void theLargestMessageInTheMakingGivesWayWhenMemoryIsShort() throws Exception {
        start(FrameLimits.defaults().withFrame(1_000_000).withAssembly(1_000_000));
        try (MllpClient hog = listener.client();
                MllpClient good = listener.client()) {
            listener.write(hog, VT + adt("HOG") + "NTE|1||" + "x".repeat(700_000));
            await().until(() -> listener.framing.budget().used() > 700_000);
            assertThat(good.send(bytes(adt("GOOD") + "NTE|1||" + "y".repeat(400_000) + "\r")))
                    .hasValueSatisfying(ack -> assertThat(ack.code()).isEqualTo("AA"));
            Acknowledgement ack = Acknowledgement.read(hog.readFrame());
            assertThat(ack.code()).isEqualTo("AE");
            assertThat(ack.controlId()).isEqualTo("HOG");
            assertClosed(hog);
        }
        assertThat(listener.incident(FrameFault.NO_ROOM)).isPresent();
        assertThat(listener.framing.budget().used()).isZero();
    }

    @Test
    void survivesAResetInMidMessage() throws Exception {
        start(FrameLimits.defaults());
        try (Socket socket = new Socket("127.0.0.1", listener.port)) {
            socket.getOutputStream().write(bytes(VT + adt("1")));
            await().until(() -> listener.open.get() == 1);
            socket.setSoLinger(true, 0);
        }
        await().until(() -> listener.open.get() == 0);
        await().until(() -> listener.incident(FrameFault.NO_END).isPresent());
        try (MllpClient client = listener.client()) {
            assertThat(client.send(bytes(adt("2")))).isPresent();
        }
    }

    private void start(FrameLimits limits) throws Exception {
        listener = new TestListener(limits);
    }

    private void start(FrameLimits limits, Function<byte[], Object> stage) throws Exception {
        listener = new TestListener(limits, stage);
    }

    private static List<String> controlIds(MllpClient client, int count) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Acknowledgement ack = Acknowledgement.read(client.readFrame());
            assertThat(ack.code()).isEqualTo("AA");
            ids.add(ack.controlId());
        }
        return ids;
    }

    private static void assertClosed(MllpClient client) {
        assertThatThrownBy(client::readFrame)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(java.net.SocketTimeoutException.class);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that may fail, beside the test. */
    private interface Action {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> async(Action action) {
        return CompletableFuture.runAsync(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
