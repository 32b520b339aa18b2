package io.crosswalk.message;

/** Where a message stands, for the whole message or for one destination of it. */
public enum Status {
    /** Stored durably and acknowledged; not yet converted. */
    RECEIVED,
    /** A Bundle was made. */
    CONVERTED,
    /** No destination wants it, or consent or routing withheld it; the reason stands beside it. */
    FILTERED,
    /** Waiting in the destination's durable queue. */
    QUEUED,
    /** The destination confirmed it. */
    SENT,
    /** Refused by the destination as a fault of this message; kept until somebody decides. */
    PARKED,
    /** Could not be processed; kept until somebody decides. */
    ERROR
}
