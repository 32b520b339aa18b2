package io.crosswalk.pipeline.broker;

import io.crosswalk.message.BatchId;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;

/**
 * Our nouns as messages of the broker: the payload is the body, the rest are properties without patient data.
 *
 * <p>The version lets a later engine read the queue that an earlier one has left.
 */
public final class Envelope {

    private static final int VERSION = 1;

    private static final SimpleString VERSION_NAME = SimpleString.of("cwVersion");
    private static final SimpleString KEY = SimpleString.of("cwKey");
    private static final SimpleString ACCEPT_ID = SimpleString.of("cwAcceptId");
    private static final SimpleString CHANNEL = SimpleString.of("cwChannel");
    private static final SimpleString SENDER = SimpleString.of("cwSender");
    private static final SimpleString FORMAT = SimpleString.of("cwFormat");
    private static final SimpleString CONTROL_ID = SimpleString.of("cwControlId");
    private static final SimpleString TYPE = SimpleString.of("cwType");
    private static final SimpleString RECEIVED_AT = SimpleString.of("cwReceivedAt");
    private static final SimpleString FILE_ID = SimpleString.of("cwFileId");
    private static final SimpleString BATCH_ID = SimpleString.of("cwBatchId");
    private static final SimpleString DESTINATION = SimpleString.of("cwDestination");
    private static final SimpleString MESSAGE_ID = SimpleString.of("cwMessageId");
    private static final SimpleString CHECKSUM = SimpleString.of("cwChecksum");

    private Envelope() {}

    /** A Bundle that waits for its destination, and its message's number in the history. */
    public record Outbound(Delivery delivery, String channel, long messageId, Instant receivedAt) {}

    /** The message in the queue is not what was put there: its disk or its broker damaged it. */
    public static final class DamagedException extends Exception {

        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    public static ClientMessage write(BrokerSession session, ReceivedMessage received) {
        ClientMessage message = start(session, received.key(), received.acceptId(), received.body());
        message.putStringProperty(CHANNEL, SimpleString.of(received.channel()));
        message.putStringProperty(SENDER, SimpleString.of(received.sender()));
        message.putStringProperty(FORMAT, SimpleString.of(received.format().name()));
        message.putStringProperty(CONTROL_ID, SimpleString.of(received.controlId()));
        message.putStringProperty(TYPE, SimpleString.of(received.type()));
        putInstant(message, received.receivedAt());
        putWhereGiven(message, FILE_ID, received.batch().file());
        putWhereGiven(message, BATCH_ID, received.batch().batch());
        return message;
    }

    public static ClientMessage write(BrokerSession session, Outbound outbound) {
        Delivery delivery = outbound.delivery();
        ClientMessage message = start(session, delivery.key(), delivery.acceptId(), delivery.bundle());
        message.putStringProperty(CHANNEL, SimpleString.of(outbound.channel()));
        message.putStringProperty(DESTINATION, SimpleString.of(delivery.destination()));
        message.putLongProperty(MESSAGE_ID, outbound.messageId());
        // The broker gives all messages of one group to one consumer, in order.
        message.putStringProperty(Message.HDR_GROUP_ID, SimpleString.of(delivery.lane()));
        putInstant(message, outbound.receivedAt());
        return message;
    }

    public static ReceivedMessage readReceived(ClientMessage message) throws DamagedException {
        return new ReceivedMessage(
                new MessageKey(text(message, KEY)),
                text(message, ACCEPT_ID),
                text(message, CHANNEL),
                text(message, SENDER),
                Format.valueOf(text(message, FORMAT)),
                text(message, CONTROL_ID),
                text(message, TYPE),
                instant(message),
                new BatchId(textWhereGiven(message, FILE_ID), textWhereGiven(message, BATCH_ID)),
                body(message));
    }

    public static Outbound readOutbound(ClientMessage message) throws DamagedException {
        Delivery delivery = new Delivery(
                new MessageKey(text(message, KEY)),
                text(message, ACCEPT_ID),
                text(message, DESTINATION),
                text(message, Message.HDR_GROUP_ID),
                body(message));
        return new Outbound(delivery, text(message, CHANNEL), message.getLongProperty(MESSAGE_ID), instant(message));
    }

    private static ClientMessage start(BrokerSession session, MessageKey key, String acceptId, byte[] body) {
        ClientMessage message = session.message();
        message.putIntProperty(VERSION_NAME, VERSION);
        message.putStringProperty(KEY, SimpleString.of(key.value()));
        message.putStringProperty(ACCEPT_ID, SimpleString.of(acceptId));
        message.putLongProperty(CHECKSUM, checksum(body));
        message.getBodyBuffer().writeBytes(body);
        return message;
    }

    private static void putWhereGiven(ClientMessage message, SimpleString name, String text) {
        if (!text.isEmpty()) {
            message.putStringProperty(name, SimpleString.of(text));
        }
    }

    private static String textWhereGiven(ClientMessage message, SimpleString name) {
        String text = message.getStringProperty(name);
        return text == null ? "" : text;
    }

    private static void putInstant(ClientMessage message, Instant instant) {
        message.putStringProperty(RECEIVED_AT, SimpleString.of(instant.toString()));
    }

    private static Instant instant(ClientMessage message) throws DamagedException {
        return Instant.parse(text(message, RECEIVED_AT));
    }

    private static String text(ClientMessage message, SimpleString name) throws DamagedException {
        String value = message.getStringProperty(name);
        if (value == null) {
            throw new DamagedException("the message in the queue has no property " + name);
        }
        return value;
    }

    /** The journal of the broker has no checksums of its own. */
    private static byte[] body(ClientMessage message) throws DamagedException {
        byte[] body = new byte[message.getBodySize()];
        message.getBodyBuffer().readBytes(body);
        Long wanted = message.getLongProperty(CHECKSUM);
        if (wanted == null || wanted != checksum(body)) {
            throw new DamagedException("the payload in the queue is not the one that was put there");
        }
        return body;
    }

    private static long checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return checksum.getValue();
    }
}
