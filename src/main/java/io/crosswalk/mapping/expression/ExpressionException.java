package io.crosswalk.mapping.expression;

/** A text does not follow the grammar. */
public class ExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String reason;
    private final String suggestion;

    public ExpressionException(int offset, String message) {
        this(offset, message, "");
    }

    public ExpressionException(int offset, String message, String suggestion) {
        super(message, null, false, false);
        this.offset = offset;
        this.reason = message;
        this.suggestion = suggestion;
    }

    /** Where in the text, from 0. */
    public int offset() {
        return offset;
    }

    /** What is wrong, in one clause. */
    public String reason() {
        return reason;
    }

    /** The nearest right word; empty when nothing comes near. */
    public String suggestion() {
        return suggestion;
    }
}
