/** What an installation decides, read from configuration and checked all at once before anything starts. */
@NullMarked
package io.crosswalk.pipeline.settings;

import org.jspecify.annotations.NullMarked;
