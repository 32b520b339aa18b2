/**
 * Reads {@code routes/} as the engine would at its start, without starting anything, and tells all faults with their
 * places: YAML, Camel's own words, components, their parameters, settings that a route asks for.
 */
@NullMarked
package io.crosswalk.cli.routes;

import org.jspecify.annotations.NullMarked;
