package io.crosswalk.source;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A written date or time taken apart: digits, fraction, zone. Besides HL7's own form it takes ISO 8601's, which senders
 * use by mistake and which cannot mean anything else.
 *
 * @param digits year, month, day, hour, minute, second, as many as were written and at most 14
 * @param fraction of the second, without the point
 * @param zoned whether a zone was written
 * @param zone the zone; null when none was written, or one that no place on earth has
 */
public record TimeText(
        String digits,
        String fraction,
        boolean zoned,
        @Nullable ZoneOffset zone) {

    private static final int SECONDS = 14;
    private static final int LONGEST = 40;
    /** FHIR's limit: no place is further from Greenwich. */
    private static final int MOST_HOURS = 14;

    private static final int QUARTER = 15;
    private static final ZoneOffset[] QUARTERS = quarters();

    public static @Nullable TimeText of(String written) {
        String text = withoutDashes(written.strip());
        if (text.length() < 4 || text.length() > LONGEST) {
            return null;
        }
        StringBuilder digits = new StringBuilder(SECONDS);
        int i = 0;
        while (i < text.length() && isPartOfTime(text.charAt(i), digits.length())) {
            if (isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
            i++;
        }
        String fraction = digits.length() > SECONDS ? digits.substring(SECONDS) : "";
        if (i < text.length() && isPoint(text.charAt(i)) && digits.length() == SECONDS) {
            int end = endOfDigits(text, i + 1);
            fraction = text.substring(i + 1, end);
            i = end;
        }
        digits.setLength(Math.min(SECONDS, digits.length()));
        return withZone(digits.toString(), fraction, text.substring(i).strip());
    }

    public int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    private static @Nullable TimeText withZone(String digits, String fraction, String zone) {
        if (zone.isEmpty()) {
            return new TimeText(digits, fraction, false, null);
        }
        if (zone.equals("Z")) {
            return new TimeText(digits, fraction, true, ZoneOffset.UTC);
        }
        if (!isZone(zone)) {
            return null;
        }
        int hours = Integer.parseInt(zone, 1, 3, 10);
        int minutes = zone.length() > 3 ? Integer.parseInt(zone, zone.length() - 2, zone.length(), 10) : 0;
        if (minutes > 59 || hours * 60 + minutes > MOST_HOURS * 60) {
            return new TimeText(digits, fraction, true, null);
        }
        int offset = hours * 60 + minutes;
        return new TimeText(digits, fraction, true, zoneOf(zone.charAt(0) == '-' ? -offset : offset));
    }

    /** The clocks of the world differ by quarters of an hour. */
    private static ZoneOffset zoneOf(int minutes) {
        return minutes % QUARTER == 0
                ? QUARTERS[minutes / QUARTER + MOST_HOURS * 4]
                : ZoneOffset.ofTotalSeconds(minutes * 60);
    }

    private static ZoneOffset[] quarters() {
        ZoneOffset[] quarters = new ZoneOffset[MOST_HOURS * 8 + 1];
        for (int i = 0; i < quarters.length; i++) {
            quarters[i] = ZoneOffset.ofTotalSeconds((i - MOST_HOURS * 4) * QUARTER * 60);
        }
        return quarters;
    }

    /** {@code +01}, {@code +0100}, {@code +01:00}. */
    private static boolean isZone(String zone) {
        int length = zone.length();
        boolean colon = length == 6 && zone.charAt(3) == ':';
        if (length != 3 && length != 5 && !colon || zone.charAt(0) != '+' && zone.charAt(0) != '-') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (!isDigit(zone.charAt(i)) && !(colon && i == 3)) {
                return false;
            }
        }
        return true;
    }

    /** {@code 2026-11-22...} and {@code 2026-11}, but not {@code 2026-0500}: that is a year with HL7's offset. */
    private static String withoutDashes(String text) {
        if (text.length() < 7 || text.charAt(4) != '-' || text.length() > 7 && text.charAt(7) != '-') {
            return text;
        }
        String month = text.substring(0, 4) + text.substring(5, 7);
        return text.length() == 7 ? month : month + text.substring(8);
    }

    private static boolean isPartOfTime(char c, int digits) {
        return isDigit(c) || digits == 8 && (c == 'T' || c == ' ') || (digits == 10 || digits == 12) && c == ':';
    }

    private static boolean isPoint(char c) {
        return c == '.' || c == ',';
    }

    private static int endOfDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
