package io.crosswalk.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over one text. Each public method reads the whole text or fails with the place and the reason. The
 * grammar stands in docs/reference/mapping.md.
 */
public final class Parser {

    private static final Set<String> RULE_WORDS =
            Set.of("as", "via", "when", "else", "unmapped", "or", "and", "not", "in", "into", "with", "to", "write");

    private final String text;
    private int at;

    private Parser(String text) {
        this.text = text;
    }

    /** {@code candidate else candidate}. */
    public static Rule rule(String text) {
        Parser parser = new Parser(text);
        Rule rule = parser.readRule();
        parser.end("'else', 'when', 'as' or 'via'");
        return rule;
    }

    public static Condition condition(String text) {
        Parser parser = new Parser(text);
        Condition condition = parser.readOr();
        parser.end("'and' or 'or'");
        return condition;
    }

    /** What a {@code let} names: a path, call or constant. Fails when it is a condition. */
    public static Expression expression(String text) {
        Parser parser = new Parser(text);
        Expression expression = parser.readSource();
        parser.end("the end");
        return expression;
    }

    /** One alternative of an identity: parts joined by {@code +}. */
    public static List<Expression> key(String text) {
        Parser parser = new Parser(text);
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(parser.readKeyPart());
        } while (parser.takeSign('+'));
        parser.end("'+'");
        return List.copyOf(parts);
    }

    /** The name of a map as rules can write it: {@code PID[Patient]}. */
    public static Rule.Name mapName(String text) {
        Parser parser = new Parser(text);
        Rule.Name name = parser.readMapName("the name of a map, as in PID[Patient],");
        parser.end("the end");
        return name;
    }

    /** Whether a text can name a product. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isNamePart((char) c));
    }

    public static Target target(String text) {
        Parser parser = new Parser(text);
        Target target = parser.readTarget();
        parser.end("'.' or '->'");
        return target;
    }

    public static MakeItem make(String text) {
        Parser parser = new Parser(text);
        MakeItem item = parser.readMake();
        parser.end("'into', 'when', 'with', 'to' or 'write'");
        return item;
    }

    // ---- rules

    private Rule readRule() {
        List<Rule.Candidate> candidates = new ArrayList<>();
        boolean orAbsent = false;
        if (takeWord("absent")) {
            return new Rule(candidates, true);
        }
        do {
            candidates.add(readCandidate());
            if (takeOrAbsent()) {
                orAbsent = true;
                break;
            }
        } while (takeWord("else"));
        return new Rule(candidates, orAbsent);
    }

    private boolean takeOrAbsent() {
        int start = at;
        if (takeWord("or") && takeWord("absent")) {
            return true;
        }
        at = start;
        return false;
    }

    private Rule.Candidate readCandidate() {
        skipBlanks();
        int start = at;
        if (takeWord("drop")) {
            Condition when = takeWord("when") ? readOr() : null;
            return new Rule.Candidate(null, null, null, Rule.Unmapped.DEFAULT, when, start);
        }
        Expression source = readSource();
        Rule.Name as = takeWord("as") ? readMapName("a map or a FHIR primitive after 'as'") : null;
        Rule.Name via = null;
        Rule.Unmapped unmapped = Rule.Unmapped.DEFAULT;
        if (takeWord("via")) {
            via = readMapName("a code map after 'via'");
            if (takeWord("unmapped")) {
                unmapped = readPolicy();
            }
        }
        Condition when = takeWord("when") ? readOr() : null;
        return new Rule.Candidate(source, as, via, unmapped, when, start);
    }

    private Rule.Unmapped readPolicy() {
        skipBlanks();
        int start = at;
        String word = readWord();
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

    private Rule.Name readMapName(String what) {
        skipBlanks();
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw expected(what);
        }
        if (at < text.length() && text.charAt(at) == '[') {
            int close = text.indexOf(']', at);
            if (close < 0) {
                throw new ExpressionException(at, "'[' is never closed");
            }
            at = close + 1;
        }
        return new Rule.Name(text.substring(start, at), start);
    }

    // ---- sources

    private Expression readSource() {
        skipBlanks();
        int start = at;
        if (takeWord("const")) {
            return new Expression.Constant(readLiteral(), start);
        }
        return readOperand();
    }

    /** A path, a call, a let name: what may stand in a condition or as an argument too. */
    private Expression readOperand() {
        skipBlanks();
        int start = at;
        if (at == text.length()) {
            throw expected("a source");
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            throw new ExpressionException(at, "a text alone is no source; write const \"...\"");
        }
        if (c == '$') {
            at++;
            return new Expression.Let(readName("a name after '$'"), start);
        }
        int wordEnd = at;
        while (wordEnd < text.length() && isNamePart(text.charAt(wordEnd))) {
            wordEnd++;
        }
        if (wordEnd > at && wordEnd < text.length() && text.charAt(wordEnd) == '(') {
            String name = text.substring(at, wordEnd);
            at = wordEnd;
            return new Expression.Call(name, readArguments(name), start);
        }
        return readPath();
    }

    private List<Expression> readArguments(String function) {
        int open = at;
        at++;
        List<Expression> arguments = new ArrayList<>();
        skipBlanks();
        if (takeSign(')')) {
            return arguments;
        }
        while (true) {
            boolean codeMap = function.equals("mapped") && arguments.size() == 1;
            arguments.add(codeMap ? readCodeMap() : readArgument());
            if (takeSign(')')) {
                return arguments;
            }
            if (!takeSign(',')) {
                if (at == text.length()) {
                    throw new ExpressionException(open, "'(' is never closed");
                }
                throw expected("',' or ')'");
            }
        }
    }

    private Expression readCodeMap() {
        Rule.Name name = readMapName("a code map");
        return new Expression.Text(name.text(), name.offset());
    }

    private Expression readArgument() {
        skipBlanks();
        int start = at;
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            return new Expression.Text(readQuoted(), start);
        }
        if (at < text.length() && isDigit(text.charAt(at))) {
            while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return new Expression.Text(text.substring(start, at), start);
        }
        return readOperand();
    }

    private Expression.Path readPath() {
        int start = at;
        Condition predicate = null;
        String base = "";
        int restStart = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '[') {
                if (at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                    int close = text.indexOf(']', at);
                    if (close < 0) {
                        throw new ExpressionException(at, "'[' is never closed");
                    }
                    at = close + 1;
                    continue;
                }
                if (predicate != null) {
                    throw new ExpressionException(at, "a path has one predicate");
                }
                int open = at;
                base = text.substring(start, at);
                at++;
                predicate = readOr();
                if (!takeSign(']')) {
                    throw new ExpressionException(open, "'[' is never closed");
                }
                restStart = at;
            } else if (isPathPart(c)) {
                at++;
            } else {
                break;
            }
        }
        if (at == start) {
            throw expected("a source");
        }
        String whole = text.substring(start, at);
        if (RULE_WORDS.contains(whole)) {
            at = start;
            throw new ExpressionException(start, "a source is missing before '" + whole + "'");
        }
        return predicate == null
                ? new Expression.Path(whole, null, "", start)
                : new Expression.Path(base, predicate, text.substring(restStart, at), start);
    }

    private Expression readKeyPart() {
        skipBlanks();
        int start = at;
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            return new Expression.Text(readQuoted(), start);
        }
        Expression operand = readOperand();
        if (operand instanceof Expression.Path path
                && path.isPlain()
                && path.base().endsWith(".id")
                && Character.isLowerCase(path.base().charAt(0))) {
            return new Expression.ProductId(path.base().substring(0, path.base().length() - 3), start);
        }
        return operand;
    }

    private Literal readLiteral() {
        skipBlanks();
        if (at == text.length()) {
            throw expected("a value after 'const'");
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return new Literal("", readQuoted(), "", true);
        }
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != '"' && text.charAt(at) != ',') {
            at++;
        }
        String word = text.substring(start, at);
        int hash = word.lastIndexOf('#');
        skipBlanks();
        String display = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'') ? readQuoted() : "";
        if (hash == 0 || hash == word.length() - 1) {
            throw new ExpressionException(start, "'" + word + "' is no code; write system#code");
        }
        return hash < 0
                ? new Literal("", word, display, false)
                : new Literal(word.substring(0, hash), word.substring(hash + 1), display, false);
    }

    // ---- conditions: not > and > or

    private Condition readOr() {
        skipBlanks();
        int start = at;
        List<Condition> parts = new ArrayList<>();
        parts.add(readAnd());
        while (!orAbsentFollows() && takeWord("or")) {
            parts.add(readAnd());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts, start);
    }

    private boolean orAbsentFollows() {
        int start = at;
        boolean follows = takeOrAbsent();
        at = start;
        return follows;
    }

    private Condition readAnd() {
        skipBlanks();
        int start = at;
        List<Condition> parts = new ArrayList<>();
        parts.add(readNot());
        while (takeWord("and")) {
            parts.add(readNot());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.And(parts, start);
    }

    private Condition readNot() {
        skipBlanks();
        int start = at;
        return takeWord("not") ? new Condition.Not(readNot(), start) : readAtom();
    }

    private Condition readAtom() {
        skipBlanks();
        int start = at;
        if (takeSign('(')) {
            Condition inner = readOr();
            if (!takeSign(')')) {
                throw new ExpressionException(start, "'(' is never closed");
            }
            return inner;
        }
        if (takeWord("otherwise")) {
            return new Condition.Otherwise(start);
        }
        Expression left = readOperand();
        Condition.Operator operator = takeOperator();
        if (operator != null) {
            return new Condition.Compare(left, operator, readValue(), start);
        }
        int before = at;
        boolean negated = takeWord("not");
        if (takeWord("in")) {
            return new Condition.In(left, negated, readValues(), start);
        }
        at = before;
        return atom(left, start);
    }

    /** What is left of an operand without an operator. */
    private static Condition atom(Expression left, int start) {
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
        skipBlanks();
        if (at == text.length()) {
            return null;
        }
        boolean equals = at + 1 < text.length() && text.charAt(at + 1) == '=';
        Condition.Operator operator =
                switch (text.charAt(at)) {
                    case '=' -> Condition.Operator.EQUAL;
                    case '!' -> equals ? Condition.Operator.DIFFERENT : null;
                    case '<' -> equals ? Condition.Operator.AT_MOST : Condition.Operator.LESS;
                    case '>' -> equals ? Condition.Operator.AT_LEAST : Condition.Operator.MORE;
                    default -> null;
                };
        if (operator == Condition.Operator.EQUAL && equals) {
            throw new ExpressionException(at, "equality is one '='");
        }
        if (operator != null) {
            at += operator.sign().length();
        }
        return operator;
    }

    private List<String> readValues() {
        int open = at;
        if (!takeSign('(')) {
            throw expected("'(' after 'in'");
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(readValue());
        } while (takeSign(','));
        if (!takeSign(')')) {
            if (at == text.length()) {
                throw new ExpressionException(open, "'(' is never closed");
            }
            throw expected("',' or ')'");
        }
        return values;
    }

    private String readValue() {
        skipBlanks();
        if (at == text.length()) {
            throw expected("a value");
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return readQuoted();
        }
        int start = at;
        while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at == start) {
            throw expected("a value");
        }
        return text.substring(start, at);
    }

    // ---- targets

    private Target readTarget() {
        List<Target.Step> steps = new ArrayList<>();
        do {
            steps.add(readStep());
        } while (takeStepEnd());
        return new Target(steps);
    }

    private boolean takeStepEnd() {
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            return true;
        }
        return false;
    }

    private Target.Step readStep() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '$') {
            at++;
        }
        while (at < text.length() && isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.isEmpty() || name.equals("$")) {
            throw expected("an element");
        }
        boolean choice = text.startsWith("[x]", at);
        if (choice) {
            at += 3;
        }
        String url = "";
        if (at < text.length() && text.charAt(at) == '(') {
            int close = text.indexOf(')', at);
            if (close < 0) {
                throw new ExpressionException(at, "'(' is never closed");
            }
            url = text.substring(at + 1, close).strip();
            if (url.isEmpty()) {
                throw new ExpressionException(at, "the name of an extension is missing");
            }
            at = close + 1;
        }
        Target.LabelKind kind = Target.LabelKind.NONE;
        String label = "";
        if (at < text.length() && text.charAt(at) == '[') {
            int close = text.indexOf(']', at);
            if (close < 0) {
                throw new ExpressionException(at, "'[' is never closed");
            }
            label = text.substring(at + 1, close).strip();
            kind = labelKind(label, at + 1);
            at = close + 1;
        }
        String resource = "";
        if (text.startsWith("->", at)) {
            at += 2;
            int typeStart = at;
            while (at < text.length() && isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            resource = text.substring(typeStart, at);
            if (resource.isEmpty()) {
                throw expected("a resource type after '->'");
            }
        }
        return new Target.Step(name, choice, url, kind, label, resource, start);
    }

    private static Target.LabelKind labelKind(String label, int offset) {
        if (label.isEmpty()) {
            return Target.LabelKind.EACH;
        }
        boolean number = true;
        for (int i = 0; i < label.length(); i++) {
            number &= isDigit(label.charAt(i));
            if (!isNamePart(label.charAt(i))) {
                throw new ExpressionException(offset, "a label is a number or a name, not '" + label + "'");
            }
        }
        return number ? Target.LabelKind.NUMBER : Target.LabelKind.NAME;
    }

    // ---- message items

    private MakeItem readMake() {
        Rule.Name product = null;
        skipBlanks();
        int start = at;
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end > at && end < text.length() && text.charAt(end) == ':') {
            product = new Rule.Name(text.substring(start, end), start);
            at = end + 1;
        }
        List<Rule.Name> maps = new ArrayList<>();
        do {
            maps.add(readMapName("a map"));
        } while (takeSign('+'));
        List<Rule.Name> into = new ArrayList<>();
        Condition when = null;
        List<MakeItem.With> with = new ArrayList<>();
        List<MakeItem.To> to = new ArrayList<>();
        Rule.Name write = null;
        while (true) {
            if (takeWord("into")) {
                do {
                    into.add(readProduct());
                } while (takeSign('|'));
            } else if (takeWord("when")) {
                when = readOr();
            } else if (takeWord("with")) {
                do {
                    with.add(readWith());
                } while (takeSign(','));
            } else if (takeWord("to")) {
                do {
                    to.add(readTo());
                } while (takeSign(','));
            } else if (takeWord("write")) {
                write = readProduct();
            } else {
                return new MakeItem(product, maps, into, when, with, to, write);
            }
        }
    }

    private Rule.Name readProduct() {
        skipBlanks();
        int start = at;
        return new Rule.Name(readName("the name of a product"), start);
    }

    private MakeItem.With readWith() {
        skipBlanks();
        int start = at;
        Target element = readTarget();
        if (!takeSign('=')) {
            throw expected("'='");
        }
        if (takeWord("const")) {
            return new MakeItem.With(element, null, readLiteral(), start);
        }
        return new MakeItem.With(element, readProduct(), null, start);
    }

    private MakeItem.To readTo() {
        skipBlanks();
        int start = at;
        boolean each = takeWord("each");
        Rule.Name product = readProduct();
        if (at == text.length() || text.charAt(at) != '.') {
            throw expected("'.' and an element after '" + product.text() + "'");
        }
        at++;
        return new MakeItem.To(product, each, readTarget(), start);
    }

    // ---- characters

    private String readName(String what) {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw expected(what);
        }
        return text.substring(start, at);
    }

    private String readWord() {
        return readName("a word");
    }

    private String readQuoted() {
        int open = at;
        char quote = text.charAt(at);
        int close = text.indexOf(quote, at + 1);
        if (close < 0) {
            throw new ExpressionException(
                    open, "the text opened by " + quote + " is never closed; a ' #' inside it starts a YAML comment");
        }
        at = close + 1;
        return text.substring(open + 1, close);
    }

    private boolean takeWord(String word) {
        skipBlanks();
        int end = at + word.length();
        if (text.startsWith(word, at) && (end == text.length() || !isPathPart(text.charAt(end)))) {
            at = end;
            return true;
        }
        return false;
    }

    private boolean takeSign(char sign) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == sign) {
            at++;
            return true;
        }
        return false;
    }

    private void end(String alternatives) {
        skipBlanks();
        if (at < text.length()) {
            int end = at;
            while (end < text.length() && !isBlank(text.charAt(end))) {
                end++;
            }
            String rest = text.substring(at, end);
            throw new ExpressionException(
                    at,
                    "'" + rest + "' is not expected here; what may follow is " + alternatives,
                    Nearest.of(rest, RULE_WORDS));
        }
    }

    private ExpressionException expected(String what) {
        if (at >= text.length()) {
            return new ExpressionException(text.length(), what + " is missing at the end");
        }
        return new ExpressionException(at, what + " is expected here, not '" + text.charAt(at) + "'");
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetterOrDigit(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isNamePart(char c) {
        return isLetterOrDigit(c) || c == '-' || c == '_';
    }

    private static boolean isPathPart(char c) {
        return isNamePart(c) || c == '.' || c == '/' || c == '^';
    }
}
