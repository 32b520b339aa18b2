package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.source.SourceTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Time arithmetic that never invents precision: a day plus minutes is nothing. */
final class TimeShift {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private TimeShift() {}

    /** The moved time as FHIR dateTime; null when the time is not precise enough. */
    static @Nullable String of(SourceTime time, BigDecimal seconds) {
        if (time.iso().length() < 10) {
            return null;
        }
        long whole = seconds.longValue();
        if (!time.hasTime()) {
            return whole % 86_400 == 0
                    ? LocalDate.parse(time.date()).plusDays(whole / 86_400).toString()
                    : null;
        }
        LocalDateTime at = LocalDateTime.parse(time.iso()).plusSeconds(whole);
        String iso = SECONDS.format(at);
        return time.offset().map(zone -> iso + zone.getId()).orElse(iso.substring(0, 10));
    }

    /** A duration in whole minutes; null when it is none, or its unit is none of time. */
    static @Nullable String minutes(String amount, String unit) {
        BigDecimal seconds = seconds(amount, unit);
        if (seconds == null) {
            return null;
        }
        BigDecimal[] minutes = seconds.divideAndRemainder(BigDecimal.valueOf(60));
        return minutes[1].signum() == 0 ? minutes[0].stripTrailingZeros().toPlainString() : null;
    }

    /** How often a day has room for a duration, as 3 for 8 hours; null when that is no whole number. */
    static @Nullable String perDay(String amount, String unit) {
        BigDecimal seconds = seconds(amount, unit);
        if (seconds == null || seconds.signum() <= 0) {
            return null;
        }
        BigDecimal[] times = BigDecimal.valueOf(86_400).divideAndRemainder(seconds);
        return times[0].signum() > 0 && times[1].signum() == 0
                ? times[0].toBigInteger().toString()
                : null;
    }

    /** How long that is; null when the amount is no number or the unit is none. */
    static @Nullable BigDecimal seconds(@Nullable String amount, @Nullable String unit) {
        String decimal = amount == null ? null : PrimitiveText.of("decimal", amount);
        long one = unit == null ? 0 : secondsOf(unit);
        return decimal == null || one == 0 ? null : new BigDecimal(decimal).multiply(BigDecimal.valueOf(one));
    }

    /** UCUM and the words that HL7 v2 senders use. */
    private static long secondsOf(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "s", "sec", "secs", "second", "seconds" -> 1;
            case "min", "m", "mins", "minute", "minutes" -> 60;
            case "h", "hr", "hrs", "hour", "hours" -> 3_600;
            case "d", "day", "days" -> 86_400;
            case "wk", "w", "week", "weeks" -> 604_800;
            default -> 0;
        };
    }
}
