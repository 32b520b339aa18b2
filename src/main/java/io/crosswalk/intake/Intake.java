package io.crosswalk.intake;

import io.crosswalk.message.BatchId;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Hl7v2Header;
import io.crosswalk.source.hl7v2.Hl7v2HeaderException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides about each message of one channel: take it, answer it as before, or refuse it with the reason.
 *
 * <p>It looks at the header only and is liberal there: a type that nothing can convert is still taken and kept, so that
 * it is not lost and can be replayed when there is a mapping. Safe across threads; keeps nothing between messages.
 */
public final class Intake {

    private final ChannelOptions options;
    private final AcceptedMessages earlier;
    private final InstantSource clock;

    public Intake(ChannelOptions options, AcceptedMessages earlier, InstantSource clock) {
        this.options = options;
        this.earlier = earlier;
        this.clock = clock;
    }

    /** As {@link #receive(byte[], String, BatchId)}, of a message that came alone. */
    public Acceptance receive(byte[] frame, String sender) {
        return receive(frame, sender, BatchId.NONE);
    }

    /**
     * @param frame the bytes of one message
     * @param sender who sent it, when that is proved (a certificate's name); empty otherwise. No network address: the
     *     same message over another line is the same message
     * @param in what it came in; it is kept with the message and is no part of its key
     */
    public Acceptance receive(byte[] frame, String sender, BatchId in) {
        int start = HeaderCheck.startOf(frame);
        Optional<Rejection> strange = HeaderCheck.strange(frame, start);
        if (strange.isPresent()) {
            return answerToNobody(strange.get(), frame, sender);
        }
        MshHeader header = MshHeader.read(frame, start);
        MessageKey key = keyOf(header, frame, sender);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Rejection> rejection = HeaderCheck.fault(header, options).or(() -> HeaderCheck.second(frame, header));
        if (rejection.isPresent()) {
            return rejected(header, key, now, rejection.get());
        }
        Optional<AcceptedMessages.Earlier> first = earlier.find(key);
        return first.isPresent()
                ? repeated(header, key, first.get())
                : acceptedOrUnreadable(header, key, now, in, frame);
    }

    private Acceptance rejected(MshHeader header, MessageKey key, Instant now, Rejection rejection) {
        return new Acceptance.Rejected(rejection, reply(header, AckOutcome.REJECTED, key, now, Optional.of(rejection)));
    }

    private Acceptance repeated(MshHeader header, MessageKey key, AcceptedMessages.Earlier first) {
        return new Acceptance.Repeated(key, first, asThen(header, key, first));
    }

    private Reply asThen(MshHeader header, MessageKey key, AcceptedMessages.Earlier first) {
        return reply(header, AckOutcome.STORED, key, first.acceptedAt(), Optional.empty());
    }

    private Acceptance acceptedOrUnreadable(MshHeader header, MessageKey key, Instant now, BatchId in, byte[] frame) {
        try {
            return accepted(header, Hl7v2Header.read(frame), key, now, in, frame);
        } catch (Hl7v2HeaderException e) {
            return rejected(header, key, now, HeaderCheck.unreadable(e));
        }
    }

    private Acceptance accepted(
            MshHeader header, Hl7v2Header read, MessageKey key, Instant now, BatchId in, byte[] frame) {
        ReceivedMessage message = new ReceivedMessage(
                key,
                UUID.randomUUID().toString(),
                options.channel(),
                senderOf(read),
                Format.HL7V2,
                read.controlId().strip(),
                read.type(),
                now,
                in,
                frame);
        return new Acceptance.Accepted(
                message,
                reply(header, AckOutcome.STORED, key, now, Optional.empty()),
                reason -> reply(header, AckOutcome.NOT_STORED, key, now, Optional.of(Rejection.notStored(reason))),
                first -> asThen(header, key, first));
    }

    private Reply reply(
            MshHeader header, AckOutcome outcome, MessageKey key, Instant at, Optional<Rejection> rejection) {
        if (outcome == AckOutcome.NOT_STORED && options.aeIsFinal()) {
            return Reply.Close.because("not stored, and this sender drops a message that is answered with AE");
        }
        Optional<String> code = AckRules.code(header, options.ack(), outcome);
        if (code.isPresent()) {
            return new Reply.Acknowledge(
                    AckBuilder.write(header, code.get(), controlId(key, outcome, at), at, rejection));
        }
        // Silence would tell this sender that all is well, and it is not.
        return outcome == AckOutcome.NOT_STORED
                ? Reply.Close.because("not stored, and this sender asks for no answer")
                : new Reply.Silent();
    }

    /** The answer to a sender of something else: it may look at it or not, and the connection ends. */
    private Acceptance answerToNobody(Rejection rejection, byte[] frame, String sender) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        MshHeader header = MshHeader.none();
        byte[] answer = AckBuilder.write(
                header,
                AckOutcome.REJECTED.applicationCode(),
                controlId(keyOf(header, frame, sender), AckOutcome.REJECTED, now),
                now,
                Optional.of(rejection));
        return new Acceptance.Rejected(rejection, new Reply.Close(answer, rejection.text()));
    }

    private MessageKey keyOf(MshHeader header, byte[] frame, String sender) {
        return MessageKey.of(options.channel(), sender, text(header, 3), text(header, 4), text(header, 10), frame);
    }

    /** One byte one character: a key must not depend on how well the character set was guessed. */
    private static String text(MshHeader header, int field) {
        return new String(header.raw(field), StandardCharsets.ISO_8859_1);
    }

    private static String senderOf(Hl7v2Header header) {
        String application = header.component(header.sendingApplication(), 1);
        String facility = header.component(header.sendingFacility(), 1);
        return application.isEmpty() && facility.isEmpty() ? "" : application + "|" + facility;
    }

    /**
     * MSH-10 of the acknowledgement, 20 characters as v2.1 allows. A yes is named after the message alone, so that a
     * repeat gets the same one; a no may be said several times and is named after its moment too.
     */
    private static String controlId(MessageKey key, AckOutcome outcome, Instant at) {
        String name = outcome == AckOutcome.STORED
                ? key.value()
                : MessageKey.of(
                                outcome.name(),
                                at.toString(),
                                "",
                                "",
                                "",
                                key.value().getBytes(StandardCharsets.US_ASCII))
                        .value();
        return "CW" + name.substring(0, 18);
    }
}
