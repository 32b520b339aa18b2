package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;

/** A compiled condition. Immutable; never marks what it reads. */
abstract class Cond {

    static final Cond ALWAYS = new Constant(true);
    static final Cond NEVER = new Constant(false);

    abstract boolean test(Frame frame);

    /** What must be there for it to hold. */
    Need need() {
        return Need.UNKNOWN;
    }

    /** Known when mappings are loaded: an option of the site. */
    private static final class Constant extends Cond {

        private final boolean value;

        Constant(boolean value) {
            this.value = value;
        }

        @Override
        boolean test(Frame frame) {
            return value;
        }

        @Override
        Need need() {
            return value ? Need.UNKNOWN : Need.NEVER;
        }
    }

    /** All hold. */
    static final class And extends Cond {

        private final Cond[] parts;

        And(Cond[] parts) {
            this.parts = parts;
        }

        @Override
        boolean test(Frame frame) {
            for (Cond part : parts) {
                if (!part.test(frame)) {
                    return false;
                }
            }
            return true;
        }

        /** Each part has to hold: the first that says what it needs speaks for all. */
        @Override
        Need need() {
            Need need = Need.UNKNOWN;
            for (Cond part : parts) {
                Need own = part.need();
                if (own.parts() == 0 || !need.isKnown()) {
                    need = own;
                }
            }
            return need;
        }
    }

    /** Any holds. */
    static final class Or extends Cond {

        private final Cond[] parts;

        Or(Cond[] parts) {
            this.parts = parts;
        }

        @Override
        boolean test(Frame frame) {
            for (Cond part : parts) {
                if (part.test(frame)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        Need need() {
            Need need = Need.NEVER;
            for (Cond part : parts) {
                need = need.or(part.need());
            }
            return need;
        }
    }

    /** Does not hold. */
    static final class Not extends Cond {

        private final Cond part;

        Not(Cond part) {
            this.part = part;
        }

        @Override
        boolean test(Frame frame) {
            return !part.test(frame);
        }
    }

    /** {@code otherwise}. */
    static final class Otherwise extends Cond {
        @Override
        boolean test(Frame frame) {
            return frame.otherwise;
        }
    }
}
