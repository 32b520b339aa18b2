/**
 * The stage that hands a Bundle to its destination once, and says what came of it; and the table that says what to do
 * next.
 *
 * <p>Guarantees: a Bundle counts as delivered only when the destination confirmed all of it; every other outcome is
 * classified by its cause. Repeating a delivery has no further effect, because Bundles put resources under ids of their
 * own. Leaves to others: waiting, order and records.
 */
@NullMarked
package io.crosswalk.delivery;

import org.jspecify.annotations.NullMarked;
