package io.crosswalk.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

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
        String[] components =
                new String(raw(number), StandardCharsets.ISO_8859_1).split(quoted(componentSeparator()), -1);
        String value = component <= components.length ? components[component - 1].strip() : "";
        return value.equals("\"\"") ? "" : value;
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

    /** The minor number of a version 2.x; a missing or unheard-of version counts as 2.5. */
    private int minorVersion() {
        String version = text(12, 1);
        if (version.equals("2")) {
            return 0;
        }
        return version.matches("2\\.\\d.*") ? version.charAt(2) - '0' : 5;
    }

    /** Whether the version is {@code 2.minor.patch} or later. */
    boolean isAtLeast(int minor, int patch) {
        String version = text(12, 1);
        int patchOfVersion = version.matches("2\\.\\d\\.\\d.*") ? version.charAt(4) - '0' : 0;
        return minorVersion() > minor || minorVersion() == minor && patchOfVersion >= patch;
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

    private static String quoted(byte delimiter) {
        return Pattern.quote(String.valueOf((char) delimiter));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
