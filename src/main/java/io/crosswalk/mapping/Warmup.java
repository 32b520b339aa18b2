package io.crosswalk.mapping;

import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Converts invented messages for a moment before the first real one comes, so that the first patient does not wait for
 * classes to be loaded and code to be compiled. Nothing is kept: a conversion has no effect but its result, which is
 * dropped here.
 */
public final class Warmup {

    private static final List<String> MESSAGES = List.of("warmup-admission.hl7", "warmup-results.hl7");

    /** After so many rounds the code is compiled, whatever time is left. */
    private static final int ROUNDS = 2_000;

    private Warmup() {}

    /**
     * Converts each message at least once, and on until the time is over or nothing more is to be gained.
     *
     * @param most how long it may take, but for the first round
     * @return how many conversions gave a Bundle: none when the mappings know neither admissions nor results
     */
    public static int run(Converter converter, Duration most) {
        List<ReceivedMessage> messages = MESSAGES.stream().map(Warmup::read).toList();
        long start = System.nanoTime();
        int converted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (ReceivedMessage message : messages) {
                converted += converter.convert(message).failed() ? 0 : 1;
            }
            if (System.nanoTime() - start >= most.toNanos()) {
                break;
            }
        }
        return converted;
    }

    private static ReceivedMessage read(String name) {
        try (InputStream in = Warmup.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path beside " + Warmup.class);
            }
            byte[] body = in.readAllBytes();
            return new ReceivedMessage(
                    MessageKey.of("warmup", "", "", "", name, body),
                    name,
                    "warmup",
                    "",
                    Format.HL7V2,
                    name,
                    "",
                    Instant.EPOCH,
                    body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
