package io.crosswalk.source.cda;

/** The bytes are no XML document that is read. Caught by {@link CdaReader}, which makes an issue of it. */
final class XmlFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int offset;

    /** @param reason half a sentence, without anything from the document */
    XmlFault(String code, int offset, String reason) {
        // No stack trace: a hostile sender must not make faults expensive.
        super(reason, null, false, false);
        this.code = code;
        this.offset = offset;
    }

    static XmlFault notWellFormed(int offset, String reason) {
        return new XmlFault("xml-not-well-formed", offset, reason);
    }

    String code() {
        return code;
    }

    /** The byte that could not be read. */
    int offset() {
        return offset;
    }
}
