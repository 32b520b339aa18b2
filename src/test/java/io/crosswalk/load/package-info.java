/**
 * Load and its proof: a sender of many synthetic messages, a FHIR server's stand-in that remembers what it got, and the
 * comparison of the two.
 *
 * <p>A command (docs/performance.md) and a library of tests. Touches loopback only unless told otherwise.
 */
@NullMarked
package io.crosswalk.load;

import org.jspecify.annotations.NullMarked;
