package io.crosswalk.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first segment of a message as slices of its bytes: what an acknowledgement repeats.
 *
 * <p>Bytes and not text as in {@link io.crosswalk.source.hl7v2.Hl7v2Header}: repeated as bytes the sender's values are
 * right in whatever character set the message was written, and also when MSH-18 lies.
 */
final class MshHeader {

    private static final byte[] STANDARD = bytes("^~\\&");

    private final byte[] message;
    private final byte separator;
    private final byte[] delimiters;
    private final List<int[]> fields;

    private MshHeader(byte[] message, byte separator, byte[] delimiters, List<int[]> fields) {
        this.message = message;
        this.separator = separator;
        this.delimiters = delimiters;
        this.fields = fields;
    }

    /** The header of {@code message}, whose segment name stands at {@code start}. */
    static MshHeader read(byte[] message, int start) {
        int end = start;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        byte separator = start + 3 < end ? message[start + 3] : (byte) '|';
        List<int[]> fields = new ArrayList<>(24);
        int from = start + 4;
        for (int at = from; at <= end && from <= end; at++) {
            if (at == end || message[at] == separator) {
                fields.add(new int[] {from, at});
                from = at + 1;
            }
        }
        byte[] declared = fields.isEmpty() ? new byte[0] : slice(message, fields.get(0));
        return new MshHeader(message, separator, isUsable(separator, declared) ? declared : STANDARD, fields);
    }

    /** A header that says nothing, to answer to what is no HL7 v2 message. */
    static MshHeader none() {
        return new MshHeader(new byte[0], (byte) '|', STANDARD, List.of());
    }

    /** Whether MSH-1 can separate fields: no letter, digit, blank or control byte, which real values are made of. */
    boolean hasSeparator() {
        return isDelimiter(separator);
    }

    /** Whether MSH-2 names one to five different delimiters. */
    boolean hasDelimiters() {
        return hasSeparator() && !fields.isEmpty() && isUsable(separator, slice(message, fields.get(0)));
    }

    byte separator() {
        return hasSeparator() ? separator : (byte) '|';
    }

    byte componentSeparator() {
        return delimiters[0];
    }

    byte subcomponentSeparator() {
        return delimiters.length > 3 ? delimiters[3] : (byte) '&';
    }

    byte[] delimiters() {
        return delimiters.clone();
    }

    /** MSH-{@code number} as it came; empty when absent. */
    byte[] raw(int number) {
        return number - 2 < fields.size() ? slice(message, fields.get(number - 2)) : new byte[0];
    }

    /** A component of MSH-{@code number}, blanks around it removed, HL7's explicit null {@code ""} as empty. */
    String text(int number, int component) {
        byte[] field = raw(number);
        int from = 0;
        int left = component;
        for (int at = 0; at <= field.length; at++) {
            if (at == field.length || field[at] == componentSeparator()) {
                if (--left == 0) {
                    String value = new String(field, from, at - from, StandardCharsets.ISO_8859_1).strip();
                    return value.equals("\"\"") ? "" : value;
                }
                from = at + 1;
            }
        }
        return "";
    }

    /** Whether MSH-{@code number} is absent, blank, or HL7's explicit null. */
    boolean isEmpty(int number) {
        String value = new String(raw(number), StandardCharsets.ISO_8859_1).strip();
        return value.isEmpty() || value.equals("\"\"");
    }

    /** Whether MSH-{@code number} has a byte that no field of text has. */
    boolean hasControlBytes(int number) {
        for (byte b : raw(number)) {
            if (b >= 0 && b < ' ') {
                return true;
            }
        }
        return false;
    }

    /** Whether the version is {@code 2.minor.patch} or later; a missing or unheard-of version counts as 2.5. */
    boolean isAtLeast(int minor, int patch) {
        String version = text(12, 1);
        if (version.equals("2")) {
            return false;
        }
        boolean isKnown = version.length() >= 3 && version.startsWith("2.") && isDigit(version, 2);
        int minorOfVersion = isKnown ? version.charAt(2) - '0' : 5;
        int patchOfVersion = isKnown && version.length() >= 5 && isDigit(version, 4) ? version.charAt(4) - '0' : 0;
        return minorOfVersion > minor || minorOfVersion == minor && patchOfVersion >= patch;
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isUsable(byte separator, byte[] declared) {
        if (declared.length < 1 || declared.length > 5) {
            return false;
        }
        for (int i = 0; i < declared.length; i++) {
            if (!isDelimiter(declared[i]) || declared[i] == separator) {
                return false;
            }
            for (int k = 0; k < i; k++) {
                if (declared[k] == declared[i]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isDelimiter(byte b) {
        return b > ' ' && b < 0x7F && !Character.isLetterOrDigit(b);
    }

    private static byte[] slice(byte[] message, int[] range) {
        return Arrays.copyOfRange(message, range[0], range[1]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
