package io.crosswalk.pipeline.broker;

import io.crosswalk.intake.AcceptedMessages.Earlier;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores accepted messages durably: what waits goes to the disk together, and each sender is told when its message is
 * there. One thread writes for all connections, so one turn of the disk serves them all, and one look into the records
 * finds the repeats among them.
 *
 * <p>A message is never offered to the broker twice under one accept id when the outcome of the first time is not known:
 * its sender is told that it is not stored and sends it again as a new acceptance, which is then found to be a repeat.
 */
public final class InboundWriter implements DurableStore, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(InboundWriter.class);
    private static final int MOST_WAITING = 10_000;
    private static final int LARGEST_BATCH = 64;
    private static final long LARGEST_BATCH_BYTES = 4L << 20;

    private record Waiting(ReceivedMessage message, Outcome outcome) {}

    /** Knows the messages that were accepted long ago. */
    @FunctionalInterface
    public interface OnRecord {
        /** The first acceptances of those among {@code keys} that were accepted before; throws nothing. */
        Map<MessageKey, Earlier> among(Collection<MessageKey> keys);
    }

    private final Broker broker;
    private final OnRecord onRecord;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean open = true;
    private @Nullable BrokerSession session;

    public InboundWriter(Broker broker, OnRecord onRecord) {
        this.broker = broker;
        this.onRecord = onRecord;
        this.thread = new Thread(this::run, "crosswalk-inbound-writer");
        thread.start();
    }

    @Override
    public void store(ReceivedMessage message, Outcome outcome) {
        if (!open) {
            outcome.failed("the engine is stopping");
        } else if (!waiting.offer(new Waiting(message, outcome))) {
            outcome.failed("too many messages are waiting to be stored");
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (open || !waiting.isEmpty()) {
            batch.clear();
            if (take(batch)) {
                List<Waiting> fresh = withoutRepeats(batch);
                if (!fresh.isEmpty()) {
                    write(fresh);
                }
            }
        }
        closeSession();
    }

    private boolean take(List<Waiting> batch) {
        try {
            Waiting first = waiting.poll(100, TimeUnit.MILLISECONDS);
            if (first == null) {
                return false;
            }
            batch.add(first);
            long bytes = first.message().body().length;
            while (batch.size() < LARGEST_BATCH && bytes < LARGEST_BATCH_BYTES) {
                Waiting next = waiting.poll();
                if (next == null) {
                    break;
                }
                batch.add(next);
                bytes += next.message().body().length;
            }
            return true;
        } catch (InterruptedException e) {
            // Only close() ends this thread, and it lets the waiting ones be written first.
            return false;
        }
    }

    private List<Waiting> withoutRepeats(List<Waiting> batch) {
        Map<MessageKey, Earlier> known = onRecord.among(
                batch.stream().map(waiting -> waiting.message().key()).toList());
        if (known.isEmpty()) {
            return batch;
        }
        List<Waiting> fresh = new ArrayList<>();
        for (Waiting waiting : batch) {
            Earlier first = known.get(waiting.message().key());
            if (first == null) {
                fresh.add(waiting);
            } else {
                tell(waiting, outcome -> outcome.repeats(first));
            }
        }
        return fresh;
    }

    private void write(List<Waiting> batch) {
        try {
            commit(batch);
            batch.forEach(each -> tell(each, Outcome::stored));
        } catch (ActiveMQException e) {
            if (batch.size() > 1 && nothingWasStored(e)) {
                LOG.debugf(
                        "a batch of %d messages was refused (%s); they are stored one by one",
                        batch.size(), e.getType());
                batch.forEach(each -> write(List.of(each)));
            } else {
                fail(batch, e);
            }
        } catch (RuntimeException e) {
            fail(batch, e);
        }
    }

    private void commit(List<Waiting> batch) throws ActiveMQException {
        BrokerSession current = session();
        boolean done = false;
        try {
            for (Waiting each : batch) {
                current.send(Queues.inbound(each.message().channel()), Envelope.write(current, each.message()));
            }
            current.commit();
            done = true;
        } finally {
            if (!done) {
                closeSession();
            }
        }
    }

    /** The broker says itself that it took nothing; silence and lost connections do not say so. */
    private static boolean nothingWasStored(ActiveMQException e) {
        ActiveMQExceptionType type = e.getType();
        return type == ActiveMQExceptionType.TRANSACTION_ROLLED_BACK
                || type == ActiveMQExceptionType.ADDRESS_FULL
                || type == ActiveMQExceptionType.ADDRESS_DOES_NOT_EXIST
                || type == ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST
                || type == ActiveMQExceptionType.LARGE_MESSAGE_ERROR_BODY;
    }

    private void fail(List<Waiting> batch, Exception cause) {
        LOG.errorf("%d messages are not stored and not acknowledged: %s", batch.size(), cause);
        String reason =
                cause instanceof ActiveMQException broken && broken.getType() == ActiveMQExceptionType.ADDRESS_FULL
                        ? "the queue or its disk is full"
                        : "the broker does not take messages now";
        batch.forEach(each -> tell(each, outcome -> outcome.failed(reason)));
    }

    /** One listener that fails must not leave the others without their answer. */
    private static void tell(Waiting waiting, Consumer<Outcome> word) {
        try {
            word.accept(waiting.outcome());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "the sender of message %s could not be told",
                    waiting.message().key());
        }
    }

    private BrokerSession session() throws ActiveMQException {
        BrokerSession current = session;
        if (current == null) {
            current = broker.session();
            session = current;
        }
        return current;
    }

    private void closeSession() {
        BrokerSession current = session;
        session = null;
        if (current != null) {
            current.close();
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        open = false;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
