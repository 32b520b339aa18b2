package io.crosswalk.message;

import java.util.Objects;

/**
 * A fault or a remark with its place and its reason. Issues travel with a conversion instead of being thrown.
 *
 * <p>No text of an issue holds a value of the message: the field is named, not its content.
 *
 * @param severity how bad it is
 * @param code stable, lower case, dashes between words, for example {@code not-a-date}; what metrics and incidents
 *     group by
 * @param place where in the source or the result, for example {@code PID-7} or {@code OBX[3]-5[2].1}; empty when the
 *     whole message is meant
 * @param rule where the rule stands that met the fault, {@code file:line}; empty when no rule was involved
 * @param reason one sentence: what is wrong and what was done about it
 */
public record Issue(Severity severity, String code, String place, String rule, String reason) {

    /** Severity, in the order of weight. */
    public enum Severity {
        /** Worth knowing; nothing is missing from the result. */
        INFORMATION,
        /** Something of the source is not in the result, or was repaired on the way. */
        WARNING,
        /** A value that ought to be in the result is not. The message goes on. */
        ERROR,
        /** The message cannot go on; it waits where an operator sees it. */
        FATAL
    }

    public Issue {
        Objects.requireNonNull(severity, "severity");
        if (code.isBlank()) {
            throw new IllegalArgumentException("an issue needs a code");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("issue '" + code + "' needs a reason");
        }
    }

    public static Issue warning(String code, String place, String rule, String reason) {
        return new Issue(Severity.WARNING, code, place, rule, reason);
    }

    public static Issue error(String code, String place, String rule, String reason) {
        return new Issue(Severity.ERROR, code, place, rule, reason);
    }

    public static Issue fatal(String code, String place, String reason) {
        return new Issue(Severity.FATAL, code, place, "", reason);
    }

    public boolean isFatal() {
        return severity == Severity.FATAL;
    }
}
