package io.crosswalk.intake;

import io.crosswalk.source.hl7v2.Hl7v2HeaderException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold of a header before a message is taken; the first thing that does not is the answer. */
final class HeaderCheck {

    /** Longest MSH-10 of any version (v2.9). */
    private static final int CONTROL_ID = 199;

    private static final Pattern VERSION = Pattern.compile("(2(\\.\\d(\\.\\d)?[A-Z]?)?)?");

    private HeaderCheck() {}

    /** Where the first segment starts: after a byte order mark, line ends and blanks, which real senders add. */
    static int startOf(byte[] frame) {
        int at = 0;
        if (frame.length >= 3 && (frame[0] & 0xFF) == 0xEF && (frame[1] & 0xFF) == 0xBB && (frame[2] & 0xFF) == 0xBF) {
            at = 3;
        }
        while (at < frame.length && (frame[at] == '\r' || frame[at] == '\n' || frame[at] == ' ')) {
            at++;
        }
        return at;
    }

    /** Why there is no MSH that could be answered. */
    static Optional<Rejection> strange(byte[] frame, int start) {
        if (isSegment(frame, start, "MSH")) {
            return MshHeader.read(frame, start).hasSeparator()
                    ? Optional.empty()
                    : Optional.of(
                            new Rejection("E_MSH_SEPARATOR", ErrorCode.DATA_TYPE, 1, "MSH-1 is not a field separator"));
        }
        if (start < frame.length && frame[start] == '<') {
            return Optional.of(new Rejection(
                    "E_ENCODING",
                    ErrorCode.UNSUPPORTED_TYPE,
                    0,
                    "HL7 v2 in XML encoding is not taken: send the delimited encoding, beginning with MSH"));
        }
        return Optional.of(new Rejection(
                "E_ENCODING",
                ErrorCode.SEGMENT_SEQUENCE,
                0,
                "This is not an HL7 v2 message: it does not begin with MSH"));
    }

    /** What the reader of messages cannot read is not taken: it could never be converted. */
    static Rejection unreadable(Hl7v2HeaderException e) {
        return switch (e.code()) {
            case E_MSH_ENCODING_CHARACTERS ->
                new Rejection(
                        "E_MSH_DELIMITERS", ErrorCode.DATA_TYPE, 2, "MSH-2 must name one to five different delimiters");
            case E_MSH_SEPARATOR ->
                new Rejection("E_MSH_SEPARATOR", ErrorCode.DATA_TYPE, 1, "MSH-1 is not a field separator");
            case E_EMPTY, E_ENCODING, E_MSH_MISSING ->
                new Rejection("E_ENCODING", ErrorCode.SEGMENT_SEQUENCE, 0, "The header of this message cannot be read");
        };
    }

    /** What is wrong with the header; empty when the message can be taken. */
    static Optional<Rejection> fault(MshHeader header, ChannelOptions options) {
        if (!header.hasDelimiters()) {
            return fault(
                    "E_MSH_DELIMITERS", ErrorCode.DATA_TYPE, 2, "MSH-2 must name one to five different delimiters");
        }
        if (header.text(9, 1).isEmpty()) {
            return missing(9, "a message type");
        }
        if (header.isEmpty(10)) {
            return missing(10, "a control id, which the acknowledgement must repeat");
        }
        if (header.raw(10).length > CONTROL_ID || header.hasControlBytes(10)) {
            return fault(
                    "E_MSH_CONTROL_ID",
                    ErrorCode.DATA_TYPE,
                    10,
                    "MSH-10 must have at most " + CONTROL_ID + " bytes and no control characters");
        }
        if (!VERSION.matcher(header.text(12, 1)).matches()) {
            return fault("E_MSH_VERSION", ErrorCode.UNSUPPORTED_VERSION, 12, "MSH-12 is not a version from 2.0 to 2.9");
        }
        String processing = header.text(11, 1);
        if (!processing.isEmpty() && !options.processingIds().contains(processing)) {
            return fault(
                    "E_MSH_PROCESSING_ID",
                    ErrorCode.UNSUPPORTED_PROCESSING_ID,
                    11,
                    "MSH-11 is not a processing id that this channel takes");
        }
        if (!isAllowed(header, options.senders())) {
            return fault(
                    "E_MSH_SENDER",
                    ErrorCode.VALUE_NOT_FOUND,
                    3,
                    "MSH-3 and MSH-4 are not a sender that this channel takes");
        }
        return type(header, options.types());
    }

    /** A second message in the frame: only one of them could be acknowledged, so the other would be lost. */
    static Optional<Rejection> second(byte[] frame, MshHeader header) {
        for (int at = 4; at + 4 < frame.length; at++) {
            if ((frame[at - 1] == '\r' || frame[at - 1] == '\n')
                    && isSegment(frame, at, "MSH")
                    && frame[at + 3] == header.separator()
                    && at > startOf(frame)) {
                return fault(
                        "E_FRAME_TWO_MESSAGES",
                        ErrorCode.SEGMENT_SEQUENCE,
                        0,
                        "A second MSH segment: send each message in a frame of its own");
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> type(MshHeader header, Set<String> taken) {
        String type = header.text(9, 1);
        String event = header.text(9, 2);
        if (taken.isEmpty() || taken.contains(type) || taken.contains(type + "^" + event)) {
            return Optional.empty();
        }
        boolean isEventOnly = taken.stream().anyMatch(each -> each.startsWith(type + "^"));
        return isEventOnly
                ? fault(
                        "E_MSH_EVENT",
                        ErrorCode.UNSUPPORTED_EVENT,
                        9,
                        "MSH-9.2 is not an event that this channel takes")
                : fault("E_MSH_TYPE", ErrorCode.UNSUPPORTED_TYPE, 9, "MSH-9.1 is not a type that this channel takes");
    }

    private static boolean isAllowed(MshHeader header, Set<String> senders) {
        String application = header.text(3, 1);
        return senders.isEmpty()
                || senders.contains(application)
                || senders.contains(application + "|" + header.text(4, 1));
    }

    private static Optional<Rejection> missing(int field, String what) {
        return fault(
                "E_MSH_MISSING",
                ErrorCode.REQUIRED_FIELD_MISSING,
                field,
                "MSH-" + field + " is empty; a message needs " + what);
    }

    private static Optional<Rejection> fault(String code, ErrorCode error, int field, String text) {
        return Optional.of(new Rejection(code, error, field, text));
    }

    private static boolean isSegment(byte[] frame, int at, String name) {
        return at + 4 <= frame.length
                && frame[at] == name.charAt(0)
                && frame[at + 1] == name.charAt(1)
                && frame[at + 2] == name.charAt(2);
    }
}
