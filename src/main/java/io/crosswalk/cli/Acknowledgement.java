package io.crosswalk.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An answer of an MLLP listener, as far as a sender has to understand it.
 *
 * @param code MSA-1: AA and CA are a yes, AE and CE ask for the same again, AR and CR are final
 * @param controlId MSA-2: MSH-10 of the message it answers
 * @param error what the listener objects to, in its own words: of ERR, else MSA-3; empty when it does not
 * @param bytes the whole answer, without the bytes of the frame
 */
public record Acknowledgement(String code, String controlId, String error, byte[] bytes) {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** Reads an answer. One that is no acknowledgement has an empty code. */
    public static Acknowledgement read(byte[] bytes) {
        String text = new String(bytes, BYTES);
        String separator = text.startsWith("MSH") && text.length() > 3 ? text.substring(3, 4) : "|";
        String code = "";
        String controlId = "";
        String error = "";
        for (String segment : text.split("[\r\n]+")) {
            List<String> fields = List.of(segment.split(Pattern.quote(separator), -1));
            if (fields.get(0).equals("MSA")) {
                code = field(fields, 1);
                controlId = field(fields, 2);
                error = error.isEmpty() ? field(fields, 3) : error;
            } else if (fields.get(0).equals("ERR")) {
                error = errorOf(fields);
            }
        }
        return new Acknowledgement(code, controlId, error, bytes);
    }

    /** ERR-8 is for people; ERR-3 and ERR-2 say what and where; before v2.5 ERR-1 says it all. */
    private static String errorOf(List<String> fields) {
        if (!field(fields, 3).isEmpty()) {
            String text = field(fields, 8).isEmpty() ? field(fields, 7) : field(fields, 8);
            return (field(fields, 3) + " " + field(fields, 2) + " " + text).strip();
        }
        return field(fields, 1);
    }

    private static String field(List<String> fields, int number) {
        return number < fields.size() ? fields.get(number) : "";
    }

    /** Whether the message is the listener's now. */
    public boolean isPositive() {
        return code.equals("AA") || code.equals("CA");
    }

    /** The whole answer, a line for each segment. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8).strip().replace("\r", "\n");
    }

    @Override
    public String toString() {
        return "Acknowledgement[" + code + "]";
    }
}
