package io.crosswalk.pipeline;

import io.crosswalk.intake.AcceptedMessages;
import io.crosswalk.intake.DocumentFault;
import io.crosswalk.intake.DocumentFaultException;
import io.crosswalk.intake.DocumentIntake;
import io.crosswalk.intake.DocumentOptions;
import io.crosswalk.intake.DocumentPackage;
import io.crosswalk.intake.Receipt;
import io.crosswalk.intake.RecentlyAccepted;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.broker.DurableStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where documents of one channel come in, alone or in packages: each is stored durably before anybody hears that it is
 * taken. Thread safe.
 */
public final class DocumentDoor {

    /** What is kept of a refused document in the history; the rest is where it came from. */
    private static final int KEPT = 64 << 10;

    /** So much of a package may wait for the disk while more of it is unpacked. */
    private static final int KIB_ON_THE_WAY = 16 << 10;

    private final DocumentOptions options;
    private final DocumentIntake intake;
    private final DurableStore store;
    private final RecentlyAccepted recent;
    private final PipelineEvents events;
    private final Refusals refusals;

    /** Records what was turned away. */
    @FunctionalInterface
    interface Refusals {
        void record(String channel, String code, String place, String reason, byte[] kept);
    }

    DocumentDoor(
            DocumentOptions options,
            DurableStore store,
            RecentlyAccepted recent,
            PipelineEvents events,
            Refusals refusals) {
        this.options = options;
        this.intake = new DocumentIntake(options, InstantSource.system());
        this.store = store;
        this.recent = recent;
        this.events = events;
        this.refusals = refusals;
    }

    public String channel() {
        return options.channel();
    }

    /** Most bytes of what is handed in. */
    public long limit() {
        return options.limit();
    }

    /**
     * Takes what is in a file. The file is read and left as it is.
     *
     * @param sender told exactly once, on any thread
     */
    public void receive(Path file, Consumer<Receipt> sender) {
        byte[] content;
        try {
            if (Files.size(file) > options.limit()) {
                sender.accept(refuseWhole(DocumentFault.tooLarge(options.limit()), new byte[0]));
                return;
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                content = in.readNBytes((int) options.limit() + 1);
            }
        } catch (AccessDeniedException e) {
            sender.accept(refuseWhole(
                    new DocumentFault(
                            DocumentFault.Kind.UNREADABLE,
                            "E_FILE_DENIED",
                            "",
                            "the engine may not read the file",
                            "let the user of the engine read the files of the folder, and put it there again"),
                    new byte[0]));
            return;
        } catch (IOException e) {
            events.notStored(options.channel());
            sender.accept(Receipt.of(new Receipt.NotStored("the file cannot be read now")));
            return;
        }
        receive(content, sender);
    }

    /**
     * Takes a document, or the documents of a package, in their order: a bad one stops none of the others. The receipt is
     * given when it is true: for a document that is taken, after the disk has it. A large package makes the caller wait
     * for the disk meanwhile.
     *
     * @param sender told exactly once, on any thread
     */
    public void receive(byte[] content, Consumer<Receipt> sender) {
        if (content.length > options.limit()) {
            sender.accept(refuseWhole(DocumentFault.tooLarge(options.limit()), content));
        } else if (DocumentPackage.startsIn(content)) {
            new Unpacking(sender).unpack(content);
        } else {
            document(content, BatchId.NONE, outcome -> sender.accept(Receipt.of(outcome)));
        }
    }

    private Receipt refuseWhole(DocumentFault fault, byte[] content) {
        return Receipt.of(refuse(fault, content));
    }

    private void document(byte[] document, BatchId in, Consumer<Receipt.Outcome> told) {
        ReceivedMessage message;
        try {
            message = intake.receive(document, in);
        } catch (DocumentFaultException e) {
            told.accept(refuse(e.fault(), document));
            return;
        }
        if (recent.find(message.key()).isPresent()) {
            events.repeated(options.channel());
            told.accept(new Receipt.Taken(message.key()));
        } else {
            store(message, told);
        }
    }

    private void store(ReceivedMessage message, Consumer<Receipt.Outcome> told) {
        long start = System.nanoTime();
        store.store(message, new DurableStore.Outcome() {
            @Override
            public void stored() {
                recent.remember(message.key(), new AcceptedMessages.Earlier(message.receivedAt(), message.acceptId()));
                told.accept(new Receipt.Taken(message.key()));
                events.accepted(options.channel(), message.type(), System.nanoTime() - start);
            }

            @Override
            public void repeats(AcceptedMessages.Earlier first) {
                recent.remember(message.key(), first);
                events.repeated(options.channel());
                told.accept(new Receipt.Taken(message.key()));
            }

            @Override
            public void failed(String reason) {
                events.notStored(options.channel());
                told.accept(new Receipt.NotStored(reason));
            }
        });
    }

    private Receipt.Refused refuse(DocumentFault fault, byte[] document) {
        events.refused(options.channel(), fault.code());
        byte[] kept = document.length <= KEPT ? document : Arrays.copyOf(document, KEPT);
        refusals.record(options.channel(), fault.code(), fault.place(), fault.reason(), kept);
        return new Receipt.Refused(fault);
    }

    /** One package on its way. Its documents are told of by the thread of the store while the caller goes on unpacking. */
    private final class Unpacking implements DocumentPackage.Visitor {

        private final Consumer<Receipt> sender;
        private final List<Receipt.Part> parts = new ArrayList<>();
        private final AtomicInteger waiting = new AtomicInteger(1);
        private final Semaphore room = new Semaphore(KIB_ON_THE_WAY);

        Unpacking(Consumer<Receipt> sender) {
            this.sender = sender;
        }

        void unpack(byte[] content) {
            new DocumentPackage(content, options.limit()).visit(this);
            answered();
        }

        @Override
        public void document(String entry, BatchId in, byte[] document) {
            int kib = Math.min(KIB_ON_THE_WAY, document.length / 1024 + 1);
            room.acquireUninterruptibly(kib);
            int place = add(entry);
            waiting.incrementAndGet();
            DocumentDoor.this.document(document, in, outcome -> {
                set(place, entry, outcome);
                room.release(kib);
                answered();
            });
        }

        @Override
        public void fault(String entry, DocumentFault fault) {
            set(add(entry), entry, refuse(fault, new byte[0]));
        }

        /** Keeps the order of the package, whenever each of its documents is answered. */
        private synchronized int add(String entry) {
            parts.add(new Receipt.Part(entry, new Receipt.NotStored("not answered yet")));
            return parts.size() - 1;
        }

        private synchronized void set(int place, String entry, Receipt.Outcome outcome) {
            parts.set(place, new Receipt.Part(entry, outcome));
        }

        private void answered() {
            if (waiting.decrementAndGet() == 0) {
                sender.accept(receipt());
            }
        }

        private synchronized Receipt receipt() {
            return new Receipt(parts);
        }
    }
}
