package io.crosswalk.intake;

import io.crosswalk.message.MessageKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The last word to a sender whose frame was given up: what a resend would meet, when that can be said. */
final class Farewell {

    private Farewell() {}

    /** An acknowledgement without the bytes of the frame; empty when there is nothing to say or nobody to say it to. */
    static byte[] to(FrameEvent.Broken broken, Instant now) {
        return switch (broken.fault()) {
            case TOO_LONG ->
                answer(
                        broken,
                        now,
                        AckOutcome.REJECTED,
                        new Rejection("E_FRAME_TOO_LONG", ErrorCode.DATA_TYPE, 0, "The message is " + broken.reason()));
            case NO_ROOM ->
                answer(
                        broken,
                        now,
                        AckOutcome.NOT_STORED,
                        new Rejection("E_FRAME_NO_ROOM", ErrorCode.INTERNAL, 0, "Busy: send the same message again"));
            default -> new byte[0];
        };
    }

    private static byte[] answer(FrameEvent.Broken broken, Instant now, AckOutcome outcome, Rejection rejection) {
        int start = HeaderCheck.startOf(broken.kept());
        if (HeaderCheck.strange(broken.kept(), start).isPresent()) {
            return new byte[0];
        }
        MshHeader header = MshHeader.read(broken.kept(), start);
        String id = MessageKey.of(now.toString(), "", "", "", "", "farewell".getBytes(StandardCharsets.US_ASCII))
                .value();
        return AckRules.code(header, AckMode.AUTO, outcome)
                .map(code -> AckBuilder.write(header, code, "CW" + id.substring(0, 18), now, Optional.of(rejection)))
                .orElse(new byte[0]);
    }
}
