package io.crosswalk.mapping.expression;

import java.util.Set;

/** One text and how far it has been read; the words and signs that all of the grammar is made of. */
final class Cursor {

    static final Set<String> RULE_WORDS = Set.of(
            "as",
            "via",
            "when",
            "else",
            "unmapped",
            "or",
            "and",
            "not",
            "in",
            "into",
            "with",
            "without",
            "to",
            "given",
            "unless",
            "replaced",
            "write");

    private static final char NOTHING = 0;

    private final String text;
    private final PathStyle style;
    private int at;

    Cursor(String text) {
        this(text, PathStyle.POSITIONS);
    }

    Cursor(String text, PathStyle style) {
        this.text = text;
        this.style = style;
    }

    /** How paths are written in this text. */
    PathStyle style() {
        return style;
    }

    // ---- where it stands

    /** The offset of what comes next. */
    int at() {
        return at;
    }

    void backTo(int offset) {
        at = offset;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** What comes next; a character that no text has at the end. */
    char next() {
        return next(0);
    }

    /** What comes after so many more characters. */
    char next(int further) {
        return at + further < text.length() ? text.charAt(at + further) : NOTHING;
    }

    boolean isNext(String sign) {
        return text.startsWith(sign, at);
    }

    boolean isQuoteNext() {
        return next() == '"' || next() == '\'';
    }

    String since(int start) {
        return text.substring(start, at);
    }

    // ---- taking

    void skip(int characters) {
        at += characters;
    }

    void skipBlanks() {
        while (!atEnd() && isBlank(next())) {
            at++;
        }
    }

    void skipName() {
        while (isNamePart(next())) {
            at++;
        }
    }

    void skipLettersAndDigits() {
        while (isLetterOrDigit(next())) {
            at++;
        }
    }

    /** A word, when nothing that goes on with it stands behind it. */
    boolean takeWord(String word) {
        skipBlanks();
        if (isNext(word) && !isPathPart(next(word.length()))) {
            at += word.length();
            return true;
        }
        return false;
    }

    boolean takeSign(char sign) {
        skipBlanks();
        if (next() == sign) {
            at++;
            return true;
        }
        return false;
    }

    /** Signs that stand right here, without a blank in front. */
    boolean takeHere(String sign) {
        if (isNext(sign)) {
            at += sign.length();
            return true;
        }
        return false;
    }

    String name(String what) {
        int start = at;
        skipName();
        if (at == start) {
            throw expected(what);
        }
        return since(start);
    }

    /** What stands between the quotes that come next. */
    String quoted() {
        int open = at;
        char quote = next();
        int close = text.indexOf(quote, at + 1);
        if (close < 0) {
            throw new ExpressionException(
                    open, "the text opened by " + quote + " is never closed; a ' #' inside it starts a YAML comment");
        }
        at = close + 1;
        return text.substring(open + 1, close);
    }

    /** What stands between the bracket that comes next and the first one that closes it. */
    String bracketed(char closing) {
        int close = text.indexOf(closing, at);
        if (close < 0) {
            throw new ExpressionException(at, "'" + next() + "' is never closed");
        }
        String inside = text.substring(at + 1, close);
        at = close + 1;
        return inside;
    }

    /** Skips the bracket that comes next with all that is inside, brackets and quoted texts included. */
    void skipBracketed() {
        int open = at;
        int depth = 0;
        while (!atEnd()) {
            if (isQuoteNext()) {
                quoted();
                continue;
            }
            depth += next() == '[' ? 1 : next() == ']' ? -1 : 0;
            at++;
            if (depth == 0) {
                return;
            }
        }
        throw new ExpressionException(open, "'[' is never closed");
    }

    // ---- what is wrong

    /** Fails when something is left. */
    void end(String alternatives) {
        skipBlanks();
        if (atEnd()) {
            return;
        }
        int start = at;
        while (!atEnd() && !isBlank(next())) {
            at++;
        }
        String rest = since(start);
        throw new ExpressionException(
                start,
                "'" + rest + "' is not expected here; what may follow is " + alternatives,
                Nearest.of(rest, RULE_WORDS));
    }

    ExpressionException expected(String what) {
        return atEnd()
                ? new ExpressionException(text.length(), what + " is missing at the end")
                : new ExpressionException(at, what + " is expected here, not '" + next() + "'");
    }

    // ---- characters

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isNamePart(char c) {
        return isLetterOrDigit(c) || c == '-' || c == '_';
    }

    static boolean isPathPart(char c) {
        return isNamePart(c) || c == '.' || c == '/' || c == '^';
    }
}
