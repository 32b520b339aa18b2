package io.crosswalk.intake.folder;

import io.crosswalk.intake.Receipt;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches one folder on a thread of its own: hands in what is complete, and puts each file away when its receipt has come.
 *
 * <p>It looks again and again instead of waiting for news of the file system, which shared folders of other machines do
 * not send. When something about the folder is wrong it says so once, and begins anew: what it had claimed is then found in
 * {@code processing}, and handing it in once more changes nothing.
 */
public final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FolderWatch.class);

    /** Files that are remembered while they settle, some 150 bytes each. */
    private static final int REMEMBERED = 16_384;

    /** Half of them are handed in before the folder is looked at again, so that the other half has settled by then. */
    private static final int HANDED_IN_AT_ONCE = REMEMBERED / 2;

    private static final int ON_THE_WAY = 64;
    private static final long BYTES_ON_THE_WAY = 16L << 20;
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final long TROUBLE_PAUSE_MILLIS = 5_000;
    private static final long STOP_MILLIS = 25_000;

    /** Takes in what is in a file. */
    @FunctionalInterface
    public interface Door {
        /** @param told exactly once, on any thread */
        void receive(Path file, Consumer<Receipt> told);
    }

    private record OnTheWay(Path file, CompletableFuture<Receipt> receipt) {}

    private final String channel;
    private final FolderOptions options;
    private final Door door;
    private final InstantSource clock;
    private final Settling settling;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable String trouble;

    /** @param channel for the log */
    public FolderWatch(String channel, FolderOptions options, Door door, InstantSource clock) {
        this.channel = channel;
        this.options = options;
        this.door = door;
        this.clock = clock;
        this.settling = new Settling(options.settle());
        this.thread = new Thread(this::run, "crosswalk-folder-" + channel);
    }

    public void start() {
        thread.start();
    }

    /** Why it cannot work now; empty when it can. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        while (running()) {
            try {
                Optional<WatchedFolder> opened = WatchedFolder.open(options, clock);
                if (opened.isPresent()) {
                    try (WatchedFolder folder = opened.get()) {
                        watch(folder);
                    }
                } else {
                    troubled("another engine or another route watches it");
                    pause(TROUBLE_PAUSE_MILLIS);
                }
            } catch (IOException e) {
                troubled(describe(e));
                pause(TROUBLE_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                // Only close() interrupts; what was claimed is handed in again at the next start.
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "the watch on the folder of channel %s failed and begins anew", channel);
                troubled("a fault of the engine, see its log");
                pause(TROUBLE_PAUSE_MILLIS);
            }
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void watch(WatchedFolder folder) throws IOException, InterruptedException {
        folder.removeOrphanedMarkers();
        List<Path> left = folder.leftOver(ON_THE_WAY);
        while (running() && !left.isEmpty()) {
            for (Path file : left) {
                handIn(folder, List.of(file));
            }
            left = folder.leftOver(ON_THE_WAY);
        }
        while (running()) {
            int handedIn = look(folder);
            well();
            if (handedIn == 0) {
                pause(options.poll().toMillis());
            }
        }
    }

    /** One look at the folder: hands in what is complete and says how many that were. */
    private int look(WatchedFolder folder) throws IOException, InterruptedException {
        List<FoundFile> oldest = folder.oldest(REMEMBERED);
        List<FoundFile> ready = options.marker().isEmpty() ? settling.complete(oldest, System.nanoTime()) : oldest;
        int handedIn = 0;
        ListIterator<FoundFile> next =
                ready.subList(0, Math.min(ready.size(), HANDED_IN_AT_ONCE)).listIterator();
        while (running() && next.hasNext()) {
            List<Path> claimed = claim(folder, next);
            handIn(folder, claimed);
            handedIn += claimed.size();
        }
        return handedIn;
    }

    /** As many as may be on the way together; a file that is larger than all room goes alone. */
    private static List<Path> claim(WatchedFolder folder, ListIterator<FoundFile> next) throws IOException {
        List<Path> claimed = new ArrayList<>();
        long bytes = 0;
        while (next.hasNext() && claimed.size() < ON_THE_WAY) {
            FoundFile file = next.next();
            bytes += file.size();
            if (bytes > BYTES_ON_THE_WAY && !claimed.isEmpty()) {
                next.previous();
                break;
            }
            folder.claim(file).ifPresent(claimed::add);
        }
        return claimed;
    }

    /** Hands files in until each is put away; while the engine cannot store, they wait where they are. */
    private void handIn(WatchedFolder folder, List<Path> files) throws IOException, InterruptedException {
        List<Path> waiting = files;
        long pause = FIRST_PAUSE_MILLIS;
        while (!waiting.isEmpty()) {
            waiting = once(folder, waiting);
            if (!waiting.isEmpty()) {
                pause(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                if (!running()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    /** Those that are to be handed in again. All have their receipt before the first one is moved. */
    private List<Path> once(WatchedFolder folder, List<Path> files) throws IOException, InterruptedException {
        List<OnTheWay> sent = new ArrayList<>();
        for (Path file : files) {
            CompletableFuture<Receipt> receipt = new CompletableFuture<>();
            door.receive(file, receipt::complete);
            sent.add(new OnTheWay(file, receipt));
        }
        List<Path> again = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        for (OnTheWay each : sent) {
            receipts.add(wait(each.receipt()));
        }
        for (int i = 0; i < sent.size(); i++) {
            if (receipts.get(i).isToBeRepeated()) {
                again.add(sent.get(i).file());
                troubled("files cannot be stored now, " + ReasonText.notStored(receipts.get(i)));
            } else {
                putAway(folder, sent.get(i).file(), receipts.get(i));
            }
        }
        return again;
    }

    private static Receipt wait(CompletableFuture<Receipt> receipt) throws InterruptedException {
        try {
            return receipt.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a receipt is given or not, and never fails", e);
        }
    }

    private void putAway(WatchedFolder folder, Path file, Receipt receipt) throws IOException {
        if (!Files.exists(file)) {
            LOG.warnf("a file of channel %s was taken away while it was being worked on", channel);
        } else if (receipt.isTaken()) {
            folder.done(file);
        } else {
            folder.failed(file, ReasonText.of(receipt, clock.instant()));
        }
    }

    /** Said once, until it is something else. */
    private void troubled(String what) {
        if (!what.equals(trouble)) {
            LOG.errorf("the folder of channel %s, %s: %s", channel, options.folder(), what);
            trouble = what;
        }
    }

    private void well() {
        if (trouble != null) {
            LOG.infof("the folder of channel %s, %s, is well again", channel, options.folder());
            trouble = null;
        }
    }

    /** Texts of exceptions have names of files in them, which may be names of patients. */
    private static String describe(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "the user of the engine may not read, write or rename in it";
        }
        String reason = e instanceof FileSystemException system && system.getReason() != null
                ? " (" + system.getReason() + ")"
                : "";
        return e.getClass().getSimpleName() + reason;
    }

    private void pause(long millis) {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debugf("the watch on the folder of channel %s ends", channel);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what is on the way, for a while; the rest is handed in again at the next start. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(TROUBLE_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
