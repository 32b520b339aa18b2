package io.crosswalk.source.hl7v2;

import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.List;

/** Places that nobody has read, as many as anybody will look at. */
final class UnreadList {

    private final List<SourceNode> places = new ArrayList<>();

    void add(SourceNode place) {
        places.add(place);
    }

    boolean full() {
        return places.size() >= Limits.UNREAD;
    }

    List<SourceNode> places() {
        return places;
    }
}
