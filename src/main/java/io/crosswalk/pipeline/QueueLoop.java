package io.crosswalk.pipeline;

import io.crosswalk.pipeline.broker.Broker;
import io.crosswalk.pipeline.broker.BrokerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jboss.logging.Logger;

/**
 * Takes messages of one queue in batches on a thread of its own, until it is stopped. A batch that fails goes back to the
 * queue as it was, in its order, and is done again on a new session after a while.
 */
abstract class QueueLoop {

    private static final Logger LOG = Logger.getLogger(QueueLoop.class);
    private static final long IDLE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long STOP_MILLIS = 25_000;
    private static final long LARGEST_BATCH_BYTES = 4L << 20;

    private final Broker broker;
    private final String queue;
    private final int largestBatch;
    private final Thread thread;
    private volatile boolean running = true;

    QueueLoop(Broker broker, String queue, String threadName, int largestBatch) {
        this.broker = broker;
        this.queue = queue;
        this.largestBatch = largestBatch;
        this.thread = new Thread(this::run, threadName);
    }

    /**
     * Works a batch off and commits it. What is not committed when this returns or throws comes again.
     *
     * @throws Exception when the batch cannot be worked off now; it will be tried again
     */
    abstract void work(BrokerSession session, List<ClientMessage> batch) throws Exception;

    void start() {
        thread.start();
    }

    boolean running() {
        return running;
    }

    private void run() {
        long pause = 0;
        while (running) {
            try (BrokerSession session = broker.session();
                    ClientConsumer consumer = session.consume(queue)) {
                while (running) {
                    List<ClientMessage> batch = take(consumer);
                    if (!batch.isEmpty()) {
                        work(session, batch);
                        pause = 0;
                    }
                }
            } catch (InterruptedException e) {
                // Only stop() interrupts; what was in hand goes back to its queue.
                return;
            } catch (Exception e) {
                if (!running) {
                    return;
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(100, pause * 2));
                LOG.errorf("work on %s failed and is repeated in %d ms: %s", queue, pause, describe(e));
                LOG.debugf(e, "work on %s failed", queue);
                if (!sleep(pause)) {
                    return;
                }
            }
        }
    }

    /** Kinds and places only: texts of exceptions may quote a message. */
    private static String describe(Exception e) {
        String text = e instanceof ActiveMQException || e instanceof java.sql.SQLException
                ? e.toString()
                : e.getClass().getSimpleName();
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? text : text + " at " + trace[0];
    }

    private List<ClientMessage> take(ClientConsumer consumer) throws ActiveMQException {
        List<ClientMessage> batch = new ArrayList<>();
        ClientMessage next = consumer.receive(IDLE_MILLIS);
        long bytes = 0;
        while (next != null) {
            batch.add(next);
            bytes += next.getBodySize();
            // Asking for the next message drops what is unread of one that the broker hands over in pieces: such a one
            // ends the batch.
            if (next.isLargeMessage() || batch.size() >= largestBatch || bytes >= LARGEST_BATCH_BYTES) {
                break;
            }
            next = consumer.receiveImmediate();
        }
        return batch;
    }

    private static boolean sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Begins no other batch. */
    void leave() {
        running = false;
    }

    /** Lets the batch in hand end, for a while; then it goes back to the queue. */
    void stop() {
        leave();
        try {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(IDLE_MILLIS * 4);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
