package io.crosswalk.cli;

import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Batch;
import io.crosswalk.source.hl7v2.Hl7v2Header;
import java.time.Instant;

/** A message out of a file as if it had been received: it has no authenticated sender and no acknowledgement. */
final class FileMessages {

    private static final String CHANNEL = "file";
    private static final String DOCUMENT = "ClinicalDocument";

    private FileMessages() {}

    /** @throws io.crosswalk.source.hl7v2.Hl7v2HeaderException when the message has no readable MSH */
    static ReceivedMessage received(Format format, Batch.Member member, Instant at) {
        byte[] body = member.message();
        if (format == Format.CDA) {
            MessageKey key = MessageKey.of(CHANNEL, "", "", "", "", body);
            return new ReceivedMessage(key, "", CHANNEL, "", format, "", DOCUMENT, at, member.in(), body);
        }
        Hl7v2Header header = Hl7v2Header.read(body);
        MessageKey key = MessageKey.of(
                CHANNEL, "", header.sendingApplication(), header.sendingFacility(), header.controlId(), body);
        return new ReceivedMessage(
                key, "", CHANNEL, "", format, header.controlId(), header.type(), at, member.in(), body);
    }
}
