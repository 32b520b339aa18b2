package io.crosswalk.source.hl7v2;

import java.util.ArrayList;
import java.util.List;

/**
 * What an OBX-5 holds as a whole: a file inside of a message (HL7 v2.9, ch. 2A.2.24, ED), or a text.
 *
 * <p>It is read apart from the tree because senders put XML there without escaping what separates components,
 * subcomponents and repetitions: of such data the parts are not parts, and it may be longer than a value.
 *
 * @param place for people, {@code OBX[2]-5}
 * @param status OBX-11
 * @param subtype ED.3, {@code text/xml}; empty of a plain text
 * @param encoding ED.4, {@code Base64}, {@code Hex} or {@code A}; empty of a plain text
 * @param data ED.5, or the whole text; escape sequences decoded
 */
public record EncapsulatedData(String place, String status, String subtype, String encoding, String data) {

    private static final int VALUE_TYPE = 2;
    private static final int VALUE = 5;
    private static final int STATUS = 11;
    private static final int COMPONENTS = 5;

    /** All of a message, in its order. */
    public static List<EncapsulatedData> of(Hl7v2Message message) {
        List<EncapsulatedData> found = new ArrayList<>();
        for (Hl7v2Segment segment : message.allSegments()) {
            if (segment.name().equals("OBX") && segment.size() >= VALUE) {
                String raw = message.rawField(segment, VALUE);
                if (!raw.isEmpty()) {
                    found.add(of(message, segment, raw));
                }
            }
        }
        return found;
    }

    private static EncapsulatedData of(Hl7v2Message message, Hl7v2Segment segment, String raw) {
        String place = segment.place() + "-" + VALUE;
        String status = text(segment, STATUS);
        if (!text(segment, VALUE_TYPE).equals("ED")) {
            return new EncapsulatedData(place, status, "", "", message.decoded(raw));
        }
        String[] parts = new String[] {"", "", "", "", ""};
        int from = 0;
        for (int i = 0; i < COMPONENTS - 1; i++) {
            int end = raw.indexOf(message.delimiters().component(), from);
            if (end < 0) {
                break;
            }
            parts[i] = raw.substring(from, end);
            from = end + 1;
        }
        // Whatever stands behind the fourth separator is data, also further separators.
        parts[COMPONENTS - 1] = raw.substring(from);
        return new EncapsulatedData(
                place, status, message.decoded(parts[2]), message.decoded(parts[3]), message.decoded(parts[4]));
    }

    private static String text(Hl7v2Segment segment, int field) {
        Hl7v2Value value = segment.first(field);
        return value == null ? "" : value.ownText();
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "EncapsulatedData[" + place + ", " + data.length() + " characters]";
    }
}
