package io.crosswalk.intake;

import java.util.Set;

/**
 * What one channel takes of documents.
 *
 * @param channel its name
 * @param types LOINC or other codes of documents ({@code ClinicalDocument.code}) that it takes; empty: all
 * @param limit most bytes of one document, and of one package as it comes
 */
public record DocumentOptions(String channel, Set<String> types, long limit) {

    /** Large enough for a document with a scan inside. */
    private static final long LARGEST_USUAL = 64L << 20;

    /** A document, its Bundle and what is made on the way are in memory together. */
    private static final int SHARES_OF_MEMORY = 8;

    /** A body is one array, which history and broker hold as one value. */
    private static final long LARGEST_LIMIT = 1L << 30;

    public DocumentOptions {
        if (!channel.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "channel '" + channel + "': a name has lower case letters, digits and dashes only");
        }
        types = Set.copyOf(types);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "channel '" + channel + "': the limit of a document is 1 byte to 1g, not " + limit + " bytes");
        }
    }

    /** Takes all documents of usual size. */
    public static DocumentOptions of(String channel) {
        return new DocumentOptions(channel, Set.of(), usualLimit());
    }

    /** 64 MiB, or an eighth of the memory of the engine where that is less: one document must not end the engine. */
    public static long usualLimit() {
        return Math.min(LARGEST_USUAL, Runtime.getRuntime().maxMemory() / SHARES_OF_MEMORY);
    }
}
