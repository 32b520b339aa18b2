package io.crosswalk.pipeline;

import io.crosswalk.mapping.MappingFaultsException;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.syntax.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks after the files of the mappings while the engine runs. What is changed and right is used from the next message on, as a
 * whole; what is wrong changes nothing and is told until it is mended. A file is read only when it has stood still for one look:
 * an editor or a copy may be in the middle of it.
 */
final class MappingWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MappingWatch.class);
    private static final int MOST_TOLD = 20;

    private final List<Path> roots;
    private final Supplier<MappingLibrary> loading;
    private final Consumer<MappingLibrary> use;
    private final Thread thread;
    private volatile MappingStanding standing;
    private volatile boolean closed;

    /**
     * @param library what is in use
     * @param loading reads and compiles the files anew
     * @param use takes what was loaded
     */
    MappingWatch(
            List<Path> roots,
            MappingLibrary library,
            Supplier<MappingLibrary> loading,
            Consumer<MappingLibrary> use,
            Duration pace) {
        this.roots = List.copyOf(roots);
        this.loading = loading;
        this.use = use;
        this.standing = MappingStanding.of(library.version(), Instant.now());
        List<String> loaded = files();
        this.thread = new Thread(() -> watch(loaded, pace), "crosswalk-mappings");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    MappingStanding standing() {
        return standing;
    }

    private void watch(List<String> loaded, Duration pace) {
        List<String> used = loaded;
        List<String> seen = loaded;
        while (!closed) {
            try {
                Thread.sleep(pace.toMillis());
            } catch (InterruptedException e) {
                return; // closed
            }
            List<String> now = files();
            if (!now.equals(used) && now.equals(seen)) {
                used = now;
                load();
            }
            seen = now;
        }
    }

    private void load() {
        try {
            MappingLibrary library = loading.get();
            String before = standing.version();
            if (!library.version().equals(before)) {
                use.accept(library);
            }
            standing = MappingStanding.of(library.version(), Instant.now());
            if (!library.version().equals(before)) {
                LOG.infof("mappings %s are used from now on instead of %s", library.version(), before);
            }
        } catch (MappingFaultsException e) {
            refuse(e.faults().stream().map(Fault::format).toList());
        } catch (UncheckedIOException e) {
            refuse(List.of("the files of the mappings cannot be read: " + e.getMessage()));
        }
    }

    private void refuse(List<String> faults) {
        standing =
                standing.refused(faults.subList(0, Math.min(MOST_TOLD, faults.size())), faults.size(), Instant.now());
        LOG.errorf(
                "the mappings on disk have faults (%d) and are not used; %s go on in use. The first: %s",
                faults.size(), standing.version(), standing.firstFault());
    }

    /** Name, size and time of each file: what tells that something was changed, without reading it. */
    private List<String> files() {
        List<String> files = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
                walk.filter(Files::isRegularFile).forEach(file -> files.add(file + stamp(file)));
            } catch (IOException | UncheckedIOException e) {
                files.add(root + " cannot be read"); // a folder that is being replaced; looked at again
            }
        }
        files.sort(null);
        return files;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return " " + attributes.size() + " " + attributes.lastModifiedTime().toMillis();
        } catch (IOException e) {
            return " gone"; // between listing and looking; looked at again
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
