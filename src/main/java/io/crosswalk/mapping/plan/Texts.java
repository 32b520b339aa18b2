package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.PrimitiveText;
import org.jspecify.annotations.Nullable;

/** Source texts in FHIR's forms, where the two write differently. */
final class Texts {

    private Texts() {}

    /** How a FHIR type writes the texts of a source. */
    static PrimitiveText.Form form(String type) {
        return switch (type) {
            case "time" -> Texts::time;
            case "xhtml" -> Texts::xhtml;
            default -> PrimitiveText.form(type);
        };
    }

    /**
     * HL7 v2 TM: {@code HHMM[SS[.SSSS]][+/-ZZZZ]}. FHIR's time has seconds and no zone. A fraction of nothing but zeros says no
     * more than the second, and validators refuse any fraction.
     */
    private static @Nullable String time(String raw) {
        String text = raw.strip();
        int zone = Math.max(text.indexOf('+'), text.indexOf('-'));
        String clock = zone > 0 ? text.substring(0, zone) : text;
        if (clock.indexOf(':') >= 0) {
            return PrimitiveText.of("time", clock.length() == 5 ? clock + ":00" : clock);
        }
        if (clock.length() < 4) {
            return null;
        }
        String seconds = clock.length() >= 6 ? withoutZeros(clock.substring(4)) : clock.length() == 4 ? "00" : "";
        return PrimitiveText.of("time", clock.substring(0, 2) + ":" + clock.substring(2, 4) + ":" + seconds);
    }

    private static String withoutZeros(String seconds) {
        int end = seconds.length();
        while (end > 3 && seconds.charAt(end - 1) == '0') {
            end--;
        }
        return seconds.startsWith(".", 2) && end == 3 ? seconds.substring(0, 2) : seconds;
    }

    private static String xhtml(String raw) {
        StringBuilder html = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '\n' -> html.append("<br/>");
                default -> html.append(c < ' ' && c != '\t' ? ' ' : c);
            }
        }
        return html.append("</div>").toString();
    }
}
