package io.crosswalk.load;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands in for a FHIR server: takes Bundles as fast as they come, answers each as a transaction, and remembers which
 * messages it was given. It can be told to fail, to be slow, or to go away and come back. Safe across threads.
 */
public final class FhirSink implements AutoCloseable {

    /** Meanwhile a connection of another program may have been given the port. */
    private static final Duration REBIND = Duration.ofSeconds(10);

    private final String run;
    private final List<MessageId> arrivals = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicLong delay = new AtomicLong();
    private volatile int status = 503;
    private volatile boolean isLosingAnswers;
    private volatile ServerSocket server;

    /**
     * @param port 0 for any free one
     * @param run whose messages are remembered, see {@link MessageId}
     */
    public FhirSink(int port, String run) throws IOException {
        this.run = run;
        this.server = listen(port);
    }

    private ServerSocket listen(int port) throws IOException {
        ServerSocket fresh = new ServerSocket();
        fresh.setReuseAddress(true);
        fresh.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        Thread acceptor = new Thread(() -> acceptAll(fresh), "fhir-sink");
        acceptor.setDaemon(true);
        acceptor.start();
        return fresh;
    }

    private void acceptAll(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                connections.add(socket);
                Thread thread = new Thread(new SinkConnection(this, socket), "fhir-sink-" + socket.getPort());
                thread.setDaemon(true);
                thread.start();
            } catch (SocketException e) {
                if (!from.isClosed()) {
                    throw new IllegalStateException("the sink cannot accept", e);
                }
            } catch (IOException e) {
                throw new IllegalStateException("the sink cannot accept", e);
            }
        }
    }

    /** The base of this server. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port() + "/fhir");
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Answers the next {@code count} Bundles with {@code statusCode} and keeps nothing of them. */
    public void failNext(int count, int statusCode) {
        status = statusCode;
        failing.set(count);
    }

    /** Takes this long for each Bundle. */
    public void delayBy(Duration time) {
        delay.set(time.toMillis());
    }

    /** Keeps Bundles and closes the connection instead of answering. */
    public void loseAnswers(boolean isLosing) {
        isLosingAnswers = isLosing;
    }

    /** Nobody listens any more; what is remembered stays. */
    public void goAway() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
        connections.clear();
    }

    /** Listens again where it did, as soon as nobody else's connection has the port. */
    public void comeBack() throws IOException {
        long end = System.nanoTime() + REBIND.toNanos();
        while (true) {
            try {
                server = listen(port());
                return;
            } catch (BindException taken) {
                if (System.nanoTime() > end) {
                    throw taken;
                }
                LockSupport.parkNanos(REBIND.toNanos() / 100);
            }
        }
    }

    /** What it was given and kept, in the order of coming, also what came again. */
    public List<MessageId> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    public int arrived() {
        synchronized (arrivals) {
            return arrivals.size();
        }
    }

    /** Bundles that were answered with a yes. */
    public int accepted() {
        return requests.get();
    }

    /** Bundles that were answered with a no. */
    public int refused() {
        return failures.get();
    }

    /** The status for a Bundle. */
    int take(byte[] bundle) throws InterruptedException {
        if (delay.get() > 0) {
            Thread.sleep(delay.get());
        }
        if (failing.get() > 0 && failing.getAndDecrement() > 0) {
            failures.incrementAndGet();
            return status;
        }
        List<MessageId> ids = MessageId.in(bundle, run);
        synchronized (arrivals) {
            arrivals.addAll(ids);
        }
        requests.incrementAndGet();
        return 200;
    }

    boolean isLosingAnswers() {
        return isLosingAnswers;
    }

    void closed(Socket socket) {
        connections.remove(socket);
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
