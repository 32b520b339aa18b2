package io.crosswalk.intake;

import com.ctc.wstx.exc.WstxEOFException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the header of a CDA document and looks whether the rest is well-formed, so that a document that was cut off is
 * told to its sender and not found at night. Nothing is built of it: a document costs what reading its characters costs.
 *
 * <p>A document type declaration is refused (entities of it can read files or fill memory); nothing is fetched from
 * anywhere. Safe across threads.
 */
final class CdaHeaderReader {

    private static final int DEEPEST_OF_HEADER = 5;

    /** Places in the header that are read, and which attributes make their value. */
    private static final Map<String, String[]> WANTED = Map.of(
            "/ClinicalDocument/id", new String[] {"root", "extension"},
            "/ClinicalDocument/versionNumber", new String[] {"value"},
            "/ClinicalDocument/code", new String[] {"code"},
            "/ClinicalDocument/effectiveTime", new String[] {"value"},
            "/ClinicalDocument/recordTarget/patientRole/id", new String[] {"root", "extension"},
            "/ClinicalDocument/custodian/assignedCustodian/representedCustodianOrganization/id",
                    new String[] {"root", "extension"});

    private CdaHeaderReader() {}

    /** @throws DocumentFaultException when it is no well-formed CDA document */
    static CdaHeader read(byte[] document) throws DocumentFaultException {
        try {
            return read(SafeXml.read(document));
        } catch (XMLStreamException e) {
            return readByOtherCharacters(document, e);
        }
    }

    /**
     * Senders declare a character set and write another one. Which one it is matters to those who read the text; here it
     * is enough that markup is ASCII in all of them.
     */
    private static CdaHeader readByOtherCharacters(byte[] document, XMLStreamException first)
            throws DocumentFaultException {
        try {
            return read(SafeXml.read(
                    new InputStreamReader(new ByteArrayInputStream(document), StandardCharsets.ISO_8859_1)));
        } catch (XMLStreamException e) {
            throw new DocumentFaultException(broken(first));
        }
    }

    private static CdaHeader read(XMLStreamReader xml) throws XMLStreamException, DocumentFaultException {
        try {
            Map<String, String> found = new HashMap<>();
            StringBuilder path = new StringBuilder();
            int depth = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new DocumentFaultException(declared(xml.getLocation()));
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (depth == 1 && !SafeXml.nameOf(xml).equals(DocumentRoot.CLINICAL_DOCUMENT)) {
                        throw new DocumentFaultException(otherRoot(xml));
                    }
                    if (depth <= DEEPEST_OF_HEADER) {
                        path.append('/').append(SafeXml.nameOf(xml));
                        note(xml, path.toString(), found);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (depth <= DEEPEST_OF_HEADER) {
                        path.setLength(path.lastIndexOf("/"));
                    }
                    depth--;
                }
            }
            return header(found);
        } finally {
            xml.close();
        }
    }

    /** The first of each place counts. */
    private static void note(XMLStreamReader xml, String path, Map<String, String> found) {
        String[] attributes = WANTED.get(path);
        if (attributes != null && !found.containsKey(path)) {
            String value = attribute(xml, attributes[0]);
            String more = attributes.length > 1 ? attribute(xml, attributes[1]) : "";
            found.put(path, more.isEmpty() ? value : value + "^" + more);
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    private static CdaHeader header(Map<String, String> found) {
        String root = "/" + DocumentRoot.CLINICAL_DOCUMENT;
        return new CdaHeader(
                found.getOrDefault(root + "/id", ""),
                found.getOrDefault(root + "/versionNumber", ""),
                found.getOrDefault(root + "/code", ""),
                found.getOrDefault(root + "/effectiveTime", ""),
                found.getOrDefault(root + "/recordTarget/patientRole/id", ""),
                found.getOrDefault(root + "/custodian/assignedCustodian/representedCustodianOrganization/id", ""));
    }

    private static DocumentFault declared(Location at) {
        return DocumentFault.unwanted(
                "E_XML_DTD",
                place(at),
                "it has a document type declaration (DOCTYPE), which can make a reader fetch files or fill its memory",
                "send the document without the declaration; CDA has none");
    }

    private static DocumentFault otherRoot(XMLStreamReader xml) {
        return DocumentFault.unwanted(
                "E_NOT_CDA",
                place(xml.getLocation()),
                "its root element is not ClinicalDocument, so it is no CDA document",
                "send CDA documents to this channel, alone or in a ZIP package");
    }

    /** Texts of the parser may quote the document: its place is used, its words are not. */
    private static DocumentFault broken(XMLStreamException e) {
        boolean ends = e instanceof WstxEOFException;
        return DocumentFault.unreadable(
                ends ? "E_XML_ENDS" : "E_XML_BROKEN",
                e.getLocation() == null ? "" : place(e.getLocation()),
                ends
                        ? "the document ends here in the middle: it was not written or not sent to its end"
                        : "this is not well-formed XML: a tag, an attribute or a character does not fit",
                ends
                        ? "send the whole document again"
                        : "have the sending system mend the document, and send it again");
    }

    private static String place(Location at) {
        return "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    }
}
