package io.crosswalk.mapping.expression;

import io.crosswalk.mapping.expression.SiteCondition.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code for:} in an overlay: {@code MSH-4.1 = "A" and channel in ("x", "y")}. Nothing but equality, so that the
 * site of a message is found by a look-up, however many sites there are.
 */
final class SiteGrammar {

    private final Cursor in;
    private final SourceGrammar sources;

    SiteGrammar(Cursor in) {
        this.in = in;
        this.sources = new SourceGrammar(in);
    }

    SiteCondition condition() {
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (in.takeWord("and"));
        return new SiteCondition(terms);
    }

    private Term term() {
        in.skipBlanks();
        int start = in.at();
        while (Cursor.isPathPart(in.next())) {
            in.skip(1);
        }
        String place = in.since(start);
        if (!place.equals(SiteCondition.CHANNEL) && !place.matches("MSH-[0-9]{1,3}(\\.[0-9]{1,3})?")) {
            throw new ExpressionException(
                    start,
                    "a site is known by fields of MSH and by 'channel', as in MSH-4.1 = \"A\"; '" + place
                            + "' is neither",
                    Nearest.of(place, List.of(SiteCondition.CHANNEL)));
        }
        if (in.takeWord("in")) {
            return new Term(place, sources.values(), start);
        }
        if (!in.takeSign('=')) {
            throw in.expected("'=' or 'in'");
        }
        return new Term(place, List.of(sources.value()), start);
    }
}
