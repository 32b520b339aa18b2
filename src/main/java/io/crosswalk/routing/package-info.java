/**
 * The stage that decides which destinations a message goes to.
 *
 * <p>Guarantees: one explained decision for each destination of the channel, also for those that do not get it; nothing
 * goes where consent has not said yes. Leaves to others: the queues.
 */
@NullMarked
package io.crosswalk.routing;

import org.jspecify.annotations.NullMarked;
