package io.crosswalk.intake;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Tells by its first element what a file is, and which submission an XDM package is of. */
public final class DocumentRoot {

    static final String CLINICAL_DOCUMENT = "ClinicalDocument";

    /** XDS metadata (ITI TF-3, 4.2.3.3.12): the scheme of the unique id of a submission set. */
    private static final String SUBMISSION_SET_ID = "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8";

    private DocumentRoot() {}

    /** Whether the first element is that of a CDA document. What comes behind it is not looked at. */
    public static boolean isClinicalDocument(byte[] content) {
        return root(content).equals(CLINICAL_DOCUMENT);
    }

    /** Whether there is no first element that could be read. */
    static boolean isBroken(byte[] content) {
        return root(content).isEmpty();
    }

    /** Names no element is written with: empty when there is none. */
    private static String root(byte[] content) {
        if (!mayBeXml(content)) {
            return "";
        }
        try {
            return root(SafeXml.read(content));
        } catch (XMLStreamException e) {
            try {
                // A character set that is declared and not true; markup is ASCII in all of them.
                return root(SafeXml.read(
                        new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.ISO_8859_1)));
            } catch (XMLStreamException again) {
                return "";
            }
        }
    }

    private static String root(XMLStreamReader xml) throws XMLStreamException {
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    return SafeXml.nameOf(xml);
                }
            }
            return "";
        } finally {
            xml.close();
        }
    }

    /** Pictures and office files are not given to a parser at all. */
    private static boolean mayBeXml(byte[] content) {
        for (int at = 0; at < content.length && at < 64; at++) {
            if (content[at] == '<') {
                return true;
            }
            // White space, and the marks of UTF-8 and UTF-16.
            if (content[at] > ' ') {
                return false;
            }
        }
        return false;
    }

    /** The id of the submission set of an XDM package; empty when there is none that can be read. */
    static String submissionId(byte[] metadata) {
        try {
            XMLStreamReader xml = SafeXml.read(metadata);
            try {
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT
                            && SUBMISSION_SET_ID.equals(xml.getAttributeValue(null, "identificationScheme"))) {
                        String id = xml.getAttributeValue(null, "value");
                        return id == null ? "" : id.strip();
                    }
                }
                return "";
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            return "";
        }
    }
}
