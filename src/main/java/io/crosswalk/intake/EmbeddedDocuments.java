package io.crosswalk.intake;

import io.crosswalk.message.BatchId;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.EncapsulatedData;
import io.crosswalk.source.hl7v2.Hl7v2Message;
import io.crosswalk.source.hl7v2.Hl7v2Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds CDA documents inside of HL7 v2 messages: in OBX-5 of a document notification (MDM) or of a result (ORU), in Base64,
 * in hexadecimal, as text, or in the MIME package of CDA's own annex on exchange.
 *
 * <p>Each is a message of its own, under the same key as if it had come as a file. What its sender has deleted or marked
 * as wrong is not taken, nor a document that is no longer available. Safe across threads.
 */
public final class EmbeddedDocuments {

    /**
     * What was found in one message.
     *
     * @param documents to be handed on, in the order of the message
     * @param issues what is to be said about the message for it
     */
    public record Found(List<ReceivedMessage> documents, List<Issue> issues) {

        public Found {
            documents = List.copyOf(documents);
            issues = List.copyOf(issues);
        }
    }

    /** OBX-11, table 0085: deleted; wrong. */
    private static final Set<String> TAKEN_BACK = Set.of("D", "W");

    /** TXA-19, table 0273: deleted; obsolete. */
    private static final Set<String> NOT_AVAILABLE = Set.of("CA", "OB");

