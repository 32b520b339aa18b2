/** Where each element of a Bundle comes from, and which values of the source went nowhere. Places only, never values. */
@NullMarked
package io.crosswalk.mapping.trace;

import org.jspecify.annotations.NullMarked;
