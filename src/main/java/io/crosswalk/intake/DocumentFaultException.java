package io.crosswalk.intake;

/** A document is not taken. */
public final class DocumentFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient DocumentFault fault;

    public DocumentFaultException(DocumentFault fault) {
        super(fault.text());
        this.fault = fault;
    }

    public DocumentFault fault() {
        return fault;
    }
}
