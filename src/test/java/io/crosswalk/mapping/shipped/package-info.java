/** Tests of the mappings that are shipped with the engine: what stands in {@code mappings/}. */
@NullMarked
package io.crosswalk.mapping.shipped;

import org.jspecify.annotations.NullMarked;
