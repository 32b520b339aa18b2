package io.crosswalk.fhir;

/** The shapes of FHIR's date and time types (R4, 2.24.0.1), checked without regular expressions. */
final class DateText {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private DateText() {}

    static boolean isDate(String text) {
        return dateLength(text) == text.length();
    }

    static boolean isDateTime(String text) {
        int date = dateLength(text);
        return date == text.length() || date == 10 && text.charAt(10) == 'T' && isZone(text, timeEnd(text, 11));
    }

    static boolean isInstant(String text) {
        return text.length() > 10 && isDateTime(text);
    }

    static boolean isTime(String text) {
        return timeEnd(text, 0) == text.length();
    }

    /** How many characters form a date: 4, 7 or 10; -1 when none do. */
    private static int dateLength(String text) {
        int year = number(text, 0, 4);
        if (year < 1) {
            return -1;
        }
        if (text.length() == 4) {
            return 4;
        }
        int month = number(text, 5, 2);
        if (text.charAt(4) != '-' || month < 1 || month > 12) {
            return -1;
        }
        if (text.length() == 7) {
            return 7;
        }
        int day = number(text, 8, 2);
        boolean real = day >= 1 && day <= DAYS[month - 1] && (month != 2 || day < 29 || isLeap(year));
        return text.length() >= 10 && text.charAt(7) == '-' && real ? 10 : -1;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Where {@code hh:mm:ss[.fff]} that starts at a position ends; -1 when there is none. */
    private static int timeEnd(String text, int from) {
        int hour = number(text, from, 2);
        int minute = number(text, from + 3, 2);
        int second = number(text, from + 6, 2);
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
        if (!valid || text.charAt(from + 2) != ':' || text.charAt(from + 5) != ':') {
            return -1;
        }
        int end = from + 8;
        if (end < text.length() && text.charAt(end) == '.') {
            int digit = end + 1;
            while (digit < text.length() && text.charAt(digit) >= '0' && text.charAt(digit) <= '9') {
                digit++;
            }
            return digit == end + 1 ? -1 : digit;
        }
        return end;
    }

    private static boolean isZone(String text, int from) {
        if (from < 0 || from >= text.length()) {
            return false;
        }
        if (text.charAt(from) == 'Z') {
            return text.length() == from + 1;
        }
        int hour = number(text, from + 1, 2);
        int minute = number(text, from + 4, 2);
        boolean sign = text.charAt(from) == '+' || text.charAt(from) == '-';
        return sign
                && text.length() == from + 6
                && text.charAt(from + 3) == ':'
                && hour >= 0
                && hour <= 14
                && minute >= 0
                && minute < 60;
    }

    private static int number(String text, int from, int length) {
        if (from + length > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
