/**
 * The stage that asks, for each destination, whether the patient's data may go there.
 *
 * <p>Guarantees: a decision with its reason, or no yes at all: a policy that fails permits nothing. Leaves to others:
 * routing, and carrying the decision out.
 */
@NullMarked
package io.crosswalk.consent;

import org.jspecify.annotations.NullMarked;
