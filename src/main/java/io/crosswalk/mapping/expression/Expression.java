package io.crosswalk.mapping.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value comes from. {@code offset} is the place in the text of the rule, from 0. */
public sealed interface Expression {

    int offset();

    /** {@code const ...}. */
    record Constant(Literal literal, int offset) implements Expression {}

    /** A quoted text or a number as an argument. */
    record Text(String value, int offset) implements Expression {}

    /** {@code name(arguments)}. */
    record Call(String function, List<Expression> arguments, int offset) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A path of the source.
     *
     * @param base the path up to its predicate, {@code PID-3}
     * @param predicate what a repetition has to fulfil; null when there is none
     * @param rest what follows the predicate, {@code .4.1}; empty when nothing does
     */
    record Path(String base, @Nullable Condition predicate, String rest, int offset) implements Expression {

        /** A path without a predicate. */
        public boolean isPlain() {
            return predicate == null;
        }
    }

    /** {@code $name}: what {@code let} has named. */
    record Let(String name, int offset) implements Expression {}

    /** {@code product.id}: the identity of another product of the message. */
    record ProductId(String product, int offset) implements Expression {}
}
