package io.crosswalk.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A hospital's system that sends over MLLP and shows the answer byte for byte. */
final class Sender implements AutoCloseable {

    private final Socket socket;

    Sender(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    /** The acknowledgement, without its frame. */
    String send(byte[] message) throws IOException {
        OutputStream out = socket.getOutputStream();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x0B);
        frame.writeBytes(message);
        frame.write(0x1C);
        frame.write('\r');
        out.write(frame.toByteArray());
        out.flush();
        return read(socket.getInputStream());
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int last = -1;
        for (int next = in.read(); ; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the engine closed the connection without an answer");
            }
            if (last == 0x1C && next == '\r') {
                return answer.toString(StandardCharsets.UTF_8)
                        .replace("\u000b", "")
                        .replace("\u001c", "");
            }
            answer.write(next);
            last = next;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
