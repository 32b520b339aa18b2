package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.mapping.expression.Rule;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The texts of the mapping language as regular expressions, for editors. A regular expression cannot count brackets, so it
 * takes more than the parser does; it must never take less. It speaks the common part of Java's and JavaScript's
 * expressions, and each text has one way to be read, so that no text can make an editor wait.
 */
final class SchemaPatterns {

    private static final String BLANK = "[ \\t\\n]";
    private static final String BLANKS = BLANK + "*";
    private static final String GAP = BLANK + "+";
    private static final String NAME = "[A-Za-z0-9_-]+(?![A-Za-z0-9_-])";
    /** What goes on with a word: the parser ends a word in front of anything else. */
    private static final String WORD_ENDS = "(?![A-Za-z0-9_./^-])";

    private static final String PLACE = "[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*(?![A-Za-z0-9_.-])";
    private static final String PLACE_OR_NAME = "(?:" + PLACE + "|" + NAME + ")";

    private static final String QUOTED = "(?:\"[^\"]*\"|'[^']*')";
    private static final String MAP_NAME = NAME + "(?:\\[[^\\]]*\\])?";
    private static final String LET = "\\$" + NAME;

    private static final String FIELD = "[A-Z][A-Z0-9]{2}-[0-9]{1,3}(?:\\[[0-9]{1,5}\\])?(?:\\.[0-9]{1,3}){0,2}";
    private static final String COMPONENT = "(?:[A-Z][A-Z0-9_]{1,4})?(?:\\.[0-9]{1,3}){1,2}";
    private static final String WHOLE = "[A-Z][A-Z0-9_]*";
    private static final String POSITIONS = "(?:" + FIELD + "|" + COMPONENT + "|\\.|" + WHOLE + ")";
    /** Steps by name; what stands in a bracket is the matter of the format. */
    private static final String NAMES = "[A-Za-z./^*](?:[A-Za-z0-9_:./^*-]|\\[(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*\\])*";

    private static final String FUNCTION = "(?:" + MadeExpr.NAME + "|" + words(FunctionExprs.ALL.keySet()) + ")(?=\\()";
    private static final String TEST_OR_FUNCTION = "(?:" + MadeExpr.NAME + "|" + words(FunctionExprs.ALL.keySet()) + "|"
            + words(ExprCompiler.TESTS) + ")(?=\\()";

    private static final String CODE = "(?!')(?!#[^# \\t\\n\",]*(?:[ \\t\\n\",]|$))[^ \\t\\n\",]*[^ \\t\\n\",#]";
    private static final String CONSTANT = "const" + WORD_ENDS + BLANKS + "(?:" + QUOTED + "|" + CODE + "(?:" + BLANKS
            + "\"[^\"]*\"|" + GAP + "'[^']*')?)";

    private static final String STEP_TAIL =
            "(?:\\[x\\])?(?:\\([ ]*[^) ][^)]*\\))?(?:\\[[ ]*[A-Za-z0-9_-]*[ ]*\\])?" + "(?:->[A-Za-z0-9]+)?";
    private static final String TARGET = "(?:\\$value" + STEP_TAIL + "|(?:\\$this|[A-Za-z0-9]+)" + STEP_TAIL
            + "(?:\\.[A-Za-z0-9]+" + STEP_TAIL + ")*)";

    private final PathStyle style;
    private final String anyPath;
    private final String pathEnds;
    private final String let;
    private final String condition;
    private final String call;
    private final String predicate;

    SchemaPatterns(PathStyle style) {
        boolean names = style == PathStyle.NAMES;
        this.style = style;
        this.anyPath = names ? NAMES : POSITIONS;
        this.pathEnds = names ? "(?![A-Za-z0-9_./^*:\\[-])" : "(?![A-Za-z0-9_./^\\[-])";
        this.let = names ? LET + "(?:/" + NAMES + ")?" : LET;
        this.condition = condition();
        this.call = FUNCTION + "\\((?:" + condition + ")?\\)";
        this.predicate = names ? "" : "\\[" + condition + "\\](?:" + COMPONENT + ")?";
    }

    /** The left side of a rule. */
    static String target() {
        return whole(TARGET + BLANKS);
    }

    /** The right side of a rule. */
    String rule() {
        String as = "(?:" + BLANKS + "as" + GAP + MAP_NAME + ")?";
        String unmapped = "(?:" + BLANKS + "unmapped" + GAP + "(?:" + policies() + ")(?![A-Za-z0-9_-]))?";
        String via = "(?:" + BLANKS + "via" + GAP + MAP_NAME + unmapped + ")?";
        String when = "(?:" + BLANKS + "when" + WORD_ENDS + condition + ")?";
        String path = style == PathStyle.NAMES
                ? anyPath + pathEnds
                : "(?:" + FIELD + pathEnds + "|" + COMPONENT + pathEnds + "|\\." + pathEnds + "|" + WHOLE + pathEnds
                        + "(?=" + GAP + "as" + WORD_ENDS + ")|" + anyPath + predicate + pathEnds + ")";
        String source = "(?:" + CONSTANT + "|" + call + "|" + let + "|" + path + ")";
        String candidate = "(?:drop" + WORD_ENDS + when + "|" + source + as + via + when + ")";
        String more = "(?:" + BLANKS + "else" + WORD_ENDS + BLANKS + candidate + ")*";
        String orAbsent = "(?:" + BLANKS + "or" + GAP + "absent" + WORD_ENDS + ")?";
        return whole(BLANKS + "(?:absent" + WORD_ENDS + "|" + candidate + more + orAbsent + ")" + BLANKS);
    }

