package io.crosswalk.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** RFC 9110, 10.2.3: seconds or a date. */
final class RetryAfter {

    private RetryAfter() {}

    static Optional<Duration> read(String text, Instant now) {
        String value = text.strip();
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return date.isAfter(now) ? Optional.of(Duration.between(now, date)) : Optional.empty();
        } catch (DateTimeException e) {
            // Neither of the two forms: the destination asked for nothing we understand, our own wait holds.
            return Optional.empty();
        }
    }
}
