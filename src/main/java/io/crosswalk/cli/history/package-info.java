/** Where a message is: asked of a running engine, else read from the database that it left behind. */
@NullMarked
package io.crosswalk.cli.history;

import org.jspecify.annotations.NullMarked;
