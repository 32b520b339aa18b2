package io.crosswalk.delivery;

/** Why a delivery did not succeed, by what has to happen for it to succeed. */
public enum Fault {
    /** Passes by itself: the destination is down, busy or out of reach. */
    TRANSIENT,
    /** The destination's state collides with this message for the moment. */
    CONFLICT,
    /** The destination broke on it: its fault or the message's, which only its health tells. */
    BROKEN,
    /** Not found: a wrong address, or something in the message that is not there. Only its health tells. */
    ABSENT,
    /** Somebody must change how the destination is set up: address, rights, certificate. */
    CONFIGURATION,
    /** This message will never be taken as it is. */
    MESSAGE
}
