/**
 * The nouns that every part of the house speaks: what is received, converted, delivered, and what went wrong.
 *
 * <p>Guarantees: immutable values that are checked at birth; no behaviour beyond their own data; no import from any
 * other package of Crosswalk. {@code toString} never shows a payload. Leaves to others: how each noun comes to be.
 */
@NullMarked
package io.crosswalk.message;

import org.jspecify.annotations.NullMarked;
