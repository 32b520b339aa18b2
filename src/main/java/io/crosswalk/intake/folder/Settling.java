package io.crosswalk.intake.folder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which files are complete: those whose size and time have not changed for a while. It remembers what it was shown
 * last and no more. For one thread.
 */
final class Settling {

    /** Many writers make the file first and fill it later. */
    private static final int PATIENCE_WITH_EMPTY_FILES = 15;

    private record Seen(FoundFile file, long sinceNanos) {}

    private final long settleNanos;
    private Map<String, Seen> seen = new HashMap<>();

    Settling(Duration settle) {
        this.settleNanos = settle.toNanos();
    }

    /** Those of {@code files} that are complete, in their order; the others are remembered. */
    List<FoundFile> complete(List<FoundFile> files, long nowNanos) {
        Map<String, Seen> now = new HashMap<>(files.size() * 2);
        List<FoundFile> complete = new ArrayList<>();
        for (FoundFile file : files) {
            Seen before = seen.get(file.name());
            Seen current = before != null && before.file().isLike(file) ? before : new Seen(file, nowNanos);
            now.put(file.name(), current);
            long needed = file.size() == 0 ? settleNanos * PATIENCE_WITH_EMPTY_FILES : settleNanos;
            // Seen twice at least, however short the time is: once alone tells nothing.
            if (before == current && nowNanos - current.sinceNanos() >= needed) {
                complete.add(file);
            }
        }
        seen = now;
        return complete;
    }
}
