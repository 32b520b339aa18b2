package io.crosswalk.fhir;

import org.jspecify.annotations.Nullable;

/** FHIR's rules for the text of each primitive type (R4, 2.24): normalises what it can, refuses the rest. */
public final class PrimitiveText {

    private PrimitiveText() {}

    /** How the texts of one type are written. */
    public interface Form {

        /** The text as the type wants it; null when it cannot be a value of the type. */
        @Nullable
        String of(String text);
    }

    /** The text as this type wants it; null when it cannot be a value of the type. */
    public static @Nullable String of(String type, String text) {
        return form(type).of(text);
    }

    /** How this type is written, for those who write it often. */
    public static Form form(String type) {
        return switch (type) {
            case "boolean" -> PrimitiveText::booleanText;
            case "integer" -> text -> integer(text, Integer.MIN_VALUE);
            case "unsignedInt" -> text -> integer(text, 0);
            case "positiveInt" -> text -> integer(text, 1);
            case "decimal" -> PrimitiveText::decimal;
            case "code" -> PrimitiveText::code;
            case "id" -> PrimitiveText::id;
            case "uri", "url", "canonical", "oid", "uuid" -> text -> uri(type, text);
            case "date" -> text -> DateText.isDate(text) ? text : null;
            case "dateTime" -> text -> DateText.isDateTime(text) ? text : null;
            case "instant" -> text -> DateText.isInstant(text) ? text : null;
            case "time" -> text -> DateText.isTime(text) ? text : null;
            case "base64Binary" -> PrimitiveText::base64;
            default -> PrimitiveText::string;
        };
    }

    /** No control characters but tab and line ends, no blanks at the end, never empty. */
    private static @Nullable String string(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end == 0) {
            return null;
        }
        for (int i = 0; i < end; i++) {
            if (isForbidden(text.charAt(i))) {
                return cleaned(text, end);
            }
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    private static boolean isForbidden(char c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f;
    }

    private static @Nullable String cleaned(String text, int end) {
        StringBuilder clean = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            if (!isForbidden(text.charAt(i))) {
                clean.append(text.charAt(i));
            }
        }
        return clean.toString().isBlank() ? null : clean.toString();
    }

    /** No blanks at the ends, single ones inside. */
    private static @Nullable String code(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return null;
        }
        boolean clean = true;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            clean &= c > ' ' || c == ' ' && trimmed.charAt(i - 1) != ' ';
        }
        if (clean) {
            return trimmed;
        }
        StringBuilder single = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c > ' ') {
                if (gap) {
                    single.append(' ');
                }
                single.append(c);
                gap = false;
            } else {
                gap = true;
            }
        }
        return single.toString();
    }

    private static @Nullable String id(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > 64) {
            return null;
        }
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (!isAsciiLetterOrDigit(c) && c != '-' && c != '.') {
                return null;
            }
        }
        return trimmed;
    }

    private static @Nullable String uri(String type, String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return null;
        }
        for (int i = 0; i < trimmed.length(); i++) {
            if (trimmed.charAt(i) <= ' ') {
                return null;
            }
        }
        return switch (type) {
            case "oid" -> trimmed.startsWith("urn:oid:") ? trimmed : null;
            case "uuid" -> trimmed.startsWith("urn:uuid:") ? trimmed : null;
            default -> trimmed;
        };
    }

    /** HL7 table 0136 says Y and N; other sources say true and false. */
    private static @Nullable String booleanText(String text) {
        return switch (text.strip()) {
            case "true", "Y", "y" -> "true";
            case "false", "N", "n" -> "false";
            default -> null;
        };
    }

    private static @Nullable String integer(String text, int least) {
        String trimmed = text.strip();
        int from = !trimmed.isEmpty() && (trimmed.charAt(0) == '+' || trimmed.charAt(0) == '-') ? 1 : 0;
        if (trimmed.length() == from || trimmed.length() - from > 10) {
            return null;
        }
        long number = 0;
        for (int i = from; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            number = number * 10 + (c - '0');
        }
        if (trimmed.charAt(0) == '-') {
            number = -number;
        }
        return number < least || number > Integer.MAX_VALUE ? null : Long.toString(number);
    }

    /** The digits stay as they are written; only what JSON forbids goes: a plus sign, leading zeros, a bare point. */
    private static @Nullable String decimal(String text) {
        String trimmed = text.strip();
        int i = 0;
        boolean negative = trimmed.startsWith("-");
        if (negative || trimmed.startsWith("+")) {
            i = 1;
        }
        int start = i;
        while (i < trimmed.length() && isDigit(trimmed.charAt(i))) {
            i++;
        }
        int wholeEnd = i;
        int fractionStart = i;
        if (i < trimmed.length() && trimmed.charAt(i) == '.') {
            fractionStart = ++i;
            while (i < trimmed.length() && isDigit(trimmed.charAt(i))) {
                i++;
            }
        }
        if (i != trimmed.length() || wholeEnd == start && fractionStart == i) {
            return null;
        }
        while (start < wholeEnd - 1 && trimmed.charAt(start) == '0') {
            start++;
        }
        String whole = wholeEnd == start ? "0" : trimmed.substring(start, wholeEnd);
        String fraction = fractionStart < i && fractionStart > wholeEnd ? trimmed.substring(fractionStart - 1, i) : "";
        String result = (negative ? "-" : "") + whole + fraction;
        return result.equals(trimmed) ? trimmed : result;
    }

    private static @Nullable String base64(String text) {
        return isBase64(text) ? text : base64WithoutBlanks(text);
    }

    /** Whether a text is right as it stands: a file of many megabytes is not copied then. */
    private static boolean isBase64(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!isAsciiLetterOrDigit(c) && c != '+' && c != '/') {
                return false;
            }
        }
        return end > 0 && text.length() % 4 == 0;
    }

    private static @Nullable String base64WithoutBlanks(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                continue;
            }
            if (c == '=') {
                padding++;
            } else if (padding > 0 || !isAsciiLetterOrDigit(c) && c != '+' && c != '/') {
                return null;
            }
            digits.append(c);
        }
        return digits.length() == 0 || digits.length() % 4 != 0 || padding > 2 ? null : digits.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
