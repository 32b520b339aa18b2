package io.crosswalk.source;

/** A path names a place that its standard does not have. The message says what is wrong and what comes nearest. */
public class SourcePathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourcePathException(String message) {
        super(message);
    }
}
