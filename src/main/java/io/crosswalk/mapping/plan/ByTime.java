package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code latest(places)}, {@code earliest(places, time)}: of several places the one whose time is the last or the first; the
 * first of equals. A place without a time counts only where none has one. Times without a zone are compared as they are written,
 * and a less precise one as its beginning: {@code 2024-05} is earlier than {@code 2024-05-01T08:00:00}.
 */
final class ByTime extends ChosenPlaces {

    private static final String BEGINNING = "0000-01-01T00:00:00";

    private final @Nullable Expr time;
    private final boolean latest;

    /** @param arguments the places, and where each has its time; without, a place is a time itself */
    ByTime(Expr[] arguments, boolean latest) {
        super(arguments[0]);
        this.time = arguments.length > 1 ? arguments[1] : null;
        this.latest = latest;
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        List<SourceNode> all = places.nodes(frame);
        SourceNode best = null;
        LocalDateTime bestTime = null;
        for (SourceNode place : all) {
            LocalDateTime at = at(frame, place);
            boolean better = best == null
                    || at != null && (bestTime == null || (latest ? at.isAfter(bestTime) : at.isBefore(bestTime)));
            if (better) {
                best = place;
                bestTime = at;
            }
        }
        return best;
    }

    private @Nullable LocalDateTime at(Frame frame, SourceNode place) {
        SourceNode node = place;
        if (time != null) {
            SourceNode from = frame.node;
            frame.node = place;
            node = time.node(frame);
            frame.node = from;
        }
        SourceTime read = node == null ? null : node.time();
        return read == null ? null : moment(read);
    }

    /** A time for comparison with others. */
    static LocalDateTime moment(SourceTime time) {
        String iso = time.iso();
        LocalDateTime local = LocalDateTime.parse(iso.length() < BEGINNING.length() ? padded(iso) : iso);
        return time.offset()
                .filter(zone -> time.hasTime())
                .map(zone -> local.minusSeconds(zone.getTotalSeconds()))
                .orElse(local);
    }

    /** A date that is less precise, as its beginning. */
    private static String padded(String iso) {
        return iso + BEGINNING.substring(iso.length());
    }
}
