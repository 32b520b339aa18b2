/**
 * Asks a terminology server of the site ({@code ConceptMap/$translate}) what becomes of codes that no table knows.
 *
 * <p>Guarantees: a question ends within its time limit, whatever the server does; answers are remembered, within bounds; a
 * server that fails is left alone for a while; only codes leave the engine, never texts. Leaves to others: which codes are
 * asked for, and what to do without an answer.
 */
@NullMarked
package io.crosswalk.terminology.translate;

import org.jspecify.annotations.NullMarked;
