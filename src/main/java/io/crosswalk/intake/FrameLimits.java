package io.crosswalk.intake;

import java.time.Duration;

/**
 * How much a sender may ask of us.
 *
 * @param frame bytes of one message
 * @param assembly bytes of all messages in the making, over all connections
 * @param kept bytes of a broken frame that are kept for the incident
 * @param connections connections of one listener
 * @param brokenInARow broken frames without a good one between after which the connection is ended
 * @param frameTime from a frame's first byte to its last
 * @param idleTime without any byte
 * @param replyTime for a reply to leave
 * @param endTime how long a carriage return may follow its end block
 */
public record FrameLimits(
        int frame,
        long assembly,
        int kept,
        int connections,
        int brokenInARow,
        Duration frameTime,
        Duration idleTime,
        Duration replyTime,
        Duration endTime) {

    private static final int MIB = 1024 * 1024;

    public FrameLimits {
        positive("frame", frame);
        positive("assembly", assembly);
        positive("kept", kept);
        positive("connections", connections);
        positive("brokenInARow", brokenInARow);
        positive("frameTime", frameTime.toMillis());
        positive("idleTime", idleTime.toMillis());
        positive("replyTime", replyTime.toMillis());
        positive("endTime", endTime.toMillis());
        if (assembly < frame) {
            throw new IllegalArgumentException(
                    "frame limits: assembly " + assembly + " has no room for one frame of " + frame + " bytes");
        }
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("frame limits: " + name + " must be more than 0, is " + value);
        }
    }

    public static FrameLimits defaults() {
        return new FrameLimits(
                10 * MIB,
                128L * MIB,
                64 * 1024,
                10_000,
                3,
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(250));
    }

    public FrameLimits withFrame(int bytes) {
        return new FrameLimits(
                bytes, assembly, kept, connections, brokenInARow, frameTime, idleTime, replyTime, endTime);
    }

    public FrameLimits withAssembly(long bytes) {
        return new FrameLimits(frame, bytes, kept, connections, brokenInARow, frameTime, idleTime, replyTime, endTime);
    }

    public FrameLimits withConnections(int most) {
        return new FrameLimits(frame, assembly, kept, most, brokenInARow, frameTime, idleTime, replyTime, endTime);
    }

    public FrameLimits withFrameTime(Duration time) {
        return new FrameLimits(frame, assembly, kept, connections, brokenInARow, time, idleTime, replyTime, endTime);
    }

    public FrameLimits withIdleTime(Duration time) {
        return new FrameLimits(frame, assembly, kept, connections, brokenInARow, frameTime, time, replyTime, endTime);
    }

    public FrameLimits withReplyTime(Duration time) {
        return new FrameLimits(frame, assembly, kept, connections, brokenInARow, frameTime, idleTime, time, endTime);
    }

    public FrameLimits withEndTime(Duration time) {
        return new FrameLimits(frame, assembly, kept, connections, brokenInARow, frameTime, idleTime, replyTime, time);
    }
}
