package io.crosswalk.mapping.coverage;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Conditions of message tables, so that they can be compared. A map that reads a field gives nothing where the field is
 * empty, so it does not matter who asks for the field.
 */
final class Presence {

    private static final Pattern COMPONENT = Pattern.compile("^([A-Z0-9]{3}-\\d+)\\.(\\d+)$");

    private Presence() {}

    /** A field compares by its first component, and is valued when a component is. */
    static Logic plain(Logic logic) {
        if (logic instanceof Logic.All all) {
            return new Logic.All(all.parts().stream().map(Presence::plain).toList());
        }
        if (logic instanceof Logic.Any any) {
            return new Logic.Any(any.parts().stream().map(Presence::plain).toList());
        }
        if (logic instanceof Logic.None none) {
            return new Logic.None(plain(none.part()));
        }
        if (logic instanceof Logic.OneOf one) {
            Matcher component = COMPONENT.matcher(one.path());
            return component.matches() && component.group(2).equals("1")
                    ? new Logic.OneOf(component.group(1), one.values())
                    : one;
        }
        if (logic instanceof Logic.Valued valued) {
            Matcher component = COMPONENT.matcher(valued.path());
            return component.matches() ? new Logic.Valued(component.group(1)) : valued;
        }
        return logic;
    }

    /** The same where the fields that it wants have a value, and codes are of the HL7 table that they are of by rule. */
    static Logic assumed(Logic logic) {
        if (logic instanceof Logic.All all) {
            return new Logic.All(all.parts().stream().map(Presence::assumed).collect(Collectors.toUnmodifiableList()));
        }
        if (logic instanceof Logic.Any any) {
            return new Logic.Any(any.parts().stream().map(Presence::assumed).collect(Collectors.toUnmodifiableList()));
        }
        if (logic instanceof Logic.Valued || logic instanceof Logic.OneOf one && isTableName(one.values())) {
            return Logic.TRUE;
        }
        return logic;
    }

    private static boolean isTableName(Set<String> values) {
        return values.stream().allMatch(value -> value.startsWith("HL7"));
    }
}
