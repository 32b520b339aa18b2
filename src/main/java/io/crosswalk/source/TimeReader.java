package io.crosswalk.source;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads HL7 v2 dates and times: {@code YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]} (HL7 v2.9, ch. 2A, DTM).
 *
 * <p>Precision is kept: what was not written is not invented, except that FHIR wants seconds as soon as there is an
 * hour. The zone is the value's own, else the one of MSH-7, else the site's, and never the computer's. Zero parts
 * ({@code 20260000}) end the precision before them; {@code 24:00} is the next midnight; a day that no calendar has is no
 * day.
 */
public final class TimeReader {

    private static final int DAY = 8;
    private static final int ISO_DAY = 10;
    private static final int LONGEST_ISO = 26;
    private static final int LATELY = 4;

    private final @Nullable ZoneId site;
    private final Optional<ZoneOffset> message;

    /** The times of a message are few: when it was sent, when something happened. */
    private final @Nullable Read[] lately = new @Nullable Read[LATELY];

    private int next;

    private record Read(
            String text, char precision, @Nullable SourceTime time) {}

    /**
     * @param site where times without any offset are taken to be; null when nobody configured it
     * @param message the offset that MSH-7 states, which holds for the whole message
     */
    public TimeReader(@Nullable ZoneId site, Optional<ZoneOffset> message) {
        this.site = site;
        this.message = message;
    }

    public static Optional<ZoneOffset> offsetOf(String msh7) {
        SourceTime time = new TimeReader(null, Optional.empty()).read(msh7, ' ');
        return time == null ? Optional.empty() : time.offset();
    }

    /**
     * @param text the value
     * @param precision the second component of the withdrawn type TS: Y, L (month), D, H, M or S; blank when not stated
     * @return null when the text is no time
     */
    public @Nullable SourceTime read(String text, char precision) {
        for (Read before : lately) {
            if (before != null && before.precision == precision && before.text.equals(text)) {
                return before.time;
            }
        }
        SourceTime time = readNew(text, precision);
        lately[next++ % LATELY] = new Read(text, precision, time);
        return time;
    }

    private @Nullable SourceTime readNew(String text, char precision) {
        TimeText written = TimeText.of(text);
        if (written == null || written.digits().length() < 4 || written.digits().length() % 2 != 0) {
            return null;
        }
        int length = Math.min(written.digits().length(), atMost(precision));
        String date = date(written, Math.min(length, DAY));
        if (date == null) {
            return null;
        }
        return length > DAY && date.length() == ISO_DAY
                ? time(written, date, length)
                : new SourceTime(date, Optional.empty());
    }

    private static int atMost(char precision) {
        return switch (precision) {
            case 'Y' -> 4;
            case 'L' -> 6;
            case 'D' -> 8;
            case 'H' -> 10;
            case 'M' -> 12;
            default -> 14;
        };
    }

    private static @Nullable String date(TimeText written, int length) {
        int year = written.number(0, 4);
        int month = length >= 6 ? written.number(4, 6) : 0;
        int day = length == DAY ? written.number(6, 8) : 0;
        if (year == 0 || month > 12 || month == 0 && day > 0) {
            return null;
        }
        String iso = written.digits().substring(0, 4);
        if (month == 0) {
            return iso;
        }
        iso = iso + '-' + written.digits().substring(4, 6);
        if (day == 0) {
            return iso;
        }
        return day > YearMonth.of(year, month).lengthOfMonth()
                ? null
                : iso + '-' + written.digits().substring(6, 8);
    }

    private @Nullable SourceTime time(TimeText written, String date, int length) {
        int hour = written.number(8, 10);
        int minute = length >= 12 ? written.number(10, 12) : 0;
        int second = length >= 14 ? written.number(12, 14) : 0;
        if (hour == 24 && minute == 0 && second == 0) {
            String next = LocalDate.parse(date).plusDays(1).toString();
            return new SourceTime(next + "T00:00:00", offset(written, next, 0, 0));
        }
        if (hour > 23 || minute > 59 || second > 60) {
            return null;
        }
        String fraction = length >= 14 && !written.fraction().isEmpty() ? '.' + written.fraction() : "";
        StringBuilder iso = new StringBuilder(LONGEST_ISO).append(date).append('T');
        two(iso, hour).append(':');
        two(iso, minute).append(':');
        two(iso, second).append(fraction);
        return new SourceTime(iso.toString(), offset(written, date, hour, minute));
    }

    private Optional<ZoneOffset> offset(TimeText written, String date, int hour, int minute) {
        if (written.zoned()) {
            return Optional.ofNullable(written.zone());
        }
        if (message.isPresent() || site == null) {
            return message;
        }
        return Optional.of(site.getRules().getOffset(LocalDate.parse(date).atTime(LocalTime.of(hour, minute))));
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
