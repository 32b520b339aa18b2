package io.crosswalk.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What came between frames: padding that is only counted, then, from the first other byte on, a run that is kept. */
final class OutsideBytes {

    private static final int LONGEST_GREETING = 8;

    private final int limit;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private int length;
    private int padding;

    OutsideBytes(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    void add(byte b) {
        if (length == 0 && isPadding(b)) {
            padding++;
            return;
        }
        length++;
        if (length <= limit) {
            kept.write(b);
        }
    }

    int takePadding() {
        int counted = padding;
        padding = 0;
        return counted;
    }

    boolean looksLikeMessage() {
        String begin = begin();
        return begin.startsWith("MSH") || begin.startsWith("FHS") || begin.startsWith("BHS");
    }

    /** An HTTP request or a TLS handshake (record type 22, version 3.x): they would wait for ever for our part. */
    boolean isOtherProtocol() {
        if (length > LONGEST_GREETING) {
            return false;
        }
        String begin = begin();
        return begin.startsWith("GET /")
                || begin.startsWith("PUT /")
                || begin.startsWith("POST /")
                || begin.startsWith("HEAD /")
                || begin.startsWith("OPTIONS ")
                || begin.startsWith("CONNECT ")
                || begin.startsWith("\u0016\u0003");
    }

    FrameEvent.Broken broken(FrameFault fault, boolean isFatal, String reason) {
        FrameEvent.Broken broken = new FrameEvent.Broken(fault, length, kept.toByteArray(), isFatal, reason);
        kept = new ByteArrayOutputStream(0);
        length = 0;
        return broken;
    }

    private String begin() {
        byte[] all = length <= LONGEST_GREETING ? kept.toByteArray() : first();
        return new String(all, StandardCharsets.ISO_8859_1);
    }

    private byte[] first() {
        return Arrays.copyOf(kept.toByteArray(), LONGEST_GREETING);
    }

    private static boolean isPadding(byte b) {
        return b == '\r' || b == '\n' || b == 0 || b == ' ' || b == '\t';
    }
}
