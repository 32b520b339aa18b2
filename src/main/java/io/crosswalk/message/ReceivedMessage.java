package io.crosswalk.message;

import java.time.Instant;
import java.util.Objects;

/**
 * One message as it was accepted: the bytes exactly as they came, and where they came from.
 *
 * @param key names the message for ever
 * @param acceptId stamped anew each time the bytes are accepted; the same id again is the broker's redelivery (do the
 *     work again), another id with the same key is the sender's repeat (acknowledge, do nothing)
 * @param channel the inbound feed
 * @param sender who sent it in the message's own words: MSH-3 and MSH-4 as {@code application|facility}, or the number of
 *     the document's custodian; empty when it does not say. With the control id it tells a reused control id from a repeat
 * @param format the language of the body
 * @param controlId MSH-10, or the document's own id as {@code root^extension}
 * @param type MSH-9 as {@code ADT^A01}, or the code of the document's type as {@code CDA^34133-9}
 * @param receivedAt when it was accepted, UTC
 * @param batch what it came in
 * @param body the bytes; never changed, never logged
 */
public record ReceivedMessage(
        MessageKey key,
        String acceptId,
        String channel,
        String sender,
        Format format,
        String controlId,
        String type,
        Instant receivedAt,
        BatchId batch,
        byte[] body) {

    public ReceivedMessage {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(receivedAt, "receivedAt");
        if (channel.isBlank()) {
            throw new IllegalArgumentException("a message needs the channel it came by");
        }
    }

    /** A message that came alone. */
    public ReceivedMessage(
            MessageKey key,
            String acceptId,
            String channel,
            String sender,
            Format format,
            String controlId,
            String type,
            Instant receivedAt,
            byte[] body) {
        this(key, acceptId, channel, sender, format, controlId, type, receivedAt, BatchId.NONE, body);
    }

    /** Shows the key and the channel only: the body is a patient's. */
    @Override
    public String toString() {
        return "ReceivedMessage[" + key + " by " + channel + ", " + body.length + " bytes]";
    }
}
