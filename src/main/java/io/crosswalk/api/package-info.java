/**
 * The engine's state and history as JSON under {@code /api/v1}, and the same facts as values for the console.
 *
 * <p>Guarantees: only for who is logged in; no list longer than asked for; names of fields do not change within v1.
 * Leaves to others: how it looks ({@code console}), and every change of state: also what is converted here is neither kept nor
 * sent.
 */
@NullMarked
package io.crosswalk.api;

import org.jspecify.annotations.NullMarked;
