package io.crosswalk.intake;

import org.jspecify.annotations.Nullable;

/**
 * Finds the messages in the bytes of one connection: MLLP release 1 (HL7 v2 transport, appendix C.4), one start block
 * 0B, the message, the end block 1C and a carriage return.
 *
 * <p>Strict about what is acknowledged, liberal about the rest. A message is whole only when its end block was
 * followed by what follows an end block; a control byte inside a text (a word processor's vertical tab) is text;
 * padding between frames is padding. Everything else is handed out as broken, with its bytes. Confined to the thread of
 * its connection; never throws.
 */
final class FrameAssembler {

    static final byte START = 0x0B;
    static final byte END = 0x1C;
    private static final byte CR = '\r';

    private enum State {
        OUTSIDE,
        INSIDE,
        ENDING
    }

    /** Hears of oddities that do no harm. */
    interface Oddities {
        void tolerated(FrameFault fault, int bytes);
    }

    private final FrameLimits limits;
    private final Oddities oddities;
    private final FrameBuffer message;
    private final OutsideBytes outside;
    private State state = State.OUTSIDE;
    /** Where in the message a start block stands that may begin another message; -1 when there is none. */
    private int nested = -1;

    FrameAssembler(FrameLimits limits, AssemblyBudget.Share share, Oddities oddities) {
        this.limits = limits;
        this.oddities = oddities;
        this.message = new FrameBuffer(share, limits.frame());
        this.outside = new OutsideBytes(limits.kept());
    }

    /** Something has begun that has to end in time. */
    boolean isBusy() {
        return state != State.OUTSIDE || !outside.isEmpty();
    }

    /** The end block was there, what must follow it not yet. */
    boolean isEnding() {
        return state == State.ENDING;
    }

    /** Reads on until something can be said about the bytes; null when {@code in} is used up before. */
    @Nullable
    FrameEvent next(Chunk in) {
        FrameEvent event = null;
        while (event == null && !in.isEmpty()) {
            event = switch (state) {
                case OUTSIDE -> outside(in);
                case INSIDE -> inside(in);
                case ENDING -> ending(in);
            };
        }
        return event;
    }

    /** Nothing came after the end block in due time. A message that ends like one is whole. */
    @Nullable
    FrameEvent endWithoutCarriageReturn() {
        return isEnding() && message.endsWithSegmentEnd() ? tolerantEnd() : null;
    }

    /** Gives up what is in the making; null when there is nothing. */
    FrameEvent.@Nullable Broken abandon(FrameFault fault, String reason) {
        if (!isBusy()) {
            return null;
        }
        return state == State.OUTSIDE
                ? outside.broken(outside.looksLikeMessage() ? FrameFault.NO_START : fault, true, reason)
                : broken(fault, true, reason);
    }

    private @Nullable FrameEvent outside(Chunk in) {
        byte b = in.next();
        if (b == START) {
            state = State.INSIDE;
            countPadding();
            return outside.isEmpty() ? null : strayBytes();
        }
        if (b == END) {
            oddities.tolerated(FrameFault.PADDING, 1);
            return outside.isEmpty() ? null : strayBytes();
        }
        outside.add(b);
        if (outside.isOtherProtocol()) {
            return outside.broken(
                    FrameFault.NOT_MLLP, true, "this port speaks MLLP, and HTTP or TLS came without a start block");
        }
        return outside.length() > limits.kept()
                ? outside.broken(FrameFault.OUTSIDE, true, "too many bytes without a start block")
                : null;
    }

    private void countPadding() {
        int padding = outside.takePadding();
        if (padding > 0) {
            oddities.tolerated(FrameFault.PADDING, padding);
        }
    }

    private FrameEvent strayBytes() {
        return outside.looksLikeMessage()
                ? outside.broken(FrameFault.NO_START, false, "a message came without a start block (0B) before it")
                : outside.broken(FrameFault.OUTSIDE, false, "bytes between frames that belong to no message");
    }

