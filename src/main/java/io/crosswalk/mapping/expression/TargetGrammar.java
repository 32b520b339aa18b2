package io.crosswalk.mapping.expression;

import java.util.ArrayList;
import java.util.List;

/** The left side of a rule: FHIR elements with their labels. */
final class TargetGrammar {

    private final Cursor in;

    TargetGrammar(Cursor in) {
        this.in = in;
    }

    Target target() {
        List<Target.Step> steps = new ArrayList<>();
        do {
            steps.add(step());
        } while (in.takeHere("."));
        return new Target(steps);
    }

    private Target.Step step() {
        int start = in.at();
        in.takeHere("$");
        in.skipLettersAndDigits();
        String name = in.since(start);
        if (name.isEmpty() || name.equals("$")) {
            throw in.expected("an element");
        }
        boolean choice = in.takeHere("[x]");
        String url = in.next() == '(' ? extension() : "";
        Target.LabelKind kind = Target.LabelKind.NONE;
        String label = "";
        if (in.next() == '[') {
            int inside = in.at() + 1;
            label = in.bracketed(']').strip();
            kind = labelKind(label, inside);
        }
        String resource = in.takeHere("->") ? resource() : "";
        return new Target.Step(name, choice, url, kind, label, resource, start);
    }

    private String extension() {
        int open = in.at();
        String url = in.bracketed(')').strip();
        if (url.isEmpty()) {
            throw new ExpressionException(open, "the name of an extension is missing");
        }
        return url;
    }

    private String resource() {
        int start = in.at();
        in.skipLettersAndDigits();
        if (in.at() == start) {
            throw in.expected("a resource type after '->'");
        }
        return in.since(start);
    }

    private static Target.LabelKind labelKind(String label, int offset) {
        if (label.isEmpty()) {
            return Target.LabelKind.EACH;
        }
        if (!label.chars().allMatch(c -> Cursor.isNamePart((char) c))) {
            throw new ExpressionException(offset, "a label is a number or a name, not '" + label + "'");
        }
        boolean number = label.chars().allMatch(c -> Cursor.isDigit((char) c));
        return number ? Target.LabelKind.NUMBER : Target.LabelKind.NAME;
    }
}
