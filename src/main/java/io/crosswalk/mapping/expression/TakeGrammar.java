package io.crosswalk.mapping.expression;

import java.util.ArrayList;
import java.util.List;

/** A line of {@code take:}, and the keys of {@code make:}. */
final class TakeGrammar {

    private final Cursor in;

    TakeGrammar(Cursor in) {
        this.in = in;
    }

    /** {@code part {, part} [in GROUP] [without KEY|product {, KEY|product}]}. */
    TakeItem take() {
        List<Rule.Name> parts = new ArrayList<>();
        do {
            parts.add(place("the name of a part"));
        } while (in.takeSign(','));
        Rule.Name group = in.takeWord("in") ? place("the name of a group") : null;
        List<Rule.Name> without = new ArrayList<>();
        if (in.takeWord("without")) {
            do {
                without.add(place("a key or a product of the part"));
            } while (in.takeSign(','));
        }
        return new TakeItem(parts, group, without);
    }

    /** {@code GROUP.SEGMENT {, GROUP.SEGMENT}}. */
    List<Rule.Name> places() {
        List<Rule.Name> places = new ArrayList<>();
        do {
            places.add(place("a segment, behind the group it is in,"));
        } while (in.takeSign(','));
        return List.copyOf(places);
    }

    private Rule.Name place(String what) {
        in.skipBlanks();
        int start = in.at();
        do {
            in.name(what);
        } while (in.takeHere("."));
        return new Rule.Name(in.since(start), start);
    }
}
