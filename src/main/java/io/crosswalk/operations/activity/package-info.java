/**
 * What the engine did since it started, in memory: counts, pace and the last time, for each channel and destination.
 *
 * <p>Guarantees: cheap enough for every message; no patient data. Leaves to others: what must survive a restart
 * ({@code history}) and what a monitoring system keeps ({@code metrics}).
 */
@NullMarked
package io.crosswalk.operations.activity;

import org.jspecify.annotations.NullMarked;
