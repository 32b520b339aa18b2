/**
 * The journey of a message, joined: the only place that sees intake, queues, history and all stages.
 *
 * <pre>
 * receive -> [durable queue of the channel] -> acknowledgement
 *                    |
 *                    inbound -> convert -> validate -> consent -> routing -> [durable queue of each destination]
 *                                                                                  |
 *                                                                                  outbound -> deliver
 * </pre>
 *
 * <p>Guarantees: an acknowledgement is given only for what the disk has; what was acknowledged reaches every destination
 * it is routed to, in order for each patient, or stands in the history with the reason why not. Delivery is at least once
 * and has its effect once. Leaves to others: what each stage does.
 */
@NullMarked
package io.crosswalk.pipeline;

import org.jspecify.annotations.NullMarked;
