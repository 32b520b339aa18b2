package io.crosswalk.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from, and under which condition: paths, calls, constants and what compares them. One class, because a
 * path may hold a condition and a condition holds paths.
 */
final class SourceGrammar {

    private final Cursor in;

    SourceGrammar(Cursor in) {
        this.in = in;
    }

    // ---- sources

    Expression source() {
        in.skipBlanks();
        int start = in.at();
        return in.takeWord("const") ? new Expression.Constant(literal(), start) : operand();
    }

    /** A part of a key: a source without constants, a quoted text, or the id of a product. */
    Expression keyPart() {
        in.skipBlanks();
        int start = in.at();
        if (in.isQuoteNext()) {
            return new Expression.Text(in.quoted(), start);
        }
        Expression operand = operand();
        if (operand instanceof Expression.Path path
                && path.isPlain()
                && path.base().endsWith(".id")
                && Character.isLowerCase(path.base().charAt(0))) {
            return new Expression.ProductId(path.base().substring(0, path.base().length() - 3), start);
        }
        return operand;
    }

    Literal literal() {
        in.skipBlanks();
        if (in.atEnd()) {
            throw in.expected("a value after 'const'");
        }
        if (in.isQuoteNext()) {
            return new Literal("", in.quoted(), "", true);
        }
        int start = in.at();
        while (!in.atEnd() && !Cursor.isBlank(in.next()) && in.next() != '"' && in.next() != ',') {
            in.skip(1);
        }
        String word = in.since(start);
        int hash = word.lastIndexOf('#');
        in.skipBlanks();
        String display = in.isQuoteNext() ? in.quoted() : "";
        if (hash == 0 || hash == word.length() - 1) {
            throw new ExpressionException(start, "'" + word + "' is no code; write system#code");
        }
        return hash < 0
                ? new Literal("", word, display, false)
                : new Literal(word.substring(0, hash), word.substring(hash + 1), display, false);
    }

    /** The name of a map, with the target in brackets where it has one. */
    static Rule.Name mapName(Cursor in, String what) {
        in.skipBlanks();
        int start = in.at();
        in.name(what);
        if (in.next() == '[') {
            in.bracketed(']');
        }
        return new Rule.Name(in.since(start), start);
    }

    /** A path, a call, a let name: what may stand in a condition or as an argument too. */
    private Expression operand() {
        in.skipBlanks();
        int start = in.at();
        if (in.atEnd()) {
            throw in.expected("a source");
        }
        if (in.isQuoteNext()) {
            throw new ExpressionException(start, "a text alone is no source; write const \"...\"");
        }
        if (in.takeHere("$")) {
            String name = in.name("a name after '$'");
            if (in.style() == PathStyle.NAMES && in.next() == '/') {
                return steps(start);
            }
            return new Expression.Let(name, start);
        }
        in.skipName();
        if (in.at() > start && in.next() == '(') {
            String function = in.since(start);
            return new Expression.Call(function, arguments(function), start);
        }
        in.backTo(start);
        return path();
    }

    private List<Expression> arguments(String function) {
        int open = in.at();
        in.skip(1);
        List<Expression> arguments = new ArrayList<>();
        if (in.takeSign(')')) {
            return arguments;
        }
        while (true) {
            boolean codeMap = function.equals("mapped") && arguments.size() == 1;
            arguments.add(codeMap ? codeMap() : argument());
            if (in.takeSign(')')) {
                return arguments;
            }
            if (!in.takeSign(',')) {
                throw unclosed(open);
            }
        }
    }

    private Expression codeMap() {
        Rule.Name name = mapName(in, "a code map");
        return new Expression.Text(name.text(), name.offset());
    }

    private Expression argument() {
        in.skipBlanks();
        int start = in.at();
        if (in.isQuoteNext()) {
            return new Expression.Text(in.quoted(), start);
        }
        if (Cursor.isDigit(in.next())) {
            while (Cursor.isDigit(in.next()) || in.next() == '.') {
                in.skip(1);
            }
            return new Expression.Text(in.since(start), start);
        }
        return operand();
    }

    /** A path by names, whose brackets are the source's own matter. */
    private Expression.Path steps(int start) {
        while (true) {
            if (in.next() == '[' && in.at() > start) {
                in.skipBracketed();
            } else if (Cursor.isPathPart(in.next()) || in.next() == ':') {
                in.skip(1);
            } else {
                break;
            }
        }
        return path(start, "", null, start);
    }

    private Expression.Path path() {
        int start = in.at();
        if (in.style() == PathStyle.NAMES) {
            return steps(start);
        }
        Condition predicate = null;
        String base = "";
        int restStart = start;
        while (true) {
            if (in.next() == '[' && Cursor.isDigit(in.next(1))) {
                in.bracketed(']');
            } else if (in.next() == '[') {
                if (predicate != null) {
                    throw new ExpressionException(in.at(), "a path has one predicate");
                }
                base = in.since(start);
                predicate = predicate();
                restStart = in.at();
            } else if (Cursor.isPathPart(in.next())) {
                in.skip(1);
            } else {
                break;
            }
        }
        return path(start, base, predicate, restStart);
    }

    private Expression.Path path(int start, String base, @Nullable Condition predicate, int restStart) {
        if (in.at() == start) {
            throw in.expected("a source");
        }
        String whole = in.since(start);
        if (Cursor.RULE_WORDS.contains(whole) && !isNamed(whole)) {
            throw new ExpressionException(start, "a source is missing before '" + whole + "'");
        }
        return predicate == null
                ? new Expression.Path(whole, null, "", start)
                : new Expression.Path(base, predicate, in.since(restStart), start);
    }

