/**
 * How the engine is watched and who may watch it: health, metrics, Hawtio, the login and the rule where it may listen.
 *
 * <p>Guarantees: every HTTP path is closed unless it stands in the short list of open ones; no patient data in health,
 * metrics or logs; a dead destination never makes the engine unready. Leaves to others: what the figures mean for a
 * person ({@code console}), and the figures themselves ({@code pipeline}, {@code history}).
 */
@NullMarked
package io.crosswalk.operations;

import org.jspecify.annotations.NullMarked;
