package io.crosswalk.source.hl7v2;

/** The bytes do not start with a readable MSH segment. The code is stable, the message holds no value of the source. */
public class Hl7v2HeaderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the header. */
    public enum Code {
        /** There are no bytes, or none that mean anything. */
        E_EMPTY,
        /** The bytes are XML or JSON, not the delimited encoding. */
        E_ENCODING,
        /** The bytes do not start with MSH. */
        E_MSH_MISSING,
        /** MSH-1 is a letter, a digit, a blank or a line end. */
        E_MSH_SEPARATOR,
        /** MSH-2 has no character, more than five, or one of them twice. */
        E_MSH_ENCODING_CHARACTERS
    }

    private final Code code;

    Hl7v2HeaderException(Code code, String reason) {
        super(reason);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