    /** CDA calls a part of a name {@code given}. */
    private boolean isNamed(String word) {
        return in.style() == PathStyle.NAMES && word.equals("given");
    }

    private Condition predicate() {
        int open = in.at();
        in.skip(1);
        Condition predicate = condition();
        if (!in.takeSign(']')) {
            throw new ExpressionException(open, "'[' is never closed");
        }
        return predicate;
    }

    // ---- conditions: not > and > or

    Condition condition() {
        in.skipBlanks();
        int start = in.at();
        List<Condition> parts = new ArrayList<>();
        parts.add(and());
        while (!orAbsentFollows() && in.takeWord("or")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts, start);
    }

    /** {@code or absent} ends a rule; its "or" is none of a condition. */
    boolean takeOrAbsent() {
        int start = in.at();
        if (in.takeWord("or") && in.takeWord("absent")) {
            return true;
        }
        in.backTo(start);
        return false;
    }

    private boolean orAbsentFollows() {
        int start = in.at();
        boolean follows = takeOrAbsent();
        in.backTo(start);
        return follows;
    }

    private Condition and() {
        in.skipBlanks();
        int start = in.at();
        List<Condition> parts = new ArrayList<>();
        parts.add(not());
        while (in.takeWord("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.And(parts, start);
    }

    private Condition not() {
        in.skipBlanks();
        int start = in.at();
        return in.takeWord("not") ? new Condition.Not(not(), start) : atom();
    }

    private Condition atom() {
        in.skipBlanks();
        int start = in.at();
        if (in.takeSign('(')) {
            Condition inner = condition();
            if (!in.takeSign(')')) {
                throw new ExpressionException(start, "'(' is never closed");
            }
            return inner;
        }
        if (in.takeWord("otherwise")) {
            return new Condition.Otherwise(start);
        }
        Expression left = operand();
        Condition.Operator operator = takeOperator();
        if (operator != null) {
            return compared(left, operator, start);
        }
        int before = in.at();
        boolean negated = in.takeWord("not");
        if (in.takeWord("in")) {
            return new Condition.In(left, negated, values(), start);
        }
        in.backTo(before);
        return alone(left, start);
    }

    private Condition compared(Expression left, Condition.Operator operator, int start) {
        int before = in.at();
        boolean equality = operator == Condition.Operator.EQUAL || operator == Condition.Operator.DIFFERENT;
        if (!equality || !placeFollows()) {
            in.backTo(before);
            return new Condition.Compare(left, operator, value(), start);
        }
        return new Condition.Same(left, operator == Condition.Operator.DIFFERENT, operand(), start);
    }

    /** {@code ORC-2.1} or {@code .1} and no value: values are quoted, or names in lower case, or numbers. */
    private boolean placeFollows() {
        in.skipBlanks();
        if (in.style() == PathStyle.NAMES) {
            return in.next() == '$' || in.next() == '/' || in.next() == '^' || in.next() == '.';
        }
        if (in.next() == '.') {
            return true;
        }
        int length = 0;
        while (Character.isUpperCase(in.next(length)) || Character.isDigit(in.next(length)) && length > 0) {
            length++;
        }
        return length > 0
                && (in.next(length) == '-' || in.next(length) == '.')
                && Character.isDigit(in.next(length + 1));
    }

    /** What an operand without an operator is. */
    private static Condition alone(Expression left, int start) {
        if (left instanceof Expression.Call call) {
            return new Condition.Test(call.function(), call.arguments(), start);
        }
        if (left instanceof Expression.Let let) {
            return new Condition.Let(let.name(), start);
        }
        if (left instanceof Expression.Path path) {
            throw new ExpressionException(
                    start,
                    "a path alone is no condition; write valued(" + path.base() + ") or compare it with a value");
        }
        throw new ExpressionException(start, "this is no condition");
    }

    private Condition.@Nullable Operator takeOperator() {
        in.skipBlanks();
        boolean equals = in.next(1) == '=';
        Condition.Operator operator =
                switch (in.next()) {
                    case '=' -> Condition.Operator.EQUAL;
                    case '!' -> equals ? Condition.Operator.DIFFERENT : null;
                    case '<' -> equals ? Condition.Operator.AT_MOST : Condition.Operator.LESS;
                    case '>' -> equals ? Condition.Operator.AT_LEAST : Condition.Operator.MORE;
                    default -> null;
                };
        if (operator == Condition.Operator.EQUAL && equals) {
            throw new ExpressionException(in.at(), "equality is one '='");
        }
        if (operator != null) {
            in.skip(operator.sign().length());
        }
        return operator;
    }

    List<String> values() {
        int open = in.at();
        if (!in.takeSign('(')) {
            throw in.expected("'(' after 'in'");
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(value());
        } while (in.takeSign(','));
        if (!in.takeSign(')')) {
            throw unclosed(open);
        }
        return values;
    }

    private ExpressionException unclosed(int open) {
        return in.atEnd() ? new ExpressionException(open, "'(' is never closed") : in.expected("',' or ')'");
    }

    String value() {
        in.skipBlanks();
        if (in.isQuoteNext()) {
            return in.quoted();
        }
        int start = in.at();
        while (Cursor.isNamePart(in.next()) || in.next() == '.') {
            in.skip(1);
        }
        if (in.at() == start) {
            throw in.expected("a value");
        }
        return in.since(start);
    }
}
