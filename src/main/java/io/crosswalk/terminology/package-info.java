/**
 * What codes mean: code maps, names of coding systems and assigning authorities as FHIR URIs, units as UCUM.
 *
 * <p>Guarantees: immutable once loaded, safe across threads, a look-up is one or two hash probes; facts only (identifiers
 * and URIs), never the content of SNOMED CT, LOINC, CPT or another licensed system. Leaves to others: which map applies to
 * which value, and what to do with a code that has no entry.
 */
@NullMarked
package io.crosswalk.terminology;

import org.jspecify.annotations.NullMarked;
