/**
 * Bytes of any source format as one lazy tree: what the mapping engine reads, whatever hospital system wrote it.
 *
 * <p>Guarantees: reading never changes the bytes; a damaged part becomes an issue and never loses the rest; nothing in
 * here knows FHIR. Leaves to others: what a value means.
 */
@NullMarked
package io.crosswalk.source;

import org.jspecify.annotations.NullMarked;
