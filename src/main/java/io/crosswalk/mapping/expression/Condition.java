package io.crosswalk.mapping.expression;

import java.util.List;

/** When something holds. Reads the source only. */
public sealed interface Condition {

    int offset();

    /** Whether all hold. */
    record And(List<Condition> parts, int offset) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** Whether any holds. */
    record Or(List<Condition> parts, int offset) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** Whether it does not hold. */
    record Not(Condition part, int offset) implements Condition {}

    /** A comparison with one literal. */
    record Compare(Expression left, Operator operator, String right, int offset) implements Condition {}

    /** A comparison of two places of the source: {@code X = Y}, {@code X != Y}. */
    record Same(Expression left, boolean negated, Expression right, int offset) implements Condition {}

    /** {@code in ("a", "b")}, {@code not in ("a")}. */
    record In(Expression left, boolean negated, List<String> values, int offset) implements Condition {
        public In {
            values = List.copyOf(values);
        }
    }

    /** A function that is a condition by itself: {@code valued(PID-3)}. */
    record Test(String function, List<Expression> arguments, int offset) implements Condition {
        public Test {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code $name}: what {@code let} has named. */
    record Let(String name, int offset) implements Condition {}

    /** No earlier conditional item of the same list has run. */
    record Otherwise(int offset) implements Condition {}

    /** How two values are compared. */
    enum Operator {
        EQUAL("="),
        DIFFERENT("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
