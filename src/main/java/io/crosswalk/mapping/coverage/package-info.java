/**
 * How much of HL7's guide the loaded mappings implement: rules of the compiled definitions held against the guide's rows.
 * Nothing is counted by hand.
 */
@NullMarked
package io.crosswalk.mapping.coverage;

import org.jspecify.annotations.NullMarked;
