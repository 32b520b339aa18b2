/**
 * The door for messages: finds frames in a stream of bytes, decides whether a message is ours to keep, and words the
 * acknowledgement.
 *
 * <p>Guarantees: bounded memory whatever a sender does; every byte that is not part of an accepted message is reported
 * to the {@link io.crosswalk.intake.FrameListener}; replies leave in the order of the messages; the same message gets
 * the same acknowledgement, byte for byte; no text made here holds a value of a message.
 *
 * <p>Leaves to others: storing (an acknowledgement made here is a promise that only {@code pipeline} can keep),
 * history, and everything below the header of a message.
 */
@NullMarked
package io.crosswalk.intake;

import org.jspecify.annotations.NullMarked;
