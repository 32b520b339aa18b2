/**
 * FHIR R4 as the engine uses it: the table of all elements, values under construction, stable ids, JSON by streaming.
 *
 * <p>Guarantees: no reflection and no FhirContext, so that a conversion starts in milliseconds and costs microseconds;
 * what is written is in definition order, has no empty object, array or string, and keeps the text of decimals. Leaves
 * to others: what the values mean ({@code mapping}) and validation against profiles.
 */
@NullMarked
package io.crosswalk.fhir;

import org.jspecify.annotations.NullMarked;
