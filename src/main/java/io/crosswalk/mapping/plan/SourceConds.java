package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import io.crosswalk.terminology.CodeMap;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The conditions that look at the source. */
final class SourceConds {

    private SourceConds() {}

    /** Reads without marking. */
    private abstract static class Silent extends Cond {

        @Override
        final boolean test(Frame frame) {
            TraceListener trace = frame.run.trace;
            return trace == null ? quiet(frame) : heard(frame, trace);
        }

        private boolean heard(Frame frame, TraceListener trace) {
            Use before = trace.use(Use.CONDITION);
            boolean result = quiet(frame);
            lookedAt(frame, trace);
            trace.use(before);
            return result;
        }

        /** Tells the places that were looked at without a word of their text. */
        void lookedAt(Frame frame, TraceListener trace) {}

        static void tell(Expr expr, Frame frame, TraceListener trace) {
            if (expr.isPlace()) {
                expr.nodes(frame).forEach(node -> trace.read(node.leaf()));
            }
        }

        private boolean quiet(Frame frame) {
            boolean reading = frame.reading;
            frame.reading = false;
            boolean result = holds(frame);
            frame.reading = reading;
            return result;
        }

        abstract boolean holds(Frame frame);
    }

    /** Looks at one expression. */
    private abstract static class OfOne extends Silent {

        final Expr expr;

        OfOne(Expr expr) {
            this.expr = expr;
        }

        @Override
        Need need() {
            return expr.need();
        }

        @Override
        final void lookedAt(Frame frame, TraceListener trace) {
            tell(expr, frame, trace);
        }
    }

    /** {@code valued(X)}. */
    static final class Valued extends OfOne {

        Valued(Expr expr) {
            super(expr);
        }

        @Override
        boolean holds(Frame frame) {
            return expr.valued(frame);
        }
    }

    /** {@code later(X, Y)}: both are times, and the first is after the second; a less precise time counts as its beginning. */
    static final class Later extends Silent {

        private final Expr left;
        private final Expr right;

        Later(Expr left, Expr right) {
            this.left = left;
            this.right = right;
        }

        @Override
        Need need() {
            return left.need();
        }

        @Override
        void lookedAt(Frame frame, TraceListener trace) {
            tell(left, frame, trace);
            tell(right, frame, trace);
        }

        @Override
        boolean holds(Frame frame) {
            SourceTime first = time(left.node(frame));
            SourceTime second = time(right.node(frame));
            return first != null && second != null && ByTime.moment(first).isAfter(ByTime.moment(second));
        }

        private static @Nullable SourceTime time(@Nullable SourceNode node) {
            return node == null ? null : node.time();
        }
    }

    /** {@code unrecorded(X)}: the words say no more than that nothing was recorded. */
    static final class SaysNothing extends OfOne {

        SaysNothing(Expr expr) {
            super(expr);
        }

        @Override
        boolean holds(Frame frame) {
            String words = expr.text(frame);
            return words != null && Unrecorded.says(words);
        }
    }

    /** {@code exists(X)}: present, be it valued or a request to delete. */
    static final class Exists extends OfOne {

        Exists(Expr expr) {
            super(expr);
        }

        @Override
        boolean holds(Frame frame) {
            return expr.node(frame) != null;
        }
    }

    /** {@code made(X)}: one of these places has made a resource already. */
    static final class Made extends OfOne {

        Made(Expr expr) {
            super(expr);
        }

        @Override
        Need need() {
            return Need.UNKNOWN;
        }

