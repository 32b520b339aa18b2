package io.crosswalk.mapping.cda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One value of a resource in a form in which two writings of the same can be compared.
 *
 * @param path from the resource, without its type and without places in lists; the url of an extension is part of it
 * @param value the value with its kind in front: a date with its precision and in universal time, a number by its value, a
 *     code letter by letter, other text with case and white space folded
 */
record GoldLeaf(String path, String value) {

    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d:\\d\\d.*)?)?)?");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    /** Elements whose letters matter. */
    private static final Set<String> EXACT = Set.of(
            "code",
            "system",
            "url",
            "use",
            "status",
            "gender",
            "intent",
            "mode",
            "contentType",
            "criticality",
            "severity",
            "category",
            "type",
            "periodUnit",
            "comparator",
            "language",
            "when",
            "lotNumber",
            "confidentiality");

    static GoldLeaf of(String path, JsonNode value) {
        return new GoldLeaf(path, normal(path, value));
    }

    boolean isDate() {
        return value.startsWith("date ");
    }

    /** Whether this is the same moment as {@code other}, told more precisely: something was made up. */
    boolean isMorePreciseThan(GoldLeaf other) {
        return isDate()
                && other.isDate()
                && path.equals(other.path)
                && value.length() > other.value.length()
                && value.startsWith(other.value);
    }

    private static String normal(String path, JsonNode value) {
        if (value.isBoolean()) {
            return "boolean " + value.asBoolean();
        }
        if (value.isNumber()) {
            return "number " + value.decimalValue().stripTrailingZeros().toPlainString();
        }
        String text = value.asText().strip();
        if (DATE.matcher(text).matches()) {
            return "date " + moment(text);
        }
        String last = path.substring(path.lastIndexOf('.') + 1);
        if (EXACT.contains(last) || last.endsWith("Code") || last.equals("data") || path.endsWith("dentifier.value")) {
            return "exactly "
                    + (text.toLowerCase(Locale.ROOT).startsWith("urn:uuid:") ? text.toLowerCase(Locale.ROOT) : text);
        }
        return "text " + text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static String moment(String text) {
        if (text.indexOf('T') < 0) {
            return text;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            String fraction = time.getNano() == 0 ? "" : "." + time.getNano();
            return SECONDS.format(time) + fraction + "Z";
        } catch (DateTimeParseException e) {
            // A time that R4 does not allow, without seconds or offset: it equals only its own letters.
            return text;
        }
    }
}
