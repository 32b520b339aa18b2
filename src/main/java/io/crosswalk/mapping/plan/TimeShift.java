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

    /** The moved time as FHIR dateTime; null when amount or unit is none, or the time is not precise enough. */
    static @Nullable String of(SourceTime time, String amount, String unit, int sign) {
        String decimal = PrimitiveText.of("decimal", amount);
        if (decimal == null) {
            return null;
        }
        long seconds = secondsOf(unit);
        if (seconds == 0 || time.iso().length() < 10) {
            return null;
        }
        BigDecimal moved = new BigDecimal(decimal).multiply(BigDecimal.valueOf(seconds * sign));
        long whole = moved.longValue();
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
        String decimal = PrimitiveText.of("decimal", amount);
        long seconds = secondsOf(unit);
        if (decimal == null || seconds == 0) {
            return null;
        }
        BigDecimal[] minutes = new BigDecimal(decimal)
                .multiply(BigDecimal.valueOf(seconds))
                .divideAndRemainder(BigDecimal.valueOf(60));
        return minutes[1].signum() == 0 ? minutes[0].stripTrailingZeros().toPlainString() : null;
    }

    /** UCUM and the words that HL7 v2 senders use. */
    private static long secondsOf(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "s", "sec", "second", "seconds" -> 1;
            case "min", "m", "minute", "minutes" -> 60;
            case "h", "hr", "hour", "hours" -> 3_600;
            case "d", "day", "days" -> 86_400;
            case "wk", "w", "week", "weeks" -> 604_800;
            default -> 0;
        };
    }
}
