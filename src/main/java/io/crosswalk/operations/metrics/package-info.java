/**
 * Figures for a monitoring system, in Prometheus' format at {@code /q/metrics}.
 *
 * <p>Guarantees: names and labels are a contract; label values come from the configuration or from short fixed lists, so
 * the number of series is bounded; no patient data. Meters are looked up once for each channel and destination, not for
 * each message.
 */
@NullMarked
package io.crosswalk.operations.metrics;

import org.jspecify.annotations.NullMarked;
