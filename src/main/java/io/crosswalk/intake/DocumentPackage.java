package io.crosswalk.intake;

import io.crosswalk.message.BatchId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A ZIP package of documents, also as IHE XDM has it (ITI-32: INDEX.HTM, README.TXT, and below IHE_XDM folders with
 * METADATA.XML and documents). Its CDA documents are found by what they are; pages, stylesheets, pictures and other files
 * are passed over.
 *
 * <p>Nothing is ever written to a disk, so that no name in it can lead anywhere. What is unpacked is counted while it is
 * unpacked, whatever the package claims. Packages in packages are refused. One bad entry stops none of the others, until
 * the package as a whole has used up what it may.
 */
public final class DocumentPackage {

    /** Where what is found goes, in the order of the package. */
    public interface Visitor {

        /**
         * @param entry name of the document in the package
         * @param in the submission that it belongs to
         */
        void document(String entry, BatchId in, byte[] document);

        /** @param entry empty when the whole package is meant */
        void fault(String entry, DocumentFault fault);
    }

    private static final int MOST_ENTRIES = 10_000;
    private static final int PACKAGES_WORTH = 4;
    private static final int HIGHEST_RATIO = 200;
    /** Below this a high ratio fills no memory. */
    private static final int HARMLESS = 1 << 20;

    private static final int LARGEST_METADATA = 4 << 20;
    private static final int LONGEST_NAME = 200;

    private static final Set<String> NEVER_A_DOCUMENT = Set.of(
            "htm", "html", "xsl", "xslt", "css", "js", "txt", "md", "pdf", "png", "jpg", "jpeg", "gif", "tif", "tiff",
            "bmp", "svg", "dcm", "doc", "docx", "rtf", "xls", "xlsx", "csv", "json", "xsd", "sch", "sig", "p7s", "pem");

    private final byte[] content;
    private final long limit;
    private long unpacked;

    /**
     * @param limit most bytes of one document
     */
    public DocumentPackage(byte[] content, long limit) {
        this.content = content;
        this.limit = limit;
    }

    /** Whether {@code content} is a ZIP package: it begins with an entry, or is one without any. */
    public static boolean startsIn(byte[] content) {
        return content.length >= 4
                && content[0] == 'P'
                && content[1] == 'K'
                && (content[2] == 3 && content[3] == 4 || content[2] == 5 && content[3] == 6);
    }

    /** Shows the visitor all documents and faults; at least one of them. Called once. */
    public void visit(Visitor visitor) {
        if (entriesClaimed() > MOST_ENTRIES) {
            visitor.fault(
                    "",
                    DocumentFault.unwanted(
                            "E_PACKAGE_ENTRIES",
                            "",
                            "the package has more than " + MOST_ENTRIES + " entries",
                            "send it in several packages"));
            return;
        }
        Counting counting = new Counting(visitor);
        try (ZipFile zip = ZipFile.builder()
                .setByteArray(content)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            visit(zip, Collections.list(zip.getEntriesInPhysicalOrder()), counting);
        } catch (IOException | IllegalArgumentException e) {
            counting.fault("", damaged("the package cannot be read: its table of contents is damaged or missing"));
        }
        if (counting.seen == 0) {
            visitor.fault(
                    "",
                    DocumentFault.unwanted(
                            "E_PACKAGE_EMPTY",
                            "",
                            "there is no CDA document in the package",
                            "put the documents into the package as files of their own, not in another package"));
        }
    }

    /** Counted in the bytes before anything is made of them: a table of a million entries would fill the memory. */
    private int entriesClaimed() {
        int entries = 0;
        for (int at = 0; at + 3 < content.length; at++) {
            if (content[at] == 'P' && content[at + 1] == 'K' && content[at + 2] == 1 && content[at + 3] == 2) {
                entries++;
            }
        }
        return entries;
    }

    private void visit(ZipFile zip, List<ZipArchiveEntry> entries, Visitor visitor) {
        Map<String, BatchId> submissions = submissions(zip, entries);
        for (ZipArchiveEntry entry : entries) {
            if (entry.isDirectory()) {
                continue;
            }
            String name = shown(entry.getName());
            try {
                if (mayBeDocument(entry)) {
                    look(zip, entry, name, submissions.getOrDefault(folder(entry.getName()), BatchId.NONE), visitor);
                }
            } catch (DocumentFaultException e) {
                visitor.fault(name, e.fault());
                if (unpacked > limit * PACKAGES_WORTH) {
                    return;
                }
            } catch (IOException | IllegalArgumentException e) {
                visitor.fault(name, damaged("the entry cannot be unpacked: it is damaged"));
            }
        }
    }

