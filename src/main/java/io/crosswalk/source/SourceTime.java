package io.crosswalk.source;

import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A date or a time exactly as precise as the source wrote it.
 *
 * @param iso ISO 8601 text without zone: {@code 2026}, {@code 2026-11}, {@code 2026-11-22}, {@code 2026-11-22T08:30:00},
 *     {@code 2026-11-22T08:30:00.25}
 * @param offset the zone: the value's own, else the message's, else the site's; empty when nobody says
 */
public record SourceTime(String iso, Optional<ZoneOffset> offset) {

    private static final int DATE_LENGTH = 10;

    /** Whether it goes beyond the day. */
    public boolean hasTime() {
        return iso.length() > DATE_LENGTH;
    }

    /** FHIR {@code date}: never more than the day. */
    public String date() {
        return hasTime() ? iso.substring(0, DATE_LENGTH) : iso;
    }

    /**
     * FHIR {@code dateTime}. FHIR asks for a zone as soon as there is a time; without a known zone only the date can be
     * said (the caller reports the loss).
     */
    public String dateTime() {
        if (!hasTime()) {
            return iso;
        }
        return offset.map(zone -> iso + zone.getId()).orElseGet(this::date);
    }

    /** FHIR {@code instant}: empty unless it is precise to the second and has a zone. */
    public Optional<String> instant() {
        return hasTime() ? offset.map(zone -> iso + zone.getId()) : Optional.empty();
    }
}
