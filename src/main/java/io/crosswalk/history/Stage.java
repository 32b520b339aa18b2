package io.crosswalk.history;

/** The stations of a message's journey, in order. */
public enum Stage {
    RECEIVE,
    CONVERT,
    VALIDATE,
    CONSENT,
    ROUTE,
    DELIVER
}
