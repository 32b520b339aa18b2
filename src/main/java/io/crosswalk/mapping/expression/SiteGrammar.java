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
        boolean document = in.style() == PathStyle.NAMES;
        boolean own =
                document ? place.equals(SiteCondition.CUSTODIAN) : place.matches("MSH-[0-9]{1,3}(\\.[0-9]{1,3})?");
        if (!place.equals(SiteCondition.CHANNEL) && !own) {
            throw new ExpressionException(
                    start,
                    (document
                                    ? "documents of a site are known by 'custodian', the id of their custodian, and by 'channel';"
                                            + " '"
                                    : "a site is known by fields of MSH and by 'channel', as in MSH-4.1 = \"A\"; '")
                            + place + "' is neither",
                    Nearest.of(
                            place,
                            document
                                    ? List.of(SiteCondition.CHANNEL, SiteCondition.CUSTODIAN)
                                    : List.of(SiteCondition.CHANNEL)));
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