    /** One alternative of an identity. */
    String key() {
        String path = anyPath + "(?:" + predicate + ")?" + pathEnds;
        String product = "[a-z][A-Za-z0-9_-]*\\.id" + pathEnds;
        String part = "(?:" + QUOTED + "|" + call + "|" + let + "|" + product + "|" + path + ")";
        return whole(BLANKS + part + "(?:" + BLANKS + "\\+" + BLANKS + part + ")*" + BLANKS);
    }

    /** A path without a condition, as {@code ignore:} wants it. */
    String path() {
        return whole(anyPath);
    }

    static String mapName() {
        return whole(MAP_NAME);
    }

    static String name() {
        return whole(NAME);
    }

    /** An item of {@code make:}, with the name of its product. */
    String item() {
        return whole(BLANKS + "(?:" + NAME + ":)?" + making());
    }

    /** What stands behind the name of a product when YAML takes it for a key. */
    String namedItem() {
        return whole(making());
    }

    private String making() {
        String into = "into" + GAP + NAME + "(?:" + BLANKS + "\\|" + BLANKS + NAME + ")*";
        String when = "when" + WORD_ENDS + condition;
        String link = TARGET + BLANKS + "=" + BLANKS + "(?:" + CONSTANT + "|" + NAME + ")";
        String with = "with" + GAP + link + "(?:" + BLANKS + "," + BLANKS + link + ")*";
        String place = "(?:each" + GAP + ")?" + NAME + "\\." + TARGET;
        String to = "to" + GAP + place + "(?:" + BLANKS + "," + BLANKS + place + ")*";
        String write = "(?:given|unless|replaced" + GAP + "by|write)" + GAP + NAME;
        return BLANKS + MAP_NAME + "(?:" + BLANKS + "\\+" + BLANKS + MAP_NAME + ")*(?:" + BLANKS + "(?:" + into + "|"
                + when + "|" + with + "|" + to + "|" + write + "))*" + BLANKS;
    }

    /** Where an item runs: a segment, behind the groups it is in; several with commas. */
    static String places() {
        return whole(BLANKS + PLACE + more(PLACE) + BLANKS);
    }

    /** A line of {@code take:}. */
    static String take() {
        String without = GAP + "without" + GAP + PLACE_OR_NAME + more(PLACE_OR_NAME);
        return whole(BLANKS + NAME + more(NAME) + "(?:" + GAP + "in" + GAP + PLACE + ")?(?:" + without + ")?" + BLANKS);
    }

    /** A line of {@code for:} in an overlay. */
    String site() {
        String value = "(?:" + QUOTED + "|[A-Za-z0-9_.-]+)";
        String values = "in" + BLANKS + "\\(" + BLANKS + value + more(value) + BLANKS + "\\)";
        String term = "(?:channel|" + (style == PathStyle.NAMES ? "custodian" : "MSH-[0-9]{1,3}(?:\\.[0-9]{1,3})?")
                + ")(?![A-Za-z0-9_./^-])" + BLANKS + "(?:=" + BLANKS + value + "|" + values + ")";
        return whole(BLANKS + term + "(?:" + BLANKS + "and" + GAP + term + ")*" + BLANKS);
    }

    private static String more(String pattern) {
        return "(?:" + BLANKS + "," + BLANKS + pattern + ")*";
    }

    /** HL7's abstract message syntax. */
    static String groups() {
        return whole("(?:\\s|[\\[{](?:\\s*[A-Za-z0-9_]+:)?|[<|>\\]}]|[A-Za-z0-9_]{3}(?![A-Za-z0-9_:]))+");
    }

    static String notBlank() {
        return "[^ \\t\\n]";
    }

    /**
     * A condition as a row of words and signs: quotes are closed, functions exist, and no word of the rule around it
     * stands where a path should. What is compared with may be any word.
     */
    private String condition() {
        String operator = "(?:[!<>]=|[<>=])(?!=)";
        // A path by names goes on behind its first word; one by positions may look like a value.
        String value = style == PathStyle.NAMES
                ? "[A-Za-z0-9_.-]+(?![A-Za-z0-9_./^*:(\\[-])"
                : "[A-Za-z0-9_.-]+(?:\\[[A-Za-z0-9_.-]+\\][A-Za-z0-9_.-]*)?(?![A-Za-z0-9_.(-])";
        String operand = "(?:" + operator + "|[(,])" + BLANKS + value;
        String sign = "(?:" + operator + "|[(,])(?!" + BLANKS + value + ")";
        String word = "(?:and|not|in|otherwise|or(?!" + GAP + "absent" + WORD_ENDS + "))" + WORD_ENDS;
        String path = anyPath + "(?![A-Za-z0-9_./^(-])";
        return "(?:" + String.join("|", QUOTED, operand, sign, TEST_OR_FUNCTION, word, let, path, "[)\\[\\]]", BLANK)
                + ")+";
    }

    private static String policies() {
        return Arrays.stream(Rule.Unmapped.values())
                .filter(policy -> policy != Rule.Unmapped.DEFAULT)
                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
    }

    private static String words(Iterable<String> words) {
        TreeSet<String> sorted = new TreeSet<>();
        words.forEach(sorted::add);
        return String.join("|", sorted);
    }

    private static String whole(String pattern) {
        return "^" + pattern + "$";
    }
}
