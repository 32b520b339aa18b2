package io.crosswalk.source.cda;

import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceTime;
import io.crosswalk.source.TimeReader;
import io.crosswalk.source.TimeText;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the points in time of a document (type TS): {@code YYYY[MM[DD[HH[MM[SS[.S...]]]]]][+/-ZZZZ]}, as HL7 v2 writes them.
 *
 * <p>Nearly half of all real times have no offset. It is then that of another time of the same entry, else that of the
 * document's effectiveTime, else the site's. An hour without minutes is cut to the day: FHIR wants minutes, and nobody has
 * said which.
 */
final class CdaTimes {

    private static final int HOUR = 10;
    private static final Set<Integer> POINTS = Set.of(
            CdaNames.EFFECTIVE_TIME,
            CdaNames.of("time"),
            CdaNames.of("low"),
            CdaNames.of("high"),
            CdaNames.of("center"),
            CdaNames.of("birthTime"),
            CdaNames.of("value"));

    private final CdaDocument document;
    private @Nullable ZoneId site;

    // A conversion goes through a document entry by entry.
    private @Nullable CdaElement entry;
    private @Nullable TimeReader reader;
    private @Nullable CdaAttribute source;

    CdaTimes(CdaDocument document, @Nullable ZoneId site) {
        this.document = document;
        this.site = site;
    }

    /** To be called before a time is read. */
    void useZone(ZoneId zone) {
        site = zone;
    }

    /**
     * @param at where the time stands
     * @return null when the text is no time
     */
    @Nullable
    SourceTime read(CdaElement at, String text) {
        TimeText written = TimeText.of(text);
        if (written == null) {
            return null;
        }
        boolean hourOnly = written.digits().length() == HOUR;
        SourceTime time = readerFor(entryOf(at)).read(text, hourOnly ? 'D' : ' ');
        if (time != null && time.hasTime() && !written.zoned()) {
            tellSource();
        }
        return time;
    }

    private void tellSource() {
        Reads reads = document.reads();
        if (reads != null && source != null) {
            reads.shapedBy(source);
        }
    }

    private static CdaElement entryOf(CdaElement at) {
        CdaElement element = at;
        CdaElement parent = element.parentElement();
        while (parent != null && element.nameCode() != CdaNames.ENTRY) {
            element = parent;
            parent = element.parentElement();
        }
        return element;
    }

    private TimeReader readerFor(CdaElement scope) {
        TimeReader known = reader;
        if (known != null && entry == scope) {
            return known;
        }
        CdaAttribute found = scope.parentElement() == null ? null : firstZoned(scope);
        found = found == null ? zonedTimeOfDocument() : found;
        TimeReader made = new TimeReader(site, found == null ? Optional.empty() : offset(found));
        entry = scope;
        source = found;
        reader = made;
        return made;
    }

    private @Nullable CdaAttribute zonedTimeOfDocument() {
        for (CdaElement child = document.root().firstElement(); child != null; child = child.nextElement()) {
            if (child.nameCode() == CdaNames.EFFECTIVE_TIME) {
                CdaAttribute value = child.attributeNode(CdaNames.VALUE);
                return value != null && offset(value).isPresent() ? value : null;
            }
        }
        return null;
    }

    private static @Nullable CdaAttribute firstZoned(CdaElement element) {
        if (POINTS.contains(element.nameCode())) {
            CdaAttribute value = element.attributeNode(CdaNames.VALUE);
            if (value != null && offset(value).isPresent()) {
                return value;
            }
        }
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            CdaAttribute found = firstZoned(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Optional<ZoneOffset> offset(CdaAttribute value) {
        String written = value.ownText();
        if (written.length() <= HOUR
                || written.indexOf('+') < 0 && written.indexOf('-') < 0 && !written.endsWith("Z")) {
            return Optional.empty();
        }
        return TimeReader.offsetOf(written);
    }
}
