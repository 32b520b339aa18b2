package io.crosswalk.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What to send, and how hard.
 *
 * @param address the MLLP listener
 * @param kind which message
 * @param messages how many in all
 * @param connections over how many connections
 * @param window how many messages of a connection may wait for their acknowledgement
 * @param rate messages per second offered by all connections together, whatever the answers do; 0: each connection
 *     sends as soon as its window allows
 * @param patients how many patients the messages of each connection are about, in turn
 * @param isResending a lost connection is made again, and what was not acknowledged sent again, as real senders do
 * @param run see {@link MessageId}
 * @param patience how long to wait for an acknowledgement, or for a listener that is away
 */
public record LoadOptions(
        InetSocketAddress address,
        MessageKind kind,
        int messages,
        int connections,
        int window,
        double rate,
        int patients,
        boolean isResending,
        String run,
        Duration patience) {

    public LoadOptions {
        if (messages < 1 || connections < 1 || window < 1 || patients < 1 || rate < 0) {
            throw new IllegalArgumentException("messages, connections, window and patients must be 1 or more");
        }
    }

    /** One connection, one message at a time, to a listener on this machine. */
    public static LoadOptions of(int port, MessageKind kind, int messages) {
        return new LoadOptions(
                new InetSocketAddress("127.0.0.1", port),
                kind,
                messages,
                1,
                1,
                0,
                50,
                false,
                newRun(),
                Duration.ofSeconds(60));
    }

    private static String newRun() {
        String text = Long.toString(System.nanoTime() / 1000, 36);
        return "0000".concat(text).substring(text.length());
    }

    public LoadOptions withKind(MessageKind which) {
        return new LoadOptions(
                address, which, messages, connections, window, rate, patients, isResending, run, patience);
    }

    public LoadOptions withConnections(int count) {
        return new LoadOptions(address, kind, messages, count, window, rate, patients, isResending, run, patience);
    }

    public LoadOptions withWindow(int size) {
        return new LoadOptions(address, kind, messages, connections, size, rate, patients, isResending, run, patience);
    }

    public LoadOptions withRate(double perSecond) {
        return new LoadOptions(
                address, kind, messages, connections, window, perSecond, patients, isResending, run, patience);
    }

    public LoadOptions withPatients(int each) {
        return new LoadOptions(address, kind, messages, connections, window, rate, each, isResending, run, patience);
    }

    public LoadOptions withResending() {
        return new LoadOptions(address, kind, messages, connections, window, rate, patients, true, run, patience);
    }

    public LoadOptions withMessages(int count) {
        return new LoadOptions(
                address, kind, count, connections, window, rate, patients, isResending, newRun(), patience);
    }

    public LoadOptions withPatience(Duration longest) {
        return new LoadOptions(address, kind, messages, connections, window, rate, patients, isResending, run, longest);
    }
}
