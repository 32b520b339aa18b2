package io.crosswalk.source.hl7v2;

import io.crosswalk.source.IssueLog;
import java.util.Arrays;

/**
 * One pass over the characters of a message: where each segment and each field starts. Numbers only; nothing is copied.
 *
 * <p>A segment ends with a carriage return (HL7 v2.9, ch. 2.5.1), and in what senders make of it also with a line feed
 * or both. A line that does not start like a segment is the rest of a text with a line end inside, and stays in its
 * field.
 */
final class Splitter {

    private final String text;
    private final Delimiters delimiters;
    private final Hl7v2Schema schema;
    private final IssueLog issues;

    private int[] segmentStarts = new int[32];
    /** Index of the segment's first entry in {@link #fieldStarts}; one more entry than segments. */
    private int[] firstFields = new int[33];

    private int segments;
    /** Start of each field, and behind the last field of a segment the position after the segment's end plus one. */
    private int[] fieldStarts = new int[256];

    private int fields;
    private boolean continued;
    private boolean full;
    private boolean control;

    Splitter(String text, Delimiters delimiters, Hl7v2Schema schema, IssueLog issues) {
        this.text = text;
        this.delimiters = delimiters;
        this.schema = schema;
        this.issues = issues;
    }

    /** Splits from the MSH at {@code start} on. */
    void split(int start) {
        int end = endOfMessage();
        open(start);
        int i = start + SegmentNames.LENGTH + 1;
        while (i < end) {
            char c = text.charAt(i);
            if (c == delimiters.field()) {
                field(i + 1);
            } else if (c < ' ') {
                if (isLineEnd(c)) {
                    int next = next(i, end);
                    if (startsSegment(next, end)) {
                        close(i);
                        if (isAnotherMessage(next) || isTooMany()) {
                            return;
                        }
                        open(next);
                        i = next + SegmentNames.LENGTH;
                        // The separator behind the name opens no field of its own: open() has counted the first one.
                        i += i < end && text.charAt(i) == delimiters.field() ? 1 : 0;
                    } else {
                        continued = true;
                        i = next;
                    }
                    continue;
                }
                control |= c != '\t';
            }
            i++;
        }
        close(end);
        remark();
    }

    /** The next place that is neither a line end nor a blank at the start of a line. There is one before {@code end}. */
    private int next(int i, int end) {
        int at = i;
        while (at < end && (isLineEnd(text.charAt(at)) || isBlank(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private boolean startsSegment(int at, int end) {
        if (at + SegmentNames.LENGTH > end || !SegmentNames.isName(text, at)) {
            return false;
        }
        int after = at + SegmentNames.LENGTH;
        if (after < end && text.charAt(after) == delimiters.field()) {
            return true;
        }
        return (after == end || isLineEnd(text.charAt(after))) && schema.segment(SegmentNames.pack(text, at)) != null;
    }

    private boolean isAnotherMessage(int at) {
        if (SegmentNames.pack(text, at) != SegmentNames.MSH) {
            return false;
        }
        issues.error(
                "several-messages",
                "MSH[2]",
                "a second MSH starts here; one message is read at a time and the rest was not read");
        return true;
    }

    private boolean isTooMany() {
        full = segments >= Limits.SEGMENTS;
        return full;
    }

    /** Whether the message was cut off for having too many segments. */
    boolean full() {
        return full;
    }

    /** Whether there are characters that are neither text nor line ends. */
    boolean hasControlCharacters() {
        return control;
    }

    /** Whether a line does not start with the name of a segment. */
    boolean hasLineEndsInFields() {
        return continued;
    }

    /** Before MLLP's end byte, if somebody has left it in, and trailing line ends. */
    private int endOfMessage() {
        int end = text.length();
        while (end > 0
                && (isLineEnd(text.charAt(end - 1)) || text.charAt(end - 1) == 0x1c || text.charAt(end - 1) == 0)) {
            end--;
        }
        return end;
    }

    private void open(int start) {
        if (segments == segmentStarts.length) {
            segmentStarts = Arrays.copyOf(segmentStarts, segments * 2);
            firstFields = Arrays.copyOf(firstFields, segments * 2 + 1);
        }
        segmentStarts[segments] = start;
        firstFields[segments] = fields;
        field(start + SegmentNames.LENGTH + 1);
    }

    private void field(int start) {
        if (fields == fieldStarts.length) {
            fieldStarts = Arrays.copyOf(fieldStarts, fields * 2);
        }
        fieldStarts[fields++] = start;
    }

    private void close(int end) {
        int afterName = segmentStarts[segments] + SegmentNames.LENGTH + 1;
        field(Math.max(end, afterName - 1) + 1);
        segments++;
        firstFields[segments] = fields;
    }

    private void remark() {
        if (continued) {
            issues.warning(
                    "line-end-in-field",
                    "",
                    "lines that do not start with a segment name were taken as text of the field before");
        }
    }

    int segments() {
        return segments;
    }

    /** The packed name of a segment. */
    int code(int segment) {
        return SegmentNames.pack(text, segmentStarts[segment]);
    }

    /** How many fields a segment has, as its standard counts them: MSH-1 is the field separator itself. */
    int fields(int segment) {
        return firstFields[segment + 1] - firstFields[segment] - 1;
    }

    int fieldStart(int segment, int field) {
        return fieldStarts[firstFields[segment] + field - 1];
    }

    /** The position after the last character of the field. */
    int fieldEnd(int segment, int field) {
        return fieldStarts[firstFields[segment] + field] - 1;
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
