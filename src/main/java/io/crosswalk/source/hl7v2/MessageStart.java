package io.crosswalk.source.hl7v2;

import io.crosswalk.message.Issue;
import io.crosswalk.source.IssueLog;

/**
 * Where a message starts and what its delimiters are.
 *
 * @param position of the M of MSH; -1 when there is none
 * @param delimiters the usual ones when it is not readable
 * @param afterDelimiters the position after MSH-2
 */
record MessageStart(int position, Delimiters delimiters, int afterDelimiters) {

    private static final MessageStart NONE = new MessageStart(-1, Delimiters.USUAL, 0);
    private static final int MOST_ENCODING_CHARACTERS = 5;

    boolean readable() {
        return position >= 0;
    }

    /** Finds the MSH; whatever is odd about it goes to the issues, fatal ones when the message cannot be read. */
    static MessageStart find(String text, IssueLog issues) {
        int start = first(text);
        if (start == text.length()) {
            return unreadable(issues, "empty", "there is no message: no character but blanks and line ends");
        }
        if (!isMsh(text, start)) {
            int later = later(text, start);
            if (later < 0) {
                return unreadable(issues, "no-msh", "the message has no MSH segment with a field separator behind it");
            }
            issues.warning("text-before-msh", "MSH", "what stands before the first MSH was not read");
            start = later;
        }
        return at(text, start, issues);
    }

    private static MessageStart at(String text, int start, IssueLog issues) {
        char field = text.charAt(start + SegmentNames.LENGTH);
        int from = start + SegmentNames.LENGTH + 1;
        int to = from;
        while (to < text.length() && text.charAt(to) != field && text.charAt(to) >= ' ') {
            to++;
        }
        String encoding = text.substring(from, Math.min(to, from + MOST_ENCODING_CHARACTERS + 1));
        if (encoding.isEmpty()) {
            issues.warning("delimiters-missing", "MSH-2", "MSH-2 is empty; the usual delimiters ^~\\& are assumed");
        } else if (encoding.length() > MOST_ENCODING_CHARACTERS) {
            issues.warning("delimiters-too-many", "MSH-2", "MSH-2 has more than 5 characters; the first 5 are taken");
        } else if (encoding.chars().distinct().count() < encoding.length()) {
            issues.warning("delimiters-repeated", "MSH-2", "MSH-2 has a character twice; its first meaning is taken");
        }
        return new MessageStart(start, Delimiters.of(field, encoding), to);
    }

    private static MessageStart unreadable(IssueLog issues, String code, String reason) {
        issues.add(Issue.fatal(code, "", reason));
        return NONE;
    }

    private static int first(String text) {
        int i = 0;
        while (i < text.length() && (text.charAt(i) <= ' ' || text.charAt(i) == '\ufeff')) {
            i++;
        }
        return i;
    }

    private static boolean isMsh(String text, int at) {
        return text.startsWith("MSH", at)
                && at + SegmentNames.LENGTH < text.length()
                && Delimiters.canSeparateFields(text.charAt(at + SegmentNames.LENGTH));
    }

    private static int later(String text, int from) {
        int at = text.indexOf("MSH", from);
        while (at >= 0) {
            if ((at == 0 || text.charAt(at - 1) < ' ') && isMsh(text, at)) {
                return at;
            }
            at = text.indexOf("MSH", at + 1);
        }
        return -1;
    }
}
