/**
 * The stage that looks at a Bundle before it leaves: whether it is a transaction that can be taken, and on request whether
 * every resource keeps to FHIR R4 and to the profiles of a site.
 *
 * <p>Guarantees: findings are issues with their place; nothing is changed. Leaves to others: what to do about them.
 */
@NullMarked
package io.crosswalk.validate;

import org.jspecify.annotations.NullMarked;
