package io.crosswalk.intake.folder;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How one folder is watched.
 *
 * @param folder where files are put
 * @param settle how long the size and time of a file must not have changed before it counts as complete
 * @param poll how often the folder is looked at while nothing comes
 * @param marker ending of the empty file that a sender writes beside a file when it is complete, {@code .done}; empty when
 *     senders write none
 */
public record FolderOptions(Path folder, Duration settle, Duration poll, String marker) {

    public FolderOptions {
        if (settle.isNegative()) {
            throw new IllegalArgumentException("a file cannot settle in less than no time");
        }
        if (poll.toMillis() < 1) {
            throw new IllegalArgumentException("a folder is looked at once a millisecond at most, not each " + poll);
        }
        if (marker.contains("/") || marker.contains("\\")) {
            throw new IllegalArgumentException("a marker is the ending of a name, such as .done, not a path");
        }
    }
}
