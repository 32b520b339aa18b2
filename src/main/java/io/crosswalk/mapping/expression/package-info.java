/**
 * The grammar of rules, conditions, FHIR targets and message items: text in, syntax trees out. It knows no FHIR and no
 * source format; names are checked by the plan. Every node knows where it stands in its text.
 */
@NullMarked
package io.crosswalk.mapping.expression;

import org.jspecify.annotations.NullMarked;
