package io.crosswalk.intake.folder;

import java.util.Comparator;

/**
 * A file as it was seen at one moment.
 *
 * @param name in its folder; may be the name of a patient
 * @param modified milliseconds since 1970
 */
record FoundFile(String name, long size, long modified) {

    /** The order in which files were written, as well as can be known. */
    static final Comparator<FoundFile> OLDEST_FIRST =
            Comparator.comparingLong(FoundFile::modified).thenComparing(FoundFile::name);

    boolean isLike(FoundFile other) {
        return size == other.size && modified == other.modified;
    }

    @Override
    public String toString() {
        return "FoundFile[" + size + " bytes]";
    }
}
