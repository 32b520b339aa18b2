/**
 * The stage that makes a FHIR Bundle of a source message.
 *
 * <p>Guarantees: every message comes out as a conversion; one that cannot be converted has a fatal issue that says why,
 * even when a mapping or the engine itself fails on it. Leaves to others: the mappings, and what becomes of the Bundle.
 */
@NullMarked
package io.crosswalk.convert;

import org.jspecify.annotations.NullMarked;
