package io.crosswalk.intake.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A folder and its places, held by one engine at a time. Files move between them by renaming alone. For one thread.
 */
final class WatchedFolder implements AutoCloseable {

    static final String REASON = ".reason.txt";

    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".lock", "~");

    private static final int MOST_NAMESAKES = 10_000;
    /** Of most file systems, in bytes. */
    private static final int LONGEST_NAME = 255;

    private final FolderOptions options;
    private final InstantSource clock;
    private final Path inbox;
    private final Path processing;
    private final Path done;
    private final Path failed;
    private final FileChannel lockFile;
    private final FileLock lock;

    private WatchedFolder(FolderOptions options, InstantSource clock, FileChannel lockFile, FileLock lock) {
        this.options = options;
        this.clock = clock;
        this.inbox = options.folder();
        this.processing = inbox.resolve("processing");
        this.done = inbox.resolve("done");
        this.failed = inbox.resolve("failed");
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes the places that are missing and takes the folder for this engine.
     *
     * @return empty while another engine has it
     */
    static Optional<WatchedFolder> open(FolderOptions options, InstantSource clock) throws IOException {
        for (String place : List.of("processing", "done", "failed")) {
            Files.createDirectories(options.folder().resolve(place));
        }
        FileChannel file = FileChannel.open(
                options.folder().resolve(".crosswalk.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another route of this very engine has it, which is another holder all the same.
        } finally {
            if (lock == null) {
                file.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new WatchedFolder(options, clock, file, lock));
    }

    /** The oldest files that may be taken, at most so many, the oldest first. All others cost a look and no memory. */
    List<FoundFile> oldest(int most) throws IOException {
        PriorityQueue<FoundFile> kept = new PriorityQueue<>(FoundFile.OLDEST_FIRST.reversed());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(inbox, this::isWanted)) {
            for (Path file : files) {
                Optional<FoundFile> found = look(file);
                if (found.isPresent()) {
                    kept.add(found.get());
                    if (kept.size() > most) {
                        kept.poll();
                    }
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        List<FoundFile> oldest = new ArrayList<>(kept);
        oldest.sort(FoundFile.OLDEST_FIRST);
        return oldest;
    }

    /** By its name: not hidden, not said to be unfinished, no marker. */
    private boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && UNFINISHED.stream().noneMatch(lower::endsWith)
                && (options.marker().isEmpty() || !name.endsWith(options.marker()));
    }

    /** Links are left alone: they may lead anywhere. Empty also when the file is gone meanwhile. */
    private Optional<FoundFile> look(Path file) throws IOException {
        try {
            BasicFileAttributes facts =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean announced = options.marker().isEmpty() || Files.exists(marker(file));
            return facts.isRegularFile() && announced
                    ? Optional.of(new FoundFile(
                            file.getFileName().toString(),
                            facts.size(),
                            facts.lastModifiedTime().toMillis()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path marker(Path file) {
        return file.resolveSibling(file.getFileName() + options.marker());
    }

    /** Takes a file out of the sender's reach. Empty when it is gone, or when one of its name is still being worked on. */
    Optional<Path> claim(FoundFile file) throws IOException {
        Path from = inbox.resolve(file.name());
        Path to = processing.resolve(file.name());
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!options.marker().isEmpty()) {
            Files.deleteIfExists(marker(from));
        }
        return Optional.of(to);
    }

    /** Files that were claimed and of which nobody knows what became, in no order, at most so many. */
    List<Path> leftOver(int most) throws IOException {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(processing)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    left.add(file);
                    if (left.size() == most) {
                        break;
                    }
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return left;
    }

    /** Markers whose file was claimed just before a crash would announce a later file of the same name too early. */
    void removeOrphanedMarkers() throws IOException {
        if (options.marker().isEmpty()) {
            return;
        }
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(
                inbox, file -> file.getFileName().toString().endsWith(options.marker()))) {
            for (Path marker : markers) {
                String name = marker.getFileName().toString();
                Path file = inbox.resolve(
                        name.substring(0, name.length() - options.marker().length()));
                if (Files.exists(processing.resolve(file.getFileName())) && !Files.exists(file)) {
                    Files.deleteIfExists(marker);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** The engine has what is in it. */
    void done(Path claimed) throws IOException {
        Path day = done.resolve(
                LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()).toString());
        Files.createDirectories(day);
        move(claimed, free(day, claimed.getFileName().toString(), ""));
    }

    /** It is not taken, or not all of it; {@code reason} says why, for people. */
    void failed(Path claimed, String reason) throws IOException {
        Path to = free(failed, claimed.getFileName().toString(), REASON);
        // The reason first: no file lies here without one, whenever the engine is killed.
        Files.writeString(
                failed.resolve(to.getFileName() + REASON),
                reason,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        move(claimed, to);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A name that no file has there: its own, or with the time in it where there was one of that name before. */
    private Path free(Path place, String name, String behind) throws FileSystemException {
        Path own = place.resolve(fit(name, behind.length()));
        if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
            return own;
        }
        String time = DateTimeFormatter.ofPattern("HHmmss.SSS", Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(clock.instant());
        for (int number = 0; number < MOST_NAMESAKES; number++) {
            String added = "." + time + (number == 0 ? "" : "." + number);
            int dot = name.lastIndexOf('.');
            String stem = dot <= 0 ? name : name.substring(0, dot);
            String ending = dot <= 0 ? "" : name.substring(dot);
            Path other = place.resolve(fit(stem, added.length() + ending.length() + behind.length()) + added + ending);
            if (!Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
                return other;
            }
        }
        throw new FileAlreadyExistsException(place.toString(), null, "too many files of one name");
    }

    private static String fit(String name, int room) {
        String fitting = name;
        while (fitting.getBytes(StandardCharsets.UTF_8).length + room > LONGEST_NAME) {
            fitting = fitting.substring(0, fitting.length() - 1);
        }
        return fitting;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }
}
