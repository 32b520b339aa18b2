package io.crosswalk.pipeline.broker;

/** The broker cannot be used as it is. The message says what is wrong and what to do about it. */
public class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
