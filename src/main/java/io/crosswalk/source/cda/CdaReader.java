package io.crosswalk.source.cda;

import io.crosswalk.source.IssueLog;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the bytes of one document. Any bytes: nothing is thrown for what they are. */
public final class CdaReader {

    private CdaReader() {}

    /**
     * Reads a document into a tree.
     *
     * @param body the bytes as they came; they must not be changed afterwards
     * @param zone where times are taken to be that have no offset, when the document has none for them either; empty when
     *     nobody said, then such times are known to the day only
     * @return not readable, with a fatal issue that names line, column and reason, when the bytes are no well-formed XML,
     *     have a document type declaration, or are beyond the limits
     */
    public static CdaDocument read(byte[] body, Optional<ZoneId> zone) {
        IssueLog issues = new IssueLog();
        try {
            if (body.length > CdaLimits.BYTES) {
                throw new XmlFault("xml-too-large", 0, "the document has more than " + CdaLimits.BYTES + " bytes");
            }
            return new CdaDocument(XmlBytes.of(body), body.length, zone, issues);
        } catch (XmlFault fault) {
            return new CdaDocument(fault, body, issues);
        }
    }
}
