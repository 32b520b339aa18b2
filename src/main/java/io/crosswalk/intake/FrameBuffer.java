package io.crosswalk.intake;

import java.util.Arrays;

/** The bytes of one message in the making. */
final class FrameBuffer {

    /** Not counted in the budget: a connection with a usual message pays nothing, and ten thousand of them 40 MB. */
    private static final int FREE = 4 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final AssemblyBudget.Share share;
    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;

    FrameBuffer(AssemblyBudget.Share share, int limit) {
        this.share = share;
        this.limit = limit;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Whether the last byte is the end of a segment, as it is in a complete message. */
    boolean endsWithSegmentEnd() {
        return length > 0 && (bytes[length - 1] == '\r' || bytes[length - 1] == '\n');
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n' && bytes[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** How many more bytes a frame may have. */
    int room() {
        return limit - length;
    }

    /** Takes {@code count} bytes, for which there is {@link #room}; false, and none taken, when there is no memory for them. */
    boolean append(Chunk in, int count) {
        if (!makeRoom(count)) {
            return false;
        }
        in.read(bytes, length, count);
        length += count;
        return true;
    }

    boolean append(byte b) {
        if (!makeRoom(1)) {
            return false;
        }
        bytes[length++] = b;
        return true;
    }

    private boolean makeRoom(int count) {
        int needed = length + count;
        if (needed <= bytes.length) {
            return true;
        }
        int size = (int) Math.min(limit, Math.max(needed, Math.max(1024L, bytes.length * 2L)));
        int counted = Math.max(0, size - FREE) - Math.max(0, bytes.length - FREE);
        if (counted > 0 && !share.hold(counted)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    byte[] first(int count) {
        return Arrays.copyOf(bytes, Math.min(count, length));
    }

    byte[] from(int index) {
        return Arrays.copyOfRange(bytes, index, length);
    }

    void cutTo(int newLength) {
        length = newLength;
    }

    /** All bytes; the buffer is empty afterwards. */
    byte[] take() {
        byte[] all = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        clear();
        return all;
    }

    void clear() {
        bytes = NOTHING;
        length = 0;
        share.release();
    }
}
