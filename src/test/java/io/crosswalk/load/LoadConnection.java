package io.crosswalk.load;

import io.crosswalk.cli.Acknowledgement;
import io.crosswalk.cli.MllpClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One sender: fills its window, reads acknowledgements, and starts again where it was when the connection is lost. One
 * thread does it all.
 */
final class LoadConnection implements Runnable {

    private static final long PAUSE = 50_000_000;

    /** A message on its way. Latency counts from when it was due, so that a slow answer is not hidden by waiting. */
    private record Sent(MessageId id, byte[] frame, long due) {}

    private final LoadOptions options;
    private final int number;
    private final int share;
    private final LoadTally tally;
    private final long start;
    private final Deque<Sent> outstanding = new ArrayDeque<>();
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private int next;

    LoadConnection(LoadOptions options, int number, LoadTally tally, long start) {
        this.options = options;
        this.number = number;
        this.tally = tally;
        this.start = start;
        int even = options.messages() / options.connections();
        this.share = even + (number < options.messages() % options.connections() ? 1 : 0);
    }

    @Override
    public void run() {
        long lastWord = System.nanoTime();
        try {
            while (next < share || !outstanding.isEmpty()) {
                try {
                    if (socket == null) {
                        connect();
                    }
                    fillWindow();
                    if (readOne()) {
                        lastWord = System.nanoTime();
                    }
                } catch (IOException e) {
                    disconnect();
                    tally.lostConnection(e);
                    if (!options.isResending()
                            || System.nanoTime() - lastWord > options.patience().toNanos()) {
                        break;
                    }
                    LockSupport.parkNanos(PAUSE);
                }
            }
        } finally {
            tally.unanswered(outstanding.size(), share - next);
            disconnect();
        }
    }

    private void connect() throws IOException {
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        try {
            fresh.connect(options.address(), 2_000);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        socket = fresh;
        in = new BufferedInputStream(fresh.getInputStream(), 16 * 1024);
        if (!outstanding.isEmpty()) {
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            outstanding.forEach(sent -> again.writeBytes(sent.frame()));
            tally.resent(outstanding.size());
            fresh.getOutputStream().write(again.toByteArray());
        }
    }

    private void fillWindow() throws IOException {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        while (next < share && outstanding.size() < options.window() && waitUntilDue()) {
            MessageId id = new MessageId(options.run(), number, next % options.patients(), next);
            byte[] frame = MllpClient.frame(options.kind().message(id));
            outstanding.add(new Sent(id, frame, options.rate() > 0 ? dueTime() : System.nanoTime()));
            next++;
            batch.writeBytes(frame);
        }
        if (batch.size() > 0) {
            connected().getOutputStream().write(batch.toByteArray());
        }
    }

    /** Whether the next message is to be sent now; with nothing outstanding it is worth waiting for. */
    private boolean waitUntilDue() {
        if (options.rate() == 0) {
            return true;
        }
        long wait = dueTime() - System.nanoTime();
        while (wait > 0 && outstanding.isEmpty()) {
            LockSupport.parkNanos(wait);
            wait = dueTime() - System.nanoTime();
        }
        return wait <= 0;
    }

    private long dueTime() {
        double perNano = options.rate() / 1e9;
        return start + (long) (((long) next * options.connections() + number) / perNano);
    }

    /** Reads an acknowledgement; false when the next message was due before one came. */
    private boolean readOne() throws IOException {
        if (outstanding.isEmpty()) {
            return false;
        }
        boolean isMoreDue = options.rate() > 0 && next < share && outstanding.size() < options.window();
        long wait = isMoreDue
                ? (dueTime() - System.nanoTime()) / 1_000_000
                : options.patience().toMillis();
        if (wait <= 0 && in.available() == 0) {
            return false;
        }
        connected().setSoTimeout((int) Math.max(1, wait));
        int first;
        try {
            first = in.read();
        } catch (SocketTimeoutException e) {
            if (isMoreDue) {
                return false;
            }
            throw e;
        }
        connected().setSoTimeout((int) options.patience().toMillis());
        answer(Acknowledgement.read(frame(first)));
        return true;
    }

    private void answer(Acknowledgement ack) throws IOException {
        Sent sent = outstanding.peek();
        if (sent == null || !sent.id().toString().equals(ack.controlId())) {
            boolean isKnown = outstanding.removeIf(each -> each.id().toString().equals(ack.controlId()));
            tally.strange(isKnown);
            return;
        }
        if (ack.isPositive()) {
            outstanding.remove();
            tally.acknowledged(sent.id(), System.nanoTime() - sent.due());
        } else if (ack.code().endsWith("E") && options.isResending()) {
            throw new IOException("not stored: to be sent again");
        } else {
            outstanding.remove();
            tally.refused(ack.code());
        }
    }

    private byte[] frame(int first) throws IOException {
        int b = first;
        while (b >= 0 && b != 0x0B) {
            b = in.read();
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream(256);
        for (b = b < 0 ? b : in.read(); b != 0x1C; b = in.read()) {
            if (b < 0) {
                throw new IOException("the listener closed the connection");
            }
            frame.write(b);
        }
        in.read();
        return frame.toByteArray();
    }

    private Socket connected() throws IOException {
        Socket present = socket;
        if (present == null) {
            throw new IOException("not connected");
        }
        return present;
    }

    private void disconnect() {
        Socket present = socket;
        socket = null;
        if (present != null) {
            try {
                present.close();
            } catch (IOException e) {
                tally.lostConnection(e);
            }
        }
    }
}