    private static boolean mayBeDocument(ZipArchiveEntry entry) throws DocumentFaultException {
        String name = entry.getName();
        if (leadsOut(name) || entry.isUnixSymlink()) {
            throw new DocumentFaultException(DocumentFault.unwanted(
                    "E_PACKAGE_NAME",
                    "",
                    "the name of the entry leads out of the package, or it is a link",
                    "find out who has made this package: tools for documents do not write such entries"));
        }
        String ending = ending(name);
        if (ending.equals("zip")) {
            throw new DocumentFaultException(DocumentFault.unwanted(
                    "E_PACKAGE_NESTED",
                    "",
                    "a package in a package is not opened",
                    "send the inner package by itself"));
        }
        return !NEVER_A_DOCUMENT.contains(ending) && !isMetadata(name);
    }

    private static boolean leadsOut(String name) {
        String slashes = name.replace('\\', '/');
        return slashes.startsWith("/")
                || slashes.matches("[A-Za-z]:.*")
                || slashes.indexOf('\0') >= 0
                || ("/" + slashes + "/").contains("/../");
    }

    private void look(ZipFile zip, ZipArchiveEntry entry, String name, BatchId in, Visitor visitor)
            throws IOException, DocumentFaultException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new DocumentFaultException(DocumentFault.unwanted(
                    "E_PACKAGE_ENCRYPTED",
                    "",
                    "the entry is encrypted",
                    "send it without a password over a protected line"));
        }
        if (!zip.canReadEntryData(entry)) {
            throw new DocumentFaultException(DocumentFault.unwanted(
                    "E_PACKAGE_METHOD",
                    "",
                    "the entry is packed by a method that is not supported",
                    "pack it with the usual method of ZIP, deflate"));
        }
        byte[] document = unpack(zip, entry);
        if (DocumentRoot.isClinicalDocument(document)) {
            visitor.document(name, in, document);
        } else if (ending(name).equals("xml") && DocumentRoot.isBroken(document)) {
            // It may have been a document, so it is not passed over in silence.
            throw new DocumentFaultException(DocumentFault.unreadable(
                    "E_XML_BROKEN",
                    "",
                    "this is not well-formed XML: not even its first element can be read",
                    "have the sending system mend the document, and send it again"));
        }
    }

    private byte[] unpack(ZipFile zip, ZipArchiveEntry entry) throws IOException, DocumentFaultException {
        byte[] document;
        try (InputStream in = zip.getInputStream(entry)) {
            document = in.readNBytes((int) Math.min(limit + 1, allowed(entry) + 1));
        }
        unpacked += document.length;
        if (document.length > limit) {
            throw new DocumentFaultException(DocumentFault.tooLarge(limit));
        }
        if (document.length > allowed(entry) || unpacked > limit * PACKAGES_WORTH) {
            throw new DocumentFaultException(DocumentFault.unwanted(
                    "E_PACKAGE_BOMB",
                    "",
                    "it unpacks to far more than it is worth: more than " + HIGHEST_RATIO
                            + " times its size, or the whole package to more than " + limit * PACKAGES_WORTH + " bytes",
                    "find out who has made this package, or send its documents alone"));
        }
        CRC32 checksum = new CRC32();
        checksum.update(document);
        if (checksum.getValue() != (entry.getCrc() & 0xFFFFFFFFL)) {
            throw new DocumentFaultException(damaged("the checksum of the entry does not fit: it is damaged"));
        }
        return document;
    }

    /** What this entry may unpack to, by the room it takes in the package. */
    private static long allowed(ZipArchiveEntry entry) {
        return Math.max(HARMLESS, entry.getCompressedSize() * HIGHEST_RATIO);
    }

    /** The submissions of an XDM package by the folder that they are in. What cannot be read names no submission. */
    private Map<String, BatchId> submissions(ZipFile zip, List<ZipArchiveEntry> entries) {
        Map<String, BatchId> found = new HashMap<>();
        for (ZipArchiveEntry entry : entries) {
            if (isMetadata(entry.getName())
                    && unpacked <= limit
                    && !entry.getGeneralPurposeBit().usesEncryption()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] metadata = in.readNBytes(LARGEST_METADATA);
                    unpacked += metadata.length;
                    String id = DocumentRoot.submissionId(metadata);
                    found.put(folder(entry.getName()), id.isEmpty() ? BatchId.NONE : new BatchId("", id));
                } catch (IOException | IllegalArgumentException e) {
                    found.put(folder(entry.getName()), BatchId.NONE);
                }
            }
        }
        return found;
    }

    private static boolean isMetadata(String name) {
        return name.substring(folder(name).length()).equalsIgnoreCase("METADATA.XML");
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }

    private static DocumentFault damaged(String reason) {
        return DocumentFault.unreadable("E_PACKAGE_DAMAGED", "", reason, "send the package again");
    }

    private static final class Counting implements Visitor {

        private final Visitor visitor;
        private int seen;

        Counting(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void document(String entry, BatchId in, byte[] document) {
            seen++;
            visitor.document(entry, in, document);
        }

        @Override
        public void fault(String entry, DocumentFault fault) {
            seen++;
            visitor.fault(entry, fault);
        }
    }
}
