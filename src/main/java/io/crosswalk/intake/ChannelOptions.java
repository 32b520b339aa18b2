package io.crosswalk.intake;

import java.util.Set;

/**
 * What one channel takes, and how it answers.
 *
 * @param channel its name
 * @param ack which acknowledgement rules it follows
 * @param types message types it takes, {@code ADT} or {@code ADT^A01}; empty: all, also unknown ones
 * @param senders who may send, {@code APPLICATION} or {@code APPLICATION|FACILITY} as in MSH-3.1 and MSH-4.1; empty:
 *     everybody
 * @param processingIds values of MSH-11.1 it takes; a message without one is taken
 * @param aeIsFinal the sender drops a message when it gets AE: close without an answer instead, so that it sends again
 */
public record ChannelOptions(
        String channel,
        AckMode ack,
        Set<String> types,
        Set<String> senders,
        Set<String> processingIds,
        boolean aeIsFinal) {

    /** HL7 table 0103: production, training, debugging, and v2.9's non-production. */
    private static final Set<String> ALL_PROCESSING_IDS = Set.of("P", "T", "D", "N");

    public ChannelOptions {
        if (!channel.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "channel '" + channel + "': a name has lower case letters, digits and dashes only");
        }
        types = Set.copyOf(types);
        senders = Set.copyOf(senders);
        processingIds = Set.copyOf(processingIds);
        for (String type : types) {
            if (!type.matches("[A-Z0-9]{3}(\\^[A-Z0-9]{3})?")) {
                throw new IllegalArgumentException("channel '" + channel + "': type '" + type
                        + "' is not written as a message type, ADT, or a type and event, ADT^A01");
            }
        }
        if (processingIds.isEmpty()) {
            throw new IllegalArgumentException("channel '" + channel + "' takes no processing id, so no message");
        }
    }

    /** Takes everything, answers as the message asks. */
    public static ChannelOptions of(String channel) {
        return new ChannelOptions(channel, AckMode.AUTO, Set.of(), Set.of(), ALL_PROCESSING_IDS, false);
    }

    public ChannelOptions withAck(AckMode mode) {
        return new ChannelOptions(channel, mode, types, senders, processingIds, aeIsFinal);
    }

    public ChannelOptions withTypes(Set<String> taken) {
        return new ChannelOptions(channel, ack, taken, senders, processingIds, aeIsFinal);
    }

    public ChannelOptions withSenders(Set<String> allowed) {
        return new ChannelOptions(channel, ack, types, allowed, processingIds, aeIsFinal);
    }

    public ChannelOptions withProcessingIds(Set<String> taken) {
        return new ChannelOptions(channel, ack, types, senders, taken, aeIsFinal);
    }

    public ChannelOptions withAeIsFinal(boolean isFinal) {
        return new ChannelOptions(channel, ack, types, senders, processingIds, isFinal);
    }
}
