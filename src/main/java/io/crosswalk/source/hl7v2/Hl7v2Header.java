package io.crosswalk.source.hl7v2;

import io.crosswalk.source.hl7v2.Hl7v2HeaderException.Code;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * What the MSH segment says about its message, read without looking at the rest.
 *
 * <p>Fields are given exactly as written, with their own delimiters and escapes, so that an acknowledgement can swap
 * and echo them. An absent field is empty.
 *
 * @param delimiters MSH-1 and MSH-2
 * @param charset the set the bytes are in, see MSH-18; what an acknowledgement is to be encoded by
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 * @param dateTime MSH-7
 * @param messageType MSH-9
 * @param controlId MSH-10
 * @param processingId MSH-11
 * @param version MSH-12
 * @param acceptAcknowledgment MSH-15
 * @param applicationAcknowledgment MSH-16
 * @param characterSet MSH-18
 */
public record Hl7v2Header(
        Delimiters delimiters,
        Charset charset,
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String dateTime,
        String messageType,
        String controlId,
        String processingId,
        String version,
        String acceptAcknowledgment,
        String applicationAcknowledgment,
        String characterSet) {

    private static final int LONGEST = 64 * 1024;
    private static final int MOST_ENCODING_CHARACTERS = 5;

    /**
     * Reads the header of one message. A byte order mark, an MLLP start byte and empty lines in front are skipped.
     *
     * @throws Hl7v2HeaderException when there is no MSH, or MSH-1 and MSH-2 cannot be delimiters
     */
    public static Hl7v2Header read(byte[] message) {
        MessageText text = MessageText.of(headOf(message));
        String segment = firstLine(text.text());
        if (!segment.startsWith("MSH")) {
            throw missing(segment);
        }
        if (segment.length() < 4 || !Delimiters.canSeparateFields(segment.charAt(3))) {
            throw new Hl7v2HeaderException(Code.E_MSH_SEPARATOR, "MSH-1 must be a punctuation character");
        }
        return of(segment, text.charset());
    }

    /** The bytes of the MSH; of anything else, enough to say what it is. */
    private static byte[] headOf(byte[] message) {
        RawHeader raw = new RawHeader(message);
        return raw.isMsh()
                ? Arrays.copyOfRange(message, raw.start(), raw.end())
                : Arrays.copyOf(message, Math.min(message.length, LONGEST));
    }

    private static Hl7v2Header of(String segment, Charset charset) {
        char separator = segment.charAt(3);
        String[] fields = new String[19];
        int from = 4;
        for (int n = 2; n < fields.length; n++) {
            int end = from > segment.length() ? -1 : segment.indexOf(separator, from);
            end = end < 0 ? segment.length() : end;
            fields[n] = from < end ? segment.substring(from, end) : "";
            from = end + 1;
        }
        check(fields[2]);
        return new Hl7v2Header(
                Delimiters.of(separator, fields[2]),
                charset,
                fields[3],
                fields[4],
                fields[5],
                fields[6],
                fields[7],
                fields[9],
                fields[10],
                fields[11],
                fields[12],
                fields[15],
                fields[16],
                fields[18]);
    }

    private static void check(String encodingCharacters) {
        int length = encodingCharacters.length();
        if (length == 0 || length > MOST_ENCODING_CHARACTERS) {
            throw new Hl7v2HeaderException(
                    Code.E_MSH_ENCODING_CHARACTERS, "MSH-2 must have 4 characters, perhaps 5; it has " + length);
        }
        if (encodingCharacters.chars().distinct().count() < length) {
            throw new Hl7v2HeaderException(Code.E_MSH_ENCODING_CHARACTERS, "MSH-2 has the same character twice");
        }
    }

    private static Hl7v2HeaderException missing(String segment) {
        if (segment.isEmpty()) {
            return new Hl7v2HeaderException(Code.E_EMPTY, "there is no message: no character but blanks and line ends");
        }
        if (segment.startsWith("<") || segment.startsWith("{")) {
            return new Hl7v2HeaderException(
                    Code.E_ENCODING, "the message is XML or JSON; only the delimited encoding (ER7) is read here");
        }
        if (segment.startsWith("FHS") || segment.startsWith("BHS")) {
            return new Hl7v2HeaderException(
                    Code.E_MSH_MISSING, "this is a batch (FHS, BHS); its messages must be split first");
        }
        return new Hl7v2HeaderException(Code.E_MSH_MISSING, "the message must start with an MSH segment");
    }

    private static String firstLine(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) <= ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n' || c == 0x1c;
    }

    /** MSH-9.1, for example {@code ADT}. */
    public String messageCode() {
        return component(messageType, 1);
    }

    /** MSH-9.2, for example {@code A01}. */
    public String triggerEvent() {
        return component(messageType, 2);
    }

    /** MSH-9.3, for example {@code ADT_A01}; often left out by older senders. */
    public String structure() {
        return component(messageType, 3);
    }

    /** Code and trigger as people write them: {@code ADT^A01}. */
    public String type() {
        String trigger = triggerEvent();
        return trigger.isEmpty() ? messageCode() : messageCode() + '^' + trigger;
    }

    /** One component of a field given as written. */
    public String component(String field, int number) {
        int from = 0;
        for (int n = 1; n < number; n++) {
            int separator = field.indexOf(delimiters.component(), from);
            if (separator < 0) {
                return "";
            }
            from = separator + 1;
        }
        int end = field.indexOf(delimiters.component(), from);
        return (end < 0 ? field.substring(from) : field.substring(from, end)).strip();
    }

    /** Shows no identifier: control ids of some senders hold patient numbers. */
    @Override
    public String toString() {
        return "Hl7v2Header[" + type() + ", " + version + ", " + charset + "]";
    }
}
