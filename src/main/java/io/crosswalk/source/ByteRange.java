package io.crosswalk.source;

/**
 * Where a place stands in the bytes of its message.
 *
 * @param start of the first byte, from 0
 * @param end behind the last byte
 */
public record ByteRange(int start, int end) {

    public ByteRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no range: " + start + " to " + end);
        }
    }
}
