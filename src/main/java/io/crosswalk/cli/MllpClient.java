package io.crosswalk.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sends HL7 v2 messages over MLLP and waits for each acknowledgement, as a hospital's system does. Plain sockets; for
 * one thread.
 */
public final class MllpClient implements AutoCloseable {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final Socket socket;
    private final InputStream in;
    private int stale;

    private MllpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param timeout for the connection, and for each acknowledgement */
    public static MllpClient connect(InetSocketAddress address, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(address, (int) timeout.toMillis());
            return new MllpClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends one message and waits for its acknowledgement. An acknowledgement of another message is a late answer to an
     * earlier question: it is skipped and counted.
     *
     * @param message its segments may end with any line end: on the wire each has the carriage return of HL7 v2
     * @return empty when the message asks for no answer (MSH-15 and MSH-16)
     * @throws IOException no acknowledgement came: what became of the message is not known, send it again
     */
    public Optional<Acknowledgement> send(byte[] message) throws IOException {
        byte[] wire = onTheWire(message);
        String[] header = headerOf(wire);
        write(frame(wire));
        if (wantsNoAnswer(header)) {
            return Optional.empty();
        }
        String controlId = field(header, 10);
        while (true) {
            Acknowledgement answer = Acknowledgement.read(readFrame());
            // An answer to nobody is how a listener refuses what it cannot read: no other will come.
            if (answer.controlId().equals(controlId) || answer.controlId().isEmpty()) {
                return Optional.of(answer);
            }
            stale++;
        }
    }

    /** {@code message} with the bytes of MLLP around it. */
    public static byte[] frame(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = END;
        frame[message.length + 2] = '\r';
        return frame;
    }

    private static byte[] onTheWire(byte[] message) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(message.length + 1);
        byte last = '\r';
        for (byte b : message) {
            if (b != '\n') {
                wire.write(b);
            } else if (last != '\r') {
                wire.write('\r');
            }
            last = b;
        }
        if (last != '\r' && last != '\n') {
            wire.write('\r');
        }
        return wire.toByteArray();
    }

    /** How many acknowledgements of other messages were skipped. */
    public int stale() {
        return stale;
    }

    /** Writes bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next frame that comes. */
    public byte[] readFrame() throws IOException {
        int b = in.read();
        while (b >= 0 && b != START) {
            b = in.read();
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream(512);
        for (b = b < 0 ? b : in.read(); b != END; b = in.read()) {
            if (b < 0) {
                throw new IOException("the other side closed the connection without an acknowledgement");
            }
            if (frame.size() == LONGEST_ANSWER) {
                throw new IOException("an answer of more than " + LONGEST_ANSWER + " bytes is no acknowledgement");
            }
            frame.write(b);
        }
        return frame.toByteArray();
    }

    /** Both must say so: an original-mode message, with both fields empty, is always answered. */
    private static boolean wantsNoAnswer(String[] header) {
        String accept = field(header, 15);
        String application = field(header, 16);
        return accept.equals("NE") && (application.equals("NE") || application.isEmpty());
    }

    private static String[] headerOf(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        if (text.length() < 4 || !text.startsWith("MSH")) {
            return new String[0];
        }
        int end = text.indexOf('\r');
        return text.substring(0, end < 0 ? text.length() : end).split(Pattern.quote(text.substring(3, 4)), -1);
    }

    /** MSH-1 is the separator itself, so MSH-{@code number} is the piece before. */
    private static String field(String[] header, int number) {
        return number - 1 < header.length ? header[number - 1].strip() : "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
