package io.crosswalk.cli;

import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A message out of a file as if it had been received: it has no sender and no acknowledgement. */
final class FileMessages {

    private static final String CHANNEL = "file";

    private FileMessages() {}

    /** {@code body} begins with MSH. What is not in it stays empty. */
    static ReceivedMessage received(byte[] body, Instant at) {
        String[] header = header(body);
        MessageKey key = MessageKey.of(CHANNEL, "", field(header, 3), field(header, 4), field(header, 10), body);
        String type = field(header, 9);
        char component = header.length > 1 && !header[1].isEmpty() ? header[1].charAt(0) : '^';
        String[] parts = type.split(java.util.regex.Pattern.quote(String.valueOf(component)), -1);
        return new ReceivedMessage(
                key,
                "",
                CHANNEL,
                "",
                Format.HL7V2,
                field(header, 10),
                parts.length > 1 ? parts[0] + "^" + parts[1] : type,
                at,
                body);
    }

    private static String[] header(byte[] body) {
        int end = 0;
        while (end < body.length && body[end] != '\r' && body[end] != '\n') {
            end++;
        }
        String segment = new String(body, 0, end, StandardCharsets.ISO_8859_1);
        return segment.split(java.util.regex.Pattern.quote(segment.substring(3, 4)), -1);
    }

    /** MSH-1 is the separator itself, so that field n stands at index n - 1. */
    private static String field(String[] header, int number) {
        return number - 1 < header.length ? header[number - 1] : "";
    }
}