    /** How a document begins whose sender does not say that it is encoded: {@code <?xml}, {@code <Clin}, the mark of UTF-8. */
    private static final Set<String> XML_IN_BASE64 = Set.of("PD94bWwg", "PENsaW5p", "77u/PD94");

    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary\\s*=\\s*\"?([^\"\\s;]{1,70})");
    private static final Pattern TRANSFER_BASE64 = Pattern.compile("(?im)^content-transfer-encoding:\\s*base64\\s*$");
    private static final Pattern HEAD_END = Pattern.compile("\\r?\\n\\r?\\n");

    private final DocumentIntake intake;
    private final DocumentOptions options;

    public EmbeddedDocuments(DocumentOptions options, DocumentIntake intake) {
        this.options = options;
        this.intake = intake;
    }

    /** Looks into a message of HL7 v2. */
    public Found in(byte[] message) {
        Search search = new Search();
        Hl7v2Message read = Hl7v2Reader.read(message, null);
        boolean available = !NOT_AVAILABLE.contains(read.firstOf("TXA", 19, 1));
        for (EncapsulatedData data : EncapsulatedData.of(read)) {
            search.look(data, available && !TAKEN_BACK.contains(data.status()));
        }
        return new Found(search.documents, search.issues);
    }

    private final class Search {

        private final List<ReceivedMessage> documents = new ArrayList<>();
        private final List<Issue> issues = new ArrayList<>();

        void look(EncapsulatedData data, boolean holds) {
            Optional<byte[]> content = content(data);
            if (content.isEmpty()) {
                refused(
                        data,
                        DocumentFault.unreadable(
                                "E_ENCODING", "", "the data is not in the encoding that ED.4 says", "send it again"));
            } else if (DocumentPackage.startsIn(content.get())) {
                unpack(data, content.get(), holds);
            } else if (DocumentRoot.isClinicalDocument(content.get())) {
                take(data, content.get(), BatchId.NONE, holds);
            }
        }

        private void unpack(EncapsulatedData data, byte[] content, boolean holds) {
            new DocumentPackage(content, options.limit()).visit(new DocumentPackage.Visitor() {
                @Override
                public void document(String entry, BatchId in, byte[] document) {
                    take(data, document, in, holds);
                }

                @Override
                public void fault(String entry, DocumentFault fault) {
                    // Office files are packages too, and are no documents that failed.
                    if (!fault.code().equals("E_PACKAGE_EMPTY")) {
                        refused(data, fault);
                    }
                }
            });
        }

        private void take(EncapsulatedData data, byte[] document, BatchId in, boolean holds) {
            if (!holds) {
                issues.add(new Issue(
                        Issue.Severity.INFORMATION,
                        "embedded-document-withdrawn",
                        data.place(),
                        "",
                        "the CDA document in it is not converted: its sender has deleted it, marked it as wrong, or says"
                                + " that it is no longer available"));
                return;
            }
            try {
                ReceivedMessage message = intake.receive(document, in);
                documents.add(message);
                issues.add(new Issue(
                        Issue.Severity.INFORMATION,
                        "embedded-document",
                        data.place(),
                        "",
                        "the CDA document in it is a message of its own in channel " + options.channel()
                                + ", with the key " + message.key()));
            } catch (DocumentFaultException e) {
                refused(data, e.fault());
            }
        }

        private void refused(EncapsulatedData data, DocumentFault fault) {
            issues.add(Issue.error(
                    "embedded-document-refused",
                    data.place(),
                    "",
                    "the document in it is not converted (" + fault.code() + "): " + fault.text()));
        }
    }

    /** The bytes of the file; of a text without any, nothing; empty when they cannot be decoded and might be a document. */
    private static Optional<byte[]> content(EncapsulatedData data) {
        byte[] nothing = new byte[0];
        try {
            return Optional.of(
                    switch (data.encoding().toLowerCase(Locale.ROOT)) {
                        case "base64" -> unwrapped(Base64.getMimeDecoder().decode(data.data()));
                        case "hex" -> HexFormat.of().parseHex(data.data().replaceAll("\\s", ""));
                        default -> unwrapped(data.data());
                    });
        } catch (IllegalArgumentException e) {
            String subtype = data.subtype().toLowerCase(Locale.ROOT);
            return subtype.contains("xml") || subtype.contains("cda") ? Optional.empty() : Optional.of(nothing);
        }
    }

    private static byte[] unwrapped(byte[] content) {
        return isMime(new String(content, 0, Math.min(content.length, 40), StandardCharsets.ISO_8859_1))
                ? unwrapped(new String(content, StandardCharsets.UTF_8))
                : content;
    }

    /** The text in the character set that it declares, so that its bytes and its declaration agree. */
    private static byte[] unwrapped(String text) {
        if (isMime(text)) {
            return fromMime(text);
        }
        if (XML_IN_BASE64.stream().anyMatch(text.strip()::startsWith)) {
            return Base64.getMimeDecoder().decode(text);
        }
        Matcher declared = DECLARED.matcher(text);
        Charset charset = StandardCharsets.UTF_8;
        if (declared.find()) {
            try {
                charset = Charset.forName(declared.group(1));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                charset = StandardCharsets.UTF_8;
            }
        }
        return text.strip().getBytes(charset);
    }

    private static boolean isMime(String text) {
        String begin = text.stripLeading();
        return begin.regionMatches(true, 0, "MIME-Version:", 0, 13)
                || begin.regionMatches(true, 0, "Content-Type: multipart", 0, 23);
    }

    /** The first part that is a CDA document (CDA R2, ch. 3 of its annex on exchange); nothing when there is none. */
    private static byte[] fromMime(String text) {
        Matcher boundary = BOUNDARY.matcher(text);
        if (!boundary.find()) {
            return new byte[0];
        }
        for (String part : text.split("\\r?\\n?--" + Pattern.quote(boundary.group(1)) + "(--)?[ \\t]*\\r?\\n?", -1)) {
            Matcher head = HEAD_END.matcher(part);
            if (head.find()) {
                String body = part.substring(head.end());
                byte[] content =
                        TRANSFER_BASE64.matcher(part.substring(0, head.start())).find()
                                ? Base64.getMimeDecoder().decode(body)
                                : unwrapped(body);
                if (DocumentRoot.isClinicalDocument(content)) {
                    return content;
                }
            }
        }
        return new byte[0];
    }
}
