package io.crosswalk.intake;

import io.crosswalk.message.BatchId;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Decides about each document of one channel: take it, or refuse it with the reason.
 *
 * <p>It looks at the header and whether the rest is well-formed, and is liberal beyond that: a document of an unknown
 * template is taken and kept. Safe across threads; keeps nothing between documents.
 */
public final class DocumentIntake {

    /** Longer names of documents are cut for lists and queues; the key has them whole. */
    private static final int LONGEST_NAME = 250;

    private final DocumentOptions options;
    private final InstantSource clock;

    public DocumentIntake(DocumentOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * @param document the bytes as they came
     * @param in what it came in
     * @throws DocumentFaultException when it is not to be taken
     */
    public ReceivedMessage receive(byte[] document, BatchId in) throws DocumentFaultException {
        refuseStrange(document);
        CdaHeader header = CdaHeaderReader.read(document);
        if (!options.types().isEmpty() && !options.types().contains(header.code())) {
            throw new DocumentFaultException(DocumentFault.unwanted(
                    "E_DOCUMENT_TYPE",
                    "ClinicalDocument/code",
                    "this channel does not take documents of this type",
                    "send it to another channel, or add its code to 'types' at crosswalk:receive in the route"));
        }
        return new ReceivedMessage(
                MessageKey.ofDocument(options.channel(), header.id(), header.version(), document),
                UUID.randomUUID().toString(),
                options.channel(),
                fit(header.custodian()),
                Format.CDA,
                fit(header.id()),
                header.code().isEmpty() ? "" : "CDA^" + fit(header.code()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                in,
                document);
    }

    private void refuseStrange(byte[] document) throws DocumentFaultException {
        if (document.length > options.limit()) {
            throw new DocumentFaultException(DocumentFault.tooLarge(options.limit()));
        }
        int start = HeaderCheck.startOf(document);
        if (start >= document.length) {
            throw new DocumentFaultException(
                    DocumentFault.unreadable("E_EMPTY", "", "it is empty", "send the document again"));
        }
        if (startsWith(document, start, "MSH")
                || startsWith(document, start, "FHS")
                || startsWith(document, start, "BHS")) {
            throw new DocumentFaultException(DocumentFault.unwanted(
                    "E_NOT_CDA",
                    "",
                    "it is an HL7 v2 message, and this channel takes CDA documents",
                    "send HL7 v2 over MLLP to a channel that takes messages"));
        }
    }

    private static boolean startsWith(byte[] document, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= document.length || document[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String fit(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
