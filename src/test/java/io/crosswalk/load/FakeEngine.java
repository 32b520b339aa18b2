package io.crosswalk.load;

import io.crosswalk.cli.MllpClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Acknowledges as it is told: the counterpart that shows whether the load generator sees what it must see. */
final class FakeEngine implements AutoCloseable {

    /** What to do with a message: the acknowledgement code, empty to close the connection. */
    interface Behaviour {
        String answer(int number, String controlId);
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger received = new AtomicInteger();
    private final Behaviour behaviour;

    FakeEngine(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        Thread acceptor = new Thread(this::acceptAll);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return server.getLocalPort();
    }

    int received() {
        return received.get();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                String controlId = controlId(in);
                String code = behaviour.answer(received.getAndIncrement(), controlId);
                if (code.isEmpty()) {
                    return;
                }
                String[] parts = code.split(" ");
                String acked = parts.length > 1 ? parts[1] : controlId;
                socket.getOutputStream()
                        .write(MllpClient.frame(("MSH|^~\\&|||||||ACK|1|P|2.5\rMSA|" + parts[0] + "|" + acked + "\r")
                                .getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (IOException e) {
            // The sender closed: the end of this connection.
            Thread.yield();
        }
    }

    private static String controlId(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int b = in.read(); b != 0x1C; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed");
            }
            message.write(b);
        }
        in.read();
        return message.toString(StandardCharsets.ISO_8859_1).split("\\|")[9];
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
