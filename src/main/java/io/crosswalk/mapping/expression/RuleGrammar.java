package io.crosswalk.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The right side of a rule: candidates, each a source with what is done to it. */
final class RuleGrammar {

    private final Cursor in;
    private final SourceGrammar sources;

    RuleGrammar(Cursor in) {
        this.in = in;
        this.sources = new SourceGrammar(in);
    }

    Rule rule() {
        List<Rule.Candidate> candidates = new ArrayList<>();
        if (in.takeWord("absent")) {
            return new Rule(candidates, true);
        }
        do {
            candidates.add(candidate());
            if (sources.takeOrAbsent()) {
                return new Rule(candidates, true);
            }
        } while (in.takeWord("else"));
        return new Rule(candidates, false);
    }

    private Rule.Candidate candidate() {
        in.skipBlanks();
        int start = in.at();
        if (in.takeWord("drop")) {
            return new Rule.Candidate(null, null, null, Rule.Unmapped.DEFAULT, when(), start);
        }
        Expression source = sources.source();
        Rule.Name as = in.takeWord("as") ? SourceGrammar.mapName(in, "a map or a FHIR primitive after 'as'") : null;
        Rule.Name via = null;
        Rule.Unmapped unmapped = Rule.Unmapped.DEFAULT;
        if (in.takeWord("via")) {
            via = SourceGrammar.mapName(in, "a code map after 'via'");
            if (in.takeWord("unmapped")) {
                unmapped = policy();
            }
        }
        return new Rule.Candidate(source, as, via, unmapped, when(), start);
    }

    private @Nullable Condition when() {
        return in.takeWord("when") ? sources.condition() : null;
    }

    private Rule.Unmapped policy() {
        in.skipBlanks();
        int start = in.at();
        String word = in.name("a word");
        return switch (word) {
            case "keep" -> Rule.Unmapped.KEEP;
            case "text" -> Rule.Unmapped.TEXT;
            case "drop" -> Rule.Unmapped.DROP;
            case "error" -> Rule.Unmapped.ERROR;
            default ->
                throw new ExpressionException(
                        start,
                        "'unmapped' wants keep, text, drop or error, not '" + word + "'",
                        Nearest.of(word, List.of("keep", "text", "drop", "error")));
        };
    }
}
