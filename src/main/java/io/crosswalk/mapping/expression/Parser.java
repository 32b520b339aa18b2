package io.crosswalk.mapping.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Recursive descent over one text. Each method reads the whole text or fails with the place and the reason. The grammar
 * stands in docs/reference/mapping.md; each part of it has a class of its own.
 */
public final class Parser {

    private Parser() {}

    /** {@code candidate else candidate}. */
    public static Rule rule(String text) {
        return rule(text, PathStyle.POSITIONS);
    }

    public static Rule rule(String text, PathStyle style) {
        Cursor in = new Cursor(text, style);
        Rule rule = new RuleGrammar(in).rule();
        in.end("'else', 'when', 'as' or 'via'");
        return rule;
    }

    public static Condition condition(String text) {
        return condition(text, PathStyle.POSITIONS);
    }

    public static Condition condition(String text, PathStyle style) {
        Cursor in = new Cursor(text, style);
        Condition condition = new SourceGrammar(in).condition();
        in.end("'and' or 'or'");
        return condition;
    }

    /** What a {@code let} names: a path, call or constant. Fails when it is a condition. */
    public static Expression expression(String text) {
        return expression(text, PathStyle.POSITIONS);
    }

    public static Expression expression(String text, PathStyle style) {
        Cursor in = new Cursor(text, style);
        Expression expression = new SourceGrammar(in).source();
        in.end("the end");
        return expression;
    }

    /** One alternative of an identity: parts joined by {@code +}. */
    public static List<Expression> key(String text) {
        return key(text, PathStyle.POSITIONS);
    }

    public static List<Expression> key(String text, PathStyle style) {
        Cursor in = new Cursor(text, style);
        SourceGrammar sources = new SourceGrammar(in);
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(sources.keyPart());
        } while (in.takeSign('+'));
        in.end("'+'");
        return List.copyOf(parts);
    }

    /** The name of a map as rules can write it: {@code PID[Patient]}. */
    public static Rule.Name mapName(String text) {
        Cursor in = new Cursor(text);
        Rule.Name name = SourceGrammar.mapName(in, "the name of a map, as in PID[Patient],");
        in.end("the end");
        return name;
    }

    /** Whether a text can name a product. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> Cursor.isNamePart((char) c));
    }

    public static Target target(String text) {
        Cursor in = new Cursor(text);
        Target target = new TargetGrammar(in).target();
        in.end("'.' or '->'");
        return target;
    }

    public static MakeItem make(String text) {
        return make(text, PathStyle.POSITIONS);
    }

    public static MakeItem make(String text, PathStyle style) {
        Cursor in = new Cursor(text, style);
        MakeItem item = new MakeGrammar(in).item();
        in.end("'into', 'when', 'with', 'to' or 'write'");
        return item;
    }

    /** A line of {@code take:}: shared parts and the place they are taken at. */
    public static TakeItem take(String text) {
        Cursor in = new Cursor(text);
        TakeItem item = new TakeGrammar(in).take();
        in.end("',', 'in' or 'without'");
        return item;
    }

    /** A key of {@code make:}: one place, or several with commas. */
    public static List<Rule.Name> places(String text) {
        Cursor in = new Cursor(text);
        List<Rule.Name> places = new TakeGrammar(in).places();
        in.end("','");
        return places;
    }

    /** A line of {@code for:} in an overlay. */
    public static SiteCondition site(String text) {
        return site(text, PathStyle.POSITIONS);
    }

    public static SiteCondition site(String text, PathStyle style) {
        Cursor in = new Cursor(text, style);
        SiteCondition condition = new SiteGrammar(in).condition();
        in.end("'and'");
        return condition;
    }
}
