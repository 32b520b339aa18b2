/** The promise that what was acknowledged arrives, proved by killing the packaged engine under load. */
@NullMarked
package io.crosswalk.crash;

import org.jspecify.annotations.NullMarked;
