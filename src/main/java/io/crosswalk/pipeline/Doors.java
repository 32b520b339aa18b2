package io.crosswalk.pipeline;

import io.crosswalk.intake.Acceptance;
import io.crosswalk.intake.AcceptedMessages;
import io.crosswalk.intake.BatchReply;
import io.crosswalk.intake.ChannelOptions;
import io.crosswalk.intake.DocumentOptions;
import io.crosswalk.intake.FrameFault;
import io.crosswalk.intake.FrameIncident;
import io.crosswalk.intake.FrameListener;
import io.crosswalk.intake.Intake;
import io.crosswalk.intake.RecentlyAccepted;
import io.crosswalk.intake.Rejection;
import io.crosswalk.intake.Reply;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.broker.DurableStore;
import io.crosswalk.source.hl7v2.Batch;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Where messages come in: each is stored durably before its sender hears yes. Thread safe. */
public final class Doors implements FrameListener, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Doors.class);
    private static final int REMEMBERED = 20_000;
    private static final int REFUSALS_WAITING = 1_000;

    private final DurableStore store;
    private final Refusals recorder;
    private final PipelineEvents events;
    private final RecentlyAccepted recent;
    private final ThreadPoolExecutor refusals;
    private final Map<String, DocumentDoor> documents = new ConcurrentHashMap<>();
    private volatile UnaryOperator<String> channelOfListener = UnaryOperator.identity();

    /** Records what was turned away. */
    @FunctionalInterface
    interface Refusals {
        void record(String channel, Instant at, String code, String place, String reason, byte[] body)
                throws SQLException;
    }

    Doors(DurableStore store, Refusals recorder, PipelineEvents events) {
        this.store = store;
        this.recorder = recorder;
        this.events = events;
        this.recent = new RecentlyAccepted(REMEMBERED);
        this.refusals = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(REFUSALS_WAITING),
                task -> new Thread(task, "crosswalk-refusals"),
                (task, pool) -> LOG.error("so much is turned away that not all of it is recorded"));
        refusals.allowCoreThreadTimeOut(true);
    }

    /** Says which channel listens at an address, {@code host:port}: frames know the address only. */
    public void listeners(UnaryOperator<String> names) {
        channelOfListener = names;
    }

    /** The door of one channel. */
    public Door door(ChannelOptions options) {
        return new Door(options);
    }

    /** The door for documents of one channel. */
    public DocumentDoor door(DocumentOptions options) {
        return new DocumentDoor(options, store, recent, events, this::record);
    }

    /** From now on documents for the channel of {@code door} may come by HTTP too. */
    public void opened(DocumentDoor door) {
        documents.put(door.channel(), door);
    }

    /** The route of {@code door} has ended. */
    public void closed(DocumentDoor door) {
        documents.remove(door.channel(), door);
    }

    /** The door for documents of {@code channel}, while its route runs. */
    public Optional<DocumentDoor> documents(String channel) {
        return Optional.ofNullable(documents.get(channel));
    }

    /** Takes the messages of one channel. */
    public final class Door {

        private final String channel;
        private final Intake intake;

        private Door(ChannelOptions options) {
            this.channel = options.channel();
            this.intake = new Intake(options, recent, InstantSource.system());
        }

        /**
         * Decides about one frame: a message or a batch of messages. The reply is made when it is true: for a message that
         * is taken, after the disk has it.
         *
         * @param sender told exactly once, on any thread
         */
        public void receive(byte[] frame, Consumer<Reply> sender) {
            if (Batch.startsIn(frame)) {
                batch(Batch.read(frame), frame, sender);
            } else {
                message(frame, BatchId.NONE, sender);
            }
        }

        /** Each message for itself, in their order: a bad one stops none of the others. */
        private void batch(Batch batch, byte[] frame, Consumer<Reply> sender) {
            for (Issue issue : batch.issues()) {
                record(channel, "E_BATCH_COUNT", issue.place(), issue.reason(), frame);
            }
            List<Batch.Member> messages = batch.members();
            Reply[] replies = new Reply[messages.size()];
            AtomicInteger waiting = new AtomicInteger(replies.length + 1);
            Runnable answered = () -> {
                if (waiting.decrementAndGet() == 0) {
                    sender.accept(BatchReply.of(batch, List.of(replies), Instant.now()));
                }
            };
            for (int i = 0; i < replies.length; i++) {
                int number = i;
                message(messages.get(i).message(), messages.get(i).in(), reply -> {
                    replies[number] = reply;
                    answered.run();
                });
            }
            answered.run();
        }

        private void message(byte[] frame, BatchId in, Consumer<Reply> sender) {
            long start = System.nanoTime();
            Consumer<Reply> reply = answer -> {
                sender.accept(answer);
                events.acknowledged(channel, answer.code());
            };
            Acceptance acceptance = intake.receive(frame, "", in);
            if (acceptance instanceof Acceptance.Accepted accepted) {
                store(accepted, start, reply);
            } else if (acceptance instanceof Acceptance.Repeated repeated) {
                events.repeated(channel);
                reply.accept(repeated.reply());
            } else if (acceptance instanceof Acceptance.Rejected rejected) {
                refuse(rejected.rejection(), frame);
                reply.accept(rejected.reply());
            }
        }

        private void store(Acceptance.Accepted accepted, long start, Consumer<Reply> reply) {
            ReceivedMessage message = accepted.message();
            Doors.this.store.store(message, new DurableStore.Outcome() {
                @Override
                public void stored() {
                    recent.remember(
                            message.key(), new AcceptedMessages.Earlier(message.receivedAt(), message.acceptId()));
                    reply.accept(accepted.stored());
                    events.accepted(channel, message.type(), System.nanoTime() - start);
                }

                @Override
                public void repeats(AcceptedMessages.Earlier first) {
                    recent.remember(message.key(), first);
                    events.repeated(channel);
                    reply.accept(accepted.repeated(first));
                }

                @Override
                public void failed(String reason) {
                    events.notStored(channel);
                    reply.accept(accepted.notStored(reason));
                }
            });
        }

        private void refuse(Rejection rejection, byte[] frame) {
            events.refused(channel, rejection.code());
            record(channel, rejection.code(), rejection.place(), rejection.text(), frame);
        }
    }

    private void record(String channel, String code, String place, String reason, byte[] bytes) {
        Instant now = Instant.now();
        refusals.execute(() -> {
            try {
                recorder.record(channel, now, code, place, reason, bytes);
            } catch (SQLException e) {
                LOG.errorf("a refusal of channel %s (%s) is not recorded: %s", channel, code, e.getSQLState());
            }
        });
    }

    @Override
    public void broken(FrameIncident incident) {
        String channel = channelOfListener.apply(incident.listener());
        events.refused(channel, incident.fault().code());
        record(channel, incident.fault().code(), "frame", incident.toString(), incident.kept());
    }

    @Override
    public void tolerated(String listener, FrameFault fault, int bytes) {
        LOG.debugf("%s: %s, %d bytes passed over", listener, fault, bytes);
    }

    @Override
    public void connections(String listener, int open) {
        events.connections(channelOfListener.apply(listener), open);
    }

    /** Records what was turned away, for a moment. */
    @Override
    public void close() {
        refusals.shutdown();
        try {
            if (!refusals.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.error("some refusals are not recorded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
