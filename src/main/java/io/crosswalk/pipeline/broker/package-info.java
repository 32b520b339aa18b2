/**
 * The queues between the stages: an embedded Artemis broker with a journal on disk, or an external one by its address.
 *
 * <p>Guarantees: a message whose commit returned survives a kill; messages of one lane come out in the order they went
 * in, also after a failure; nothing is dropped, expired or dead-lettered by the broker on its own. Leaves to others:
 * what a message means, and whether it is a repeat.
 */
@NullMarked
package io.crosswalk.pipeline.broker;

import org.jspecify.annotations.NullMarked;
