package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/** Some of the places that a path leads to, or others that stand for them: read as such a place is read. */
abstract class ChosenPlaces extends Expr {

    final Expr places;

    ChosenPlaces(Expr places) {
        this.places = places;
    }

    @Override
    boolean isPlace() {
        return places.isPlace();
    }

    @Override
    String type() {
        return places.type();
    }

    @Override
    Need need() {
        return places.need();
    }

    @Override
    @Nullable
    String text(Frame frame) {
        return read(frame, node(frame));
    }

    @Override
    boolean valued(Frame frame) {
        SourceNode node = node(frame);
        return node != null && node.valued();
    }
}
