/**
 * The pages an operator works with: what flows and what does not, where a message is, what it holds.
 *
 * <p>Guarantees: plain HTML that works without scripts, with one small script that keeps the figures fresh; nothing from
 * another host; patients' data only on the page of one message, and each opening of it is logged with the user's name.
 * Leaves to others: the facts ({@code api}), diagnosis of Camel and the broker (Hawtio).
 */
@NullMarked
package io.crosswalk.console;

import org.jspecify.annotations.NullMarked;
