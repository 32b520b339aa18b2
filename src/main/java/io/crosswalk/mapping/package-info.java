/**
 * What a hospital's mappings mean: YAML files become a checked definition, the definition a plan, the plan converts.
 *
 * <p>{@link io.crosswalk.mapping.MappingLibrary} loads folders of mappings and reports every fault of every file at
 * once; {@link io.crosswalk.mapping.Converter} turns one source message into one FHIR Bundle. Guarantees: what loads has
 * been checked against FHIR R4 and the source's own tables; a converter is immutable and shared by all threads; one bad
 * value never loses a message, it becomes an issue. Leaves to others: where messages come from and where Bundles go.
 */
@NullMarked
package io.crosswalk.mapping;

import org.jspecify.annotations.NullMarked;
