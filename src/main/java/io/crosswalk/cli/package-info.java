/** The command line: a door into the house for people and scripts. It needs no running engine unless it says so. */
@NullMarked
package io.crosswalk.cli;

import org.jspecify.annotations.NullMarked;
