package io.crosswalk.source.hl7v2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits what may be a batch (HL7 v2.9, ch. 2.10.3: FHS, BHS, messages, BTS, FTS) or just several messages one after the
 * other into single messages, by bytes: each may have its own character set.
 */
public final class Batch {

    private static final byte[] MSH = {'M', 'S', 'H'};
    private static final byte[][] AROUND = {{'F', 'H', 'S'}, {'B', 'H', 'S'}, {'B', 'T', 'S'}, {'F', 'T', 'S'}};

    private Batch() {}

    /**
     * The messages in order. What is no batch comes back as the one message that it is. Bytes before the first MSH that are
     * no batch headers stay with the first message, so that its reader can report them.
     */
    public static List<byte[]> split(byte[] bytes) {
        List<byte[]> messages = new ArrayList<>();
        int start = 0;
        boolean open = false;
        int line = RawHeader.firstMeaningful(bytes);
        while (line < bytes.length) {
            if (startsWith(bytes, line, MSH)) {
                if (open) {
                    messages.add(Arrays.copyOfRange(bytes, start, line));
                    start = line;
                }
                open = true;
            } else if (isAround(bytes, line)) {
                if (open) {
                    messages.add(Arrays.copyOfRange(bytes, start, line));
                }
                open = false;
            }
            int next = nextLine(bytes, line);
            if (!open && isAround(bytes, line)) {
                start = next;
            }
            line = next;
        }
        if (messages.isEmpty() && !open) {
            return List.of(bytes);
        }
        if (open) {
            messages.add(start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length));
        }
        return messages;
    }

    private static boolean isAround(byte[] bytes, int at) {
        for (byte[] name : AROUND) {
            if (startsWith(bytes, at, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] name) {
        return at + name.length < bytes.length
                && Arrays.equals(bytes, at, at + name.length, name, 0, name.length)
                && (name != MSH || Delimiters.canSeparateFields(bytes[at + name.length] & 0xff))
                && !Character.isLetterOrDigit(bytes[at + name.length]);
    }

    /** Where the next line starts; MLLP's bytes count as line ends. */
    private static int nextLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && !isLineEnd(bytes[at])) {
            at++;
        }
        while (at < bytes.length && isLineEnd(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == '\n' || b == 0x0b || b == 0x1c;
    }
}
