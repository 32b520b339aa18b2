package io.crosswalk.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Names one message of a load so that it is found again wherever it ends: in MSH-10, and in the Bundle as an identifier
 * of the visit or the order. At most 20 characters, which all versions allow for MSH-10.
 *
 * @param run tells two loads apart: four lower-case letters or digits
 * @param connection which connection sent it
 * @param patient which patient of that connection it is about
 * @param sequence its place among the messages of the connection
 */
public record MessageId(String run, int connection, int patient, int sequence) {

    private static final int LONGEST = 20;

    public MessageId {
        if (!run.matches("[a-z0-9]{4}")) {
            throw new IllegalArgumentException("a run has four lower-case letters or digits, not '" + run + "'");
        }
    }

    /** Who must keep the order of their messages: those of one patient. */
    public String lane() {
        return "C" + connection + "P" + patient;
    }

    @Override
    public String toString() {
        return "L" + run + lane() + "N" + sequence;
    }

    /** The different ids of {@code run} in {@code text}, in order of appearance. */
    static List<MessageId> in(byte[] text, String run) {
        List<MessageId> ids = new ArrayList<>(1);
        int[] numbers = new int[3];
        for (int at = 0; at + 5 < text.length; at++) {
            if (text[at] == 'L' && isRun(text, at + 1, run)) {
                int end = numbers(text, at + 5, numbers);
                if (end > 0 && end - at <= LONGEST) {
                    MessageId id = new MessageId(run, numbers[0], numbers[1], numbers[2]);
                    if (!ids.contains(id)) {
                        ids.add(id);
                    }
                }
            }
        }
        return ids;
    }

    private static boolean isRun(byte[] text, int at, String run) {
        for (int i = 0; i < 4; i++) {
            if (text[at + i] != run.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads {@code C1P2N3}; the place behind it, or -1. */
    private static int numbers(byte[] text, int at, int[] numbers) {
        int here = at;
        for (int i = 0; i < 3; i++) {
            if (here >= text.length || text[here] != "CPN".charAt(i)) {
                return -1;
            }
            int start = ++here;
            int value = 0;
            while (here < text.length && text[here] >= '0' && text[here] <= '9') {
                value = value * 10 + text[here++] - '0';
            }
            if (here == start) {
                return -1;
            }
            numbers[i] = value;
        }
        return here;
    }
}
