package io.crosswalk.fhir;

import org.jspecify.annotations.Nullable;

/**
 * Remembers how addresses are written in JSON: a Bundle names the same few code systems and extensions again and again,
 * and they are constants of the mappings. For one thread. What falls on the same place replaces what was there.
 */
final class WrittenUris {

    private static final int PLACES = 512;

    private final @Nullable String[] uris = new @Nullable String[PLACES];
    private final byte[][] written = new byte[PLACES][];

    /** The content of the JSON string, without its quotes; null when it is not known. */
    byte @Nullable [] of(String uri) {
        int place = place(uri);
        String known = uris[place];
        return known != null && known.equals(uri) ? written[place] : null;
    }

    void remember(String uri, byte[] bytes) {
        int place = place(uri);
        uris[place] = uri;
        written[place] = bytes;
    }

    private static int place(String uri) {
        return uri.hashCode() & PLACES - 1;
    }
}