        @Override
        boolean holds(Frame frame) {
            for (SourceNode node : expr.nodes(frame)) {
                if (frame.run.hasMadeSoFar(node)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code deleted(X)}: the sender asks to delete it. */
    static final class Deleted extends OfOne {

        Deleted(Expr expr) {
            super(expr);
        }

        @Override
        boolean holds(Frame frame) {
            SourceNode node = expr.node(frame);
            return node != null && node.deleted();
        }
    }

    /** {@code mapped(X, Map)}: the code map has the code. */
    static final class Mapped extends Silent {

        private final Expr expr;
        private final CodeMap map;

        Mapped(Expr expr, CodeMap map) {
            this.expr = expr;
            this.map = map;
        }

        @Override
        Need need() {
            return expr.need();
        }

        @Override
        boolean holds(Frame frame) {
            String text = expr.text(frame);
            return text != null && map.lookup("", text) != null;
        }
    }

    /** {@code X = "a"}, {@code X in ("a", "b")}: any repetition is one of the values. */
    static final class OneOf extends Silent {

        private final Expr expr;
        private final String[] values;

        OneOf(Expr expr, String... values) {
            this.expr = expr;
            this.values = values;
        }

        @Override
        Need need() {
            return expr.need();
        }

        @Override
        boolean holds(Frame frame) {
            if (!expr.canRepeat()) {
                String text = expr.isPlace() ? text(expr.node(frame)) : expr.text(frame);
                return text != null && isOne(text);
            }
            for (SourceNode node : expr.nodes(frame)) {
                if (isOne(node.text())) {
                    return true;
                }
            }
            return false;
        }

        private static @Nullable String text(@Nullable SourceNode node) {
            return node == null ? null : node.text();
        }

        private boolean isOne(String text) {
            for (String value : values) {
                if (value.equals(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code X = Y}: both have a value, and it is the same text. */
    static final class Same extends Silent {

        private final Expr left;
        private final Expr right;

        Same(Expr left, Expr right) {
            this.left = left;
            this.right = right;
        }

        @Override
        Need need() {
            return left.need();
        }

        @Override
        boolean holds(Frame frame) {
            String text = left.text(frame);
            return text != null && text.equals(right.text(frame));
        }
    }

    /** {@code X < 3}: both are numbers, or it does not hold. */
    static final class Ordered extends Silent {

        private final Expr expr;
        private final Condition.Operator operator;
        private final BigDecimal right;

        Ordered(Expr expr, Condition.Operator operator, BigDecimal right) {
            this.expr = expr;
            this.operator = operator;
            this.right = right;
        }

        @Override
        Need need() {
            return expr.need();
        }

        @Override
        boolean holds(Frame frame) {
            String text = expr.text(frame);
            BigDecimal left = text == null ? null : number(text);
            return left != null && Numbers.holds(left.compareTo(right), operator);
        }

        private static @Nullable BigDecimal number(String text) {
            String decimal = io.crosswalk.fhir.PrimitiveText.of("decimal", text);
            return decimal == null ? null : new BigDecimal(decimal);
        }
    }

    /** {@code count(X) > 1}, {@code length(X) > 8}. */
    static final class Counted extends Silent {

        private final Expr expr;
        private final boolean length;
        private final Condition.Operator operator;
        private final int right;

        Counted(Expr expr, boolean length, Condition.Operator operator, int right) {
            this.expr = expr;
            this.length = length;
            this.operator = operator;
            this.right = right;
        }

        @Override
        void lookedAt(Frame frame, TraceListener trace) {
            tell(expr, frame, trace);
        }

        @Override
        boolean holds(Frame frame) {
            return Numbers.holds(Integer.compare(length ? length(frame) : count(frame), right), operator);
        }

        private int length(Frame frame) {
            String text = expr.text(frame);
            return text == null ? 0 : text.length();
        }

        private int count(Frame frame) {
            int count = 0;
            for (SourceNode node : expr.nodes(frame)) {
                if (node.valued()) {
                    count++;
                }
            }
            return count;
        }
    }

    /** What an operator says about the result of a comparison. */
    private static final class Numbers {

        private Numbers() {}

        static boolean holds(int comparison, Condition.Operator operator) {
            return switch (operator) {
                case EQUAL -> comparison == 0;
                case DIFFERENT -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case MORE -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }
}