    private @Nullable FrameEvent inside(Chunk in) {
        int count = in.countUntil(START, END);
        if (count > 0) {
            return append(in, count);
        }
        return in.next() == START ? startInside() : endInside();
    }

    private @Nullable FrameEvent append(Chunk in, int count) {
        int taken = Math.min(count, message.room());
        if (!message.append(in, taken)) {
            return noRoom();
        }
        FrameEvent lost = judgeNested(false);
        return lost == null && taken < count ? tooLong() : lost;
    }

    private @Nullable FrameEvent append(byte b) {
        if (message.room() == 0) {
            return tooLong();
        }
        return message.append(b) ? null : noRoom();
    }

    private @Nullable FrameEvent startInside() {
        if (message.isEmpty()) {
            oddities.tolerated(FrameFault.PADDING, 1);
            return null;
        }
        judgeNested(true);
        nested = message.length();
        return append(START);
    }

    private @Nullable FrameEvent endInside() {
        judgeNested(true);
        state = State.ENDING;
        return null;
    }

    /** A start block inside a message begins another one when a header follows it; otherwise it is text. */
    private @Nullable FrameEvent judgeNested(boolean isLast) {
        if (nested < 0) {
            return null;
        }
        int header = nested + 1;
        while (header < message.length() && isBeforeHeader(message.at(header))) {
            header++;
        }
        if (message.length() - header < 3 && !isLast) {
            return null;
        }
        if (message.length() - header >= 3 && isHeader(header)) {
            return lostItsEnd();
        }
        oddities.tolerated(FrameFault.CONTROL_BYTE, 1);
        nested = -1;
        return null;
    }

    private FrameEvent lostItsEnd() {
        byte[] next = message.from(nested + 1);
        message.cutTo(nested);
        FrameEvent broken = broken(FrameFault.NO_END, false, "a start block (0B) came where the end block was due");
        state = State.INSIDE;
        for (byte b : next) {
            // It was within the limits a moment ago with more beside it, so it is now.
            message.append(b);
        }
        return broken;
    }

    private boolean isHeader(int at) {
        byte first = message.at(at);
        byte second = message.at(at + 1);
        byte third = message.at(at + 2);
        return first == 'M' && second == 'S' && third == 'H'
                || (first == 'F' || first == 'B') && second == 'H' && third == 'S';
    }

    /** Line ends, blanks and the bytes of a byte order mark may stand before a header. */
    private static boolean isBeforeHeader(byte b) {
        return b == CR || b == '\n' || b == ' ' || b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
    }

    private @Nullable FrameEvent ending(Chunk in) {
        byte b = in.peek();
        if (b == CR) {
            in.next();
            return complete();
        }
        if (b == START || message.endsWithSegmentEnd() && (b == '\n' || b == 0 || b == END)) {
            // The next frame begins, or something that only a careless end block is followed by.
            return tolerantEnd();
        }
        oddities.tolerated(FrameFault.CONTROL_BYTE, 1);
        if (b == END) {
            in.next();
        } else {
            state = State.INSIDE;
        }
        return append(END);
    }

    private FrameEvent tolerantEnd() {
        oddities.tolerated(FrameFault.NO_CARRIAGE_RETURN, 1);
        return complete();
    }

    private FrameEvent complete() {
        if (message.isBlank()) {
            return broken(FrameFault.EMPTY, false, "a frame with nothing in it");
        }
        byte[] whole = message.take();
        reset();
        return new FrameEvent.Frame(whole);
    }

    private FrameEvent tooLong() {
        return broken(FrameFault.TOO_LONG, true, "longer than the " + limits.frame() + " bytes that a frame may have");
    }

    private FrameEvent noRoom() {
        return broken(FrameFault.NO_ROOM, true, "the memory for messages in the making is used up");
    }

    private FrameEvent.Broken broken(FrameFault fault, boolean isFatal, String reason) {
        FrameEvent.Broken broken =
                new FrameEvent.Broken(fault, message.length(), message.first(limits.kept()), isFatal, reason);
        reset();
        return broken;
    }

    private void reset() {
        message.clear();
        nested = -1;
        state = State.OUTSIDE;
    }
}
