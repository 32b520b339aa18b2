package io.crosswalk.history;

import java.time.Instant;

/**
 * The acceptance that is on record for a message key.
 *
 * @param id of the message in the history
 * @param acceptId which acceptance: the same id again is the broker's redelivery, another one the sender's repeat
 * @param receivedAt when it was accepted
 */
public record Earlier(long id, String acceptId, Instant receivedAt) {}
