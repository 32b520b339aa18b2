/**
 * The building blocks of routes: Camel endpoints of the scheme {@code crosswalk}, one for each stage. What they do stands
 * in {@code io.crosswalk.pipeline}; these are the handles.
 *
 * <p>docs/reference/routes.md shows them to the people who write routes.
 */
@NullMarked
package io.crosswalk.pipeline.blocks;

import org.jspecify.annotations.NullMarked;
