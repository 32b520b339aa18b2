package io.crosswalk.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts bytes into HL7 v2 messages: at each MSH at the start of a line, and at MLLP's block bytes. The segments of a
 * batch (FHS, BHS, BTS, FTS) belong to no message; the counts that they give are compared.
 *
 * <p>It works on bytes because the character set is each message's own (MSH-18); all names of segments are ASCII in
 * every character set that HL7 v2 allows.
 */
final class Hl7v2Batch {

    private static final byte START_BLOCK = 0x0B;
    private static final byte END_BLOCK = 0x1C;
    private static final int SHORTEST_HEADER = 4;

    private final byte[] bytes;
    private final List<byte[]> messages = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int messageStart = -1;
    private int batches;
    private int inBatch;

    Hl7v2Batch(byte[] bytes) {
        this.bytes = bytes;
        for (int at = startOfText(bytes); at < bytes.length; ) {
            int end = endOfLine(at);
            line(at, end);
            at = end + 1;
        }
        closeMessage(bytes.length);
    }

    /** Whether the first thing in {@code bytes} is the head of a message, a batch or a file of batches. */
    static boolean startsHere(byte[] bytes) {
        int start = startOfText(bytes);
        return isHeader(bytes, start, "MSH") || isHeader(bytes, start, "BHS") || isHeader(bytes, start, "FHS");
    }

    List<byte[]> messages() {
        return messages;
    }

    List<String> remarks() {
        return remarks;
    }

    private void line(int start, int end) {
        if (isHeader(bytes, start, "MSH")) {
            closeMessage(start);
            messageStart = start;
        } else if (isHeader(bytes, start, "FHS")) {
            closeMessage(start);
        } else if (isHeader(bytes, start, "BHS")) {
            closeMessage(start);
            inBatch = messages.size();
        } else if (isTrailer(start, end, "BTS")) {
            closeMessage(start);
            batches++;
            compare("BTS-1", start, end, messages.size() - inBatch, "messages");
        } else if (isTrailer(start, end, "FTS")) {
            closeMessage(start);
            compare("FTS-1", start, end, batches, "batches");
        }
    }

    /** A trailer belongs to a batch only: the first three letters alone might be a line of somebody's text. */
    private boolean isTrailer(int start, int end, String name) {
        return startsWith(bytes, start, name)
                && (end == start + name.length() || isSeparator(bytes[start + name.length()]));
    }

    private void compare(String field, int start, int end, int found, String what) {
        String segment = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        String[] fields = segment.length() > 3 ? segment.substring(4).split("[^0-9]", 2) : new String[] {""};
        if (!fields[0].isEmpty() && !fields[0].equals(Integer.toString(found))) {
            remarks.add(field + " counts " + fields[0] + " " + what + ", the file holds " + found);
        }
    }

    private void closeMessage(int end) {
        if (messageStart >= 0) {
            int last = end;
            while (last > messageStart && isPadding(bytes[last - 1])) {
                last--;
            }
            messages.add(Arrays.copyOfRange(bytes, messageStart, last));
            messageStart = -1;
        }
    }

    /** The end of the segment at {@code at}; an end block closes the message too. */
    private int endOfLine(int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n' && bytes[end] != START_BLOCK) {
            if (bytes[end] == END_BLOCK) {
                closeMessage(end);
            }
            end++;
        }
        return end;
    }

    private static int startOfText(byte[] bytes) {
        int at = startsWith(bytes, 0, "\u00EF\u00BB\u00BF") ? 3 : 0;
        while (at < bytes.length && isPadding(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPadding(byte b) {
        return b == START_BLOCK || b == END_BLOCK || b == '\r' || b == '\n' || b == ' ' || b == '\t';
    }

    private static boolean isHeader(byte[] bytes, int at, String name) {
        return startsWith(bytes, at, name)
                && bytes.length - at >= name.length() + SHORTEST_HEADER
                && isSeparator(bytes[at + name.length()]);
    }

    private static boolean isSeparator(byte b) {
        return b > ' ' && !Character.isLetterOrDigit(b);
    }

    private static boolean startsWith(byte[] bytes, int at, String text) {
        if (bytes.length - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((bytes[at + i] & 0xFF) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
