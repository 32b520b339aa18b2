package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MllpClientTest {

    private static final String MESSAGE = "MSH|^~\\&|A|B|C|D|2026||ADT^A01|42|P|2.5\rPID|1||4711\r";

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // made before each test
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void sendsAFrameAndReadsTheAcknowledgement() throws Exception {
        answer(ack("AA", "42"));
        try (MllpClient client = client()) {
            assertThat(client.send(bytes(MESSAGE))).hasValueSatisfying(ack -> {
                assertThat(ack.isPositive()).isTrue();
                assertThat(ack.controlId()).isEqualTo("42");
                assertThat(ack.error()).isEmpty();
                assertThat(ack.text()).isEqualTo("MSH|^~\\&|||||||ACK|1|P|2.5\nMSA|AA|42");
            });
        }
        assertThat(heard.take()).isEqualTo("\u000B" + MESSAGE);
    }

    @Test
    void givesEachSegmentItsCarriageReturn() throws Exception {
        answer(ack("AA", "42") + ack("AA", "42") + ack("AA", "42"));
        try (MllpClient client = client()) {
            client.send(bytes(MESSAGE.replace("\r", "\n")));
            client.send(bytes(MESSAGE.replace("\r", "\r\n")));
            client.send(bytes(MESSAGE.substring(0, MESSAGE.length() - 1)));
        }
        assertThat(heard.take()).isEqualTo("\u000B" + MESSAGE);
        assertThat(heard.take()).isEqualTo("\r\u000B" + MESSAGE);
        assertThat(heard.take()).isEqualTo("\r\u000B" + MESSAGE);
    }

    @Test
    void passesOverAcknowledgementsOfOtherMessages() throws Exception {
        answer(ack("AA", "41") + ack("AR", "42"));
        try (MllpClient client = client()) {
            assertThat(client.send(bytes(MESSAGE)))
                    .hasValueSatisfying(ack -> assertThat(ack.code()).isEqualTo("AR"));
            assertThat(client.stale()).isEqualTo(1);
        }
    }

    @Test
    void takesARefusalThatNamesNoMessageForItsOwn() throws Exception {
        answer(ack("AR", ""));
        try (MllpClient client = client()) {
            assertThat(client.send(bytes(MESSAGE)))
                    .hasValueSatisfying(ack -> assertThat(ack.isPositive()).isFalse());
        }
    }

    @Test
    void readsWhatTheListenerObjectsTo() throws Exception {
        answer("\u000BMSH|^~\\&|||||||ACK|1|P|2.5\rMSA|AR|42|short\r"
                + "ERR||MSH^1^12|203^Unsupported version id^HL70357|E|||x|MSH-12 is not a version\r\u001C\r");
        try (MllpClient client = client()) {
            assertThat(client.send(bytes(MESSAGE)))
                    .hasValueSatisfying(ack -> assertThat(ack.error())
                            .isEqualTo("203^Unsupported version id^HL70357 MSH^1^12 MSH-12 is not a version"));
        }
    }

    @Test
    void waitsForNothingWhenTheMessageAsksForNothing() throws Exception {
        answer("");
        try (MllpClient client = client()) {
            assertThat(client.send(bytes("MSH|^~\\&|A|B|C|D|2026||ADT^A01|42|P|2.5|||NE|NE\r")))
                    .isEmpty();
        }
    }

    @Test
    void saysThatItsFateIsNotKnownWhenTheConnectionEnds() throws Exception {
        answer("\u000BMSH|half an answer");
        try (MllpClient client = client()) {
            assertThatThrownBy(() -> client.send(bytes(MESSAGE)))
                    .hasMessage("the other side closed the connection without an acknowledgement");
        }
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        try (MllpClient client =
                MllpClient.connect((InetSocketAddress) server.getLocalSocketAddress(), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> client.send(bytes(MESSAGE))).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private MllpClient client() throws IOException {
        return MllpClient.connect((InetSocketAddress) server.getLocalSocketAddress(), Duration.ofSeconds(5));
    }

    /** Hears up to each end block of what comes, says {@code stream} after the first, and closes at the end. */
    private void answer(String stream) {
        Thread listener = new Thread(() -> {
            try (Socket socket = server.accept()) {
                ByteArrayOutputStream message = new ByteArrayOutputStream();
                boolean isFirst = true;
                for (int b = socket.getInputStream().read();
                        b >= 0;
                        b = socket.getInputStream().read()) {
                    if (b != 0x1C) {
                        message.write(b);
                        continue;
                    }
                    heard.add(message.toString(StandardCharsets.ISO_8859_1));
                    message.reset();
                    if (isFirst) {
                        socket.getOutputStream().write(bytes(stream));
                        isFirst = false;
                    }
                    if (stream.endsWith("answer")) {
                        return;
                    }
                }
            } catch (IOException e) {
                heard.add("failed: " + e.getMessage());
            }
        });
        listener.setDaemon(true);
        listener.start();
    }

    private static String ack(String code, String controlId) {
        return "\u000BMSH|^~\\&|||||||ACK|1|P|2.5\rMSA|" + code + "|" + controlId + "\r\u001C\r";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
