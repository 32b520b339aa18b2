/** Mapping files as they are written: YAML, tamed, with every scalar's place, and the faults found in it. */
@NullMarked
package io.crosswalk.mapping.syntax;

import org.jspecify.annotations.NullMarked;
