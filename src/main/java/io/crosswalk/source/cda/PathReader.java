package io.crosswalk.source.cda;

import io.crosswalk.source.Nearest;
import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.cda.CdaPath.Move;
import io.crosswalk.source.cda.CdaPath.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Reads the text of a path or of a pattern: steps with a slash between them, each with keys in brackets. The grammar stands in
 * docs/reference/mapping-cda.md.
 */
final class PathReader {

    /** C-CDA's own template ids are written by their last arcs. */
    private static final String CCDA = "2.16.840.1.113883.10.20.22.";

    private static final int SHORT_ARCS = 4;

    private static final Pattern TEMPLATE = Pattern.compile("\\d+(\\.\\d+)+");
    private static final Pattern INDEX = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern CODED = Pattern.compile("\\d{1,7}-\\d|\\d{6,18}|[A-Z]\\d{2}\\w*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    /** Elements that say how one thing relates to another, by their typeCode. */
    private static final Set<String> RELATIONS = Set.of(
            "entryRelationship",
            "participant",
            "performer",
            "author",
            "informant",
            "reference",
            "component",
            "organizerComponent",
            "relatedDocument",
            "documentationOf",
            "relationship",
            "sdtc:inFulfillmentOf1",
            "precondition",
            "entry");

    private final String text;
    /** The number of a kind; 0 when there is none. */
    private final ToIntFunction<String> kinds;

    private final Set<String> kindNames;
    private int at;

    PathReader(String text, ToIntFunction<String> kinds, Set<String> kindNames) {
        this.text = text;
        this.kinds = kinds;
        this.kindNames = kindNames;
    }

    CdaPath path() {
        boolean root = text.startsWith("/") && !text.startsWith("//");
        at = root ? 1 : 0;
        List<Step> steps = new ArrayList<>();
        String last = "";
        Move next = Move.CHILD;
        if (text.startsWith("//")) {
            at = 2;
            next = Move.BELOW;
        }
        while (at < text.length()) {
            int before = at;
            steps.add(step(next));
            last = text.substring(before, at);
            next = Move.CHILD;
            if (at < text.length()) {
                if (text.charAt(at) != '/') {
                    throw fault("'" + text.substring(at) + "' is not expected here");
                }
                at++;
                if (at < text.length() && text.charAt(at) == '/') {
                    at++;
                    next = Move.BELOW;
                }
                if (at == text.length()) {
                    throw fault("a step is missing at the end");
                }
            }
        }
        if (steps.isEmpty() && !root) {
            throw fault("a step is missing");
        }
        if (steps.size() == 1
                && steps.get(0).move() == Move.SELF
                && steps.get(0).keys().isEmpty()) {
            steps.clear();
        }
        int end = 0;
        while (end < last.length() && last.charAt(end) != '[') {
            end++;
        }
        String name = last.substring(0, end);
        return new CdaPath(text, root, steps, CdaTypes.ofElement(name.startsWith("^") ? name.substring(1) : name));
    }

    private SourcePathException fault(String reason) {
        return new SourcePathException("'" + text + "': " + reason);
    }

    /** One step with its keys. */
    Step step(Move usual) {
        Move move = usual;
        if (text.startsWith("..", at)) {
            at += 2;
            return new Step(Move.PARENT, 0, 0, List.of(), 0);
        }
        if (text.startsWith(".", at)) {
            at++;
            return keyed(Move.SELF, 0, 0, "");
        }
        boolean upward = text.startsWith("^", at);
        at += upward ? 1 : 0;
        String name = name();
        boolean kind = Character.isUpperCase(name.charAt(0)) && !name.equals("ClinicalDocument");
        if (upward) {
            move = kind ? Move.ENCLOSING : Move.CONDUCTED;
        }
        if (kind) {
            int number = kinds.applyAsInt(name);
            if (number == 0) {
                throw fault("there is no kind '" + name + "'" + Nearest.suggestion(name, kindNames));
            }
            return keyed(move, 0, number, name);
        }
        int number = name.equals("*") ? 0 : CdaNames.of(name);
        if (number == 0 && !name.equals("*")) {
            throw fault("CDA has no element or attribute '" + name + "'" + Nearest.suggestion(name, CdaNames.all()));
        }
        return keyed(move, number, 0, name);
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || ":-_*".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (start == at) {
            throw fault(
                    "a name is expected" + (at < text.length() ? ", not '" + text.charAt(at) + "'" : " at the end"));
        }
        return text.substring(start, at);
    }

    private Step keyed(Move move, int name, int kind, String written) {
        List<CdaKey> keys = new ArrayList<>();
        int index = 0;
        while (at < text.length() && text.charAt(at) == '[') {
            for (String part : split(bracket(), ',')) {
                String item = part.strip();
                if (INDEX.matcher(item).matches()) {
                    index = Integer.parseInt(item);
                } else {
                    keys.add(either(item, written));
                }
            }
        }
        return new Step(move, name, kind, keys, index);
    }

    /** What stands in the bracket that opens here; goes on behind it. */
    private String bracket() {
        int open = at;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\'' || c == '"') {
                int close = text.indexOf(c, at);
                at = close < 0 ? text.length() : close + 1;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return text.substring(open + 1, at - 1);
            }
        }
        throw fault("'[' is never closed");
    }

    private CdaKey either(String item, String step) {
        List<String> parts = split(item, '|');
        if (parts.size() == 1) {
            return key(item, step);
        }
        return new CdaKey.Either(
                parts.stream().map(part -> key(part.strip(), step)).toList());
    }

    private CdaKey key(String key, String step) {
        if (key.isEmpty()) {
            throw fault("a key is missing in the brackets");
        }
        if (key.startsWith(":")) {
            boolean not = key.endsWith(" not A");
            String type = not ? key.substring(1, key.length() - 6) : key.substring(1);
            if (!CdaTypes.ALL.contains(type)) {
                throw fault("there is no data type '" + type + "'" + Nearest.suggestion(type, CdaTypes.ALL));
            }
            return new CdaKey.Typed(type, not);
        }
        if (TEMPLATE.matcher(key).matches()) {
            boolean own = key.chars().filter(c -> c == '.').count() < SHORT_ARCS && !key.startsWith("2.16.");
            return new CdaKey.Template(own ? CCDA + key : key);
        }
        if (CODED.matcher(key).matches()) {
            return new CdaKey.Code(key);
        }
        if (key.startsWith("'") || key.startsWith("\"")) {
            return new CdaKey.Code(unquoted(key));
        }
        if (key.startsWith("no ")) {
            return new CdaKey.Has(below(key.substring(3).strip()), true);
        }
        if (key.startsWith("has ")) {
            return new CdaKey.Has(below(key.substring(4).strip()), false);
        }
        return word(key, step);
    }

    private CdaKey word(String key, String step) {
        boolean inverted = key.endsWith(" inverted");
        String word = inverted ? key.substring(0, key.length() - 9) : key;
        if (WORD.matcher(word).matches()) {
            if (RELATIONS.contains(step)) {
                return new CdaKey.Relation(word, inverted);
            }
            return new CdaKey.Code(word);
        }
        return test(key);
    }

    /** {@code moodCode = INT}, {@code use != HP}, {@code moodCode in INT RQO}. */
    private CdaKey test(String key) {
        int in = key.indexOf(" in ");
        if (in > 0) {
            return new CdaKey.Says(below(key.substring(0, in).strip()), words(key.substring(in + 4)), false);
        }
        int equals = key.indexOf('=');
        if (equals <= 0) {
            throw fault(
                    "'" + key + "' is no key; keys are a template (4.4), a code (11450-4, 'A1'), a relation (SUBJ), a"
                            + " type (:PQ), a number (2), 'has x', 'no x', 'x = y', 'x != y' or 'x in y z'");
        }
        boolean negated = key.charAt(equals - 1) == '!';
        String left = key.substring(0, negated ? equals - 1 : equals).strip();
        return new CdaKey.Says(
                below(left), Set.of(unquoted(key.substring(equals + 1).strip())), negated);
    }

    private CdaPath below(String place) {
        return new PathReader(place, kinds, kindNames).path();
    }

    private static Set<String> words(String texts) {
        Set<String> words = new HashSet<>();
        for (String word : texts.strip().split("\\s+")) {
            words.add(unquoted(word));
        }
        return words;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Parts between signs that stand outside of quotes and brackets. */
    private static List<String> split(String text, char sign) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == sign && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Goes back to the start and reads the steps of a pattern: all of them, from the outermost. */
    List<Step> pattern() {
        List<Step> steps = new ArrayList<>();
        at = text.startsWith("/") ? 1 : 0;
        while (at < text.length()) {
            steps.add(step(Move.CHILD));
            if (at < text.length()) {
                if (text.charAt(at) != '/' || at + 1 == text.length()) {
                    throw fault("'" + text.substring(at) + "' is not expected here");
                }
                at++;
            }
        }
        if (steps.isEmpty()) {
            throw fault("a pattern names an element, as in observation[4.4]");
        }
        return steps;
    }
}
