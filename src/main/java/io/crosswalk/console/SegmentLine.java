package io.crosswalk.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One segment of an HL7 v2 message, cut into its fields so that each can be pointed at. */
record SegmentLine(List<Part> parts) {

    /**
     * The name of the segment, or one field of it with the separator before it.
     *
     * @param name whether this is the segment's name
     * @param place as in {@code OBX[2]-5}
     */
    record Part(boolean name, String separator, String text, String place) {

        /** Name of the place in the page; always with an index. */
        public String anchor() {
            return place;
        }
    }

    static List<SegmentLine> of(String message) {
        List<SegmentLine> lines = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        String separator = message.length() > 3 ? message.substring(3, 4) : "|";
        for (String segment : message.split("[\r\n]+")) {
            if (!segment.isEmpty()) {
                String name = segment.length() < 3 ? segment : segment.substring(0, 3);
                int index = seen.merge(name, 1, Integer::sum);
                lines.add(new SegmentLine(cut(segment, name + "[" + index + "]-", separator.charAt(0))));
            }
        }
        return lines;
    }

    private static List<Part> cut(String segment, String place, char separator) {
        List<Part> parts = new ArrayList<>();
        int end = segment.indexOf(separator);
        parts.add(new Part(true, "", end < 0 ? segment : segment.substring(0, end), ""));
        // HL7 v2.9, chapter 2.14: the separator after MSH, FHS and BHS is itself the first field.
        int field = place.startsWith("MSH") || place.startsWith("FHS") || place.startsWith("BHS") ? 2 : 1;
        while (end >= 0) {
            int start = end + 1;
            end = segment.indexOf(separator, start);
            String text = end < 0 ? segment.substring(start) : segment.substring(start, end);
            parts.add(new Part(false, String.valueOf(separator), text, place + field++));
        }
        return parts;
    }

    /** The anchor of the field that {@code place}, such as {@code PID-3[2].1}, lies in; empty when it is no field. */
    static String anchor(String place) {
        java.util.regex.Matcher field = java.util.regex.Pattern.compile("([A-Z][A-Z0-9]{2})(\\[\\d+])?-(\\d+).*")
                .matcher(place);
        if (!field.matches()) {
            return "";
        }
        String index = field.group(2) == null ? "[1]" : field.group(2);
        return field.group(1) + index + "-" + field.group(3);
    }
}
