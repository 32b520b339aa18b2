package io.crosswalk.intake;

/** Bytes as one read of the network gave them, and how far they have been looked at. */
final class Chunk {

    private final byte[] bytes;
    private int at;

    Chunk(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return at == bytes.length;
    }

    int length() {
        return bytes.length - at;
    }

    byte peek() {
        return bytes[at];
    }

    byte next() {
        return bytes[at++];
    }

    /** How many bytes from here on are neither {@code one} nor {@code other}. */
    int countUntil(byte one, byte other) {
        int here = at;
        while (here < bytes.length && bytes[here] != one && bytes[here] != other) {
            here++;
        }
        return here - at;
    }

    /** Moves {@code count} bytes into {@code target}. */
    void read(byte[] target, int from, int count) {
        System.arraycopy(bytes, at, target, from, count);
        at += count;
    }
}
