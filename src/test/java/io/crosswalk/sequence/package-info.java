/** Plays messages that follow each other against a real FHIR server, and compares what it holds in the end. */
@NullMarked
package io.crosswalk.sequence;

import org.jspecify.annotations.NullMarked;
