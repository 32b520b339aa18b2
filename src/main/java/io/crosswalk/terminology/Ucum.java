package io.crosswalk.terminology;

import java.util.List;
import java.util.Set;

/**
 * Tells whether a text is a UCUM unit (case-sensitive form): the grammar of the Unified Code for Units of Measure, section
 * 2, over its prefixes and atoms. It knows what a unit is, not what it measures.
 */
final class Ucum {

    private static final int LONGEST = 64;
    private static final int DEEPEST = 8;

    private static final List<String> LINES = FactFile.lines("ucum.txt");
    private static final Set<String> PREFIXES = words(0);
    private static final Set<String> METRIC = words(1);
    private static final Set<String> PLAIN = words(2);

    private final String text;
    private int at;
    private int depth;

    private Ucum(String text) {
        this.text = text;
    }

    private static Set<String> words(int line) {
        return Set.of(LINES.get(line).split(" "));
    }

    static boolean isUnit(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        Ucum ucum = new Ucum(text);
        return ucum.mainTerm() && ucum.at == text.length();
    }

    private boolean mainTerm() {
        if (is('/')) {
            at++;
        }
        if (!component()) {
            return false;
        }
        while (is('.') || is('/')) {
            at++;
            if (!component()) {
                return false;
            }
        }
        return true;
    }

    private boolean component() {
        if (is('{')) {
            return annotation();
        }
        if (is('(')) {
            at++;
            if (++depth > DEEPEST || !mainTerm() || !is(')')) {
                return false;
            }
            at++;
            depth--;
        } else if (isDigit() && !text.startsWith("10*", at) && !text.startsWith("10^", at)) {
            digits();
        } else if (!simpleUnit()) {
            return false;
        }
        return !is('{') || annotation();
    }

    private boolean simpleUnit() {
        int start = at;
        if (text.startsWith("10*", at) || text.startsWith("10^", at)) {
            at += 3;
        } else {
            skipName();
        }
        return isAtom(text.substring(start, at)) && exponent();
    }

    private void skipName() {
        int brackets = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (brackets == 0 && ("./(){}+-".indexOf(c) >= 0 || isDigit())) {
                return;
            }
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            at++;
        }
    }

    private static boolean isAtom(String name) {
        if (METRIC.contains(name) || PLAIN.contains(name)) {
            return true;
        }
        for (int length = 1; length <= 2 && length < name.length(); length++) {
            if (PREFIXES.contains(name.substring(0, length)) && METRIC.contains(name.substring(length))) {
                return true;
            }
        }
        return false;
    }

    private boolean exponent() {
        if (is('+') || is('-')) {
            at++;
            if (!isDigit()) {
                return false;
            }
        }
        digits();
        return true;
    }

    private boolean annotation() {
        int end = text.indexOf('}', at);
        for (int i = at + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c < '!' || c > '~' || c == '{') {
                return false;
            }
        }
        if (end < 0) {
            return false;
        }
        at = end + 1;
        return true;
    }

    private void digits() {
        while (isDigit()) {
            at++;
        }
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
