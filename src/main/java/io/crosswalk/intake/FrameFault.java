package io.crosswalk.intake;

/** What can be wrong with the frames of a connection. */
public enum FrameFault {
    /** A new start block, the end of the connection, or nothing at all came where the end block was due. */
    NO_END("E_FRAME_NO_END"),
    /** A message, or what looks like one, without a start block before it. */
    NO_START("E_FRAME_NO_START"),
    /** Bytes between frames that are no line ends or padding. */
    OUTSIDE("E_FRAME_OUTSIDE"),
    /** Start block and end block with nothing between. */
    EMPTY("E_FRAME_EMPTY"),
    /** More bytes than a frame may have. */
    TOO_LONG("E_FRAME_TOO_LONG"),
    /** Not complete within its time. */
    TOO_SLOW("E_FRAME_TOO_SLOW"),
    /** Gave way, as the largest one in the making, when the memory for frames was used up. */
    NO_ROOM("E_FRAME_NO_ROOM"),
    /** HTTP or TLS on a plain MLLP port. */
    NOT_MLLP("E_FRAME_NOT_MLLP"),
    /** The sender does not read its acknowledgements. */
    REPLY_NOT_READ("E_REPLY_NOT_READ"),
    /** The connection went away with frames that were not processed yet; they were not acknowledged. */
    LOST("E_CONNECTION_LOST"),
    /** One connection more than allowed. */
    TOO_MANY("E_CONNECTION_TOO_MANY"),
    /** No byte for a long time: the other side may be gone without having said so. */
    IDLE("E_CONNECTION_IDLE"),
    /** The reply said so, see {@link Reply.Close}. */
    CLOSED("E_CONNECTION_CLOSED"),
    /** Tolerated: the end block came without the carriage return after it. */
    NO_CARRIAGE_RETURN("E_FRAME_NO_CR"),
    /** Tolerated: a control byte of the framing inside a message, kept as it came. */
    CONTROL_BYTE("E_FRAME_CONTROL_BYTE"),
    /** Tolerated: line ends, blanks or NUL between frames. */
    PADDING("E_FRAME_PADDING");

    private final String code;

    FrameFault(String code) {
        this.code = code;
    }

    /** Stable name for metrics and incidents. */
    public String code() {
        return code;
    }
}
