package io.crosswalk.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection of the sink: as little as a FHIR client needs, so that it costs the engine little CPU. */
final class SinkConnection implements Runnable {

    private static final byte[] METHOD = "\"method\"".getBytes(StandardCharsets.US_ASCII);

    private final FhirSink sink;
    private final Socket socket;
    private final StringBuilder line = new StringBuilder(120);

    SinkConnection(FhirSink sink, Socket socket) {
        this.sink = sink;
        this.socket = socket;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            String request = line(in);
            while (!request.isEmpty()) {
                byte[] body = body(in);
                if (!answer(request, body)) {
                    return;
                }
                request = line(in);
            }
        } catch (IOException e) {
            // The client went away, or the test closed the sink: either is the end of this connection.
            sink.closed(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sink.closed(socket);
        }
    }

    /** Whether the connection goes on. */
    private boolean answer(String request, byte[] body) throws IOException, InterruptedException {
        if (!request.startsWith("POST") && !request.startsWith("PUT")) {
            write(200, "{\"resourceType\":\"CapabilityStatement\",\"status\":\"active\",\"fhirVersion\":\"4.0.1\"}");
            return true;
        }
        int status = sink.take(body);
        if (sink.isLosingAnswers()) {
            return false;
        }
        write(status, status == 200 ? response(count(body)) : outcome(status));
        return true;
    }

    private static String response(int entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":["
                + ("{\"response\":{\"status\":\"200 OK\"}},".repeat(Math.max(0, entries - 1)))
                + (entries > 0 ? "{\"response\":{\"status\":\"200 OK\"}}" : "")
                + "]}";
    }

    private static String outcome(int status) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\","
                + "\"diagnostics\":\"told to answer " + status + "\"}]}";
    }

    private void write(int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + status + " x\r\nContent-Type: application/fhir+json\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        socket.getOutputStream().write(all);
    }

    private static int count(byte[] bundle) {
        int count = 0;
        for (int at = 0; at + METHOD.length <= bundle.length; at++) {
            int i = 0;
            while (i < METHOD.length && bundle[at + i] == METHOD[i]) {
                i++;
            }
            count += i == METHOD.length ? 1 : 0;
        }
        return count;
    }

    private byte[] body(InputStream in) throws IOException {
        int length = 0;
        boolean isChunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                isChunked = true;
            } else if (lower.startsWith("expect:")) {
                socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        return isChunked ? chunks(in) : in.readNBytes(length);
    }

    private byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    /** The next line without its end; empty at the end of a head and at the end of the connection. */
    private String line(InputStream in) throws IOException {
        line.setLength(0);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
