package io.crosswalk.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item of {@code make:} in a message file. */
final class MakeGrammar {

    private final Cursor in;
    private final SourceGrammar sources;
    private final TargetGrammar targets;

    MakeGrammar(Cursor in) {
        this.in = in;
        this.sources = new SourceGrammar(in);
        this.targets = new TargetGrammar(in);
    }

    MakeItem item() {
        Rule.Name product = named();
        List<Rule.Name> maps = new ArrayList<>();
        do {
            maps.add(SourceGrammar.mapName(in, "a map"));
        } while (in.takeSign('+'));
        List<Rule.Name> into = new ArrayList<>();
        Condition when = null;
        List<MakeItem.With> with = new ArrayList<>();
        List<MakeItem.To> to = new ArrayList<>();
        Rule.Name given = null;
        Rule.Name unless = null;
        Rule.Name survivor = null;
        Rule.Name write = null;
        while (true) {
            if (in.takeWord("into")) {
                do {
                    into.add(product());
                } while (in.takeSign('|'));
            } else if (in.takeWord("when")) {
                when = sources.condition();
            } else if (in.takeWord("with")) {
                do {
                    with.add(with());
                } while (in.takeSign(','));
            } else if (in.takeWord("to")) {
                do {
                    to.add(to());
                } while (in.takeSign(','));
            } else if (in.takeWord("given")) {
                given = product();
            } else if (in.takeWord("unless")) {
                unless = product();
            } else if (in.takeWord("replaced")) {
                if (!in.takeWord("by")) {
                    throw in.expected("'by' and the product that takes its place");
                }
                survivor = product();
            } else if (in.takeWord("write")) {
                write = product();
            } else {
                return new MakeItem(product, maps, into, when, with, to, given, unless, survivor, write);
            }
        }
    }

    /** The name in front of a colon; null when there is none, and then nothing is taken. */
    private Rule.@Nullable Name named() {
        in.skipBlanks();
        int start = in.at();
        in.skipName();
        if (in.at() > start && in.next() == ':') {
            Rule.Name name = new Rule.Name(in.since(start), start);
            in.skip(1);
            return name;
        }
        in.backTo(start);
        return null;
    }

    private Rule.Name product() {
        in.skipBlanks();
        int start = in.at();
        return new Rule.Name(in.name("the name of a product"), start);
    }

    private MakeItem.With with() {
        in.skipBlanks();
        int start = in.at();
        Target element = targets.target();
        if (!in.takeSign('=')) {
            throw in.expected("'='");
        }
        return in.takeWord("const")
                ? new MakeItem.With(element, null, sources.literal(), start)
                : new MakeItem.With(element, product(), null, start);
    }

    private MakeItem.To to() {
        in.skipBlanks();
        int start = in.at();
        boolean each = in.takeWord("each");
        Rule.Name product = product();
        if (!in.takeHere(".")) {
            throw in.expected("'.' and an element after '" + product.text() + "'");
        }
        return new MakeItem.To(product, each, targets.target(), start);
    }
}
