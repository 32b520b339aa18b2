package io.crosswalk.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes two messages the same message: SHA-256 over listener, sender, MSH-3, MSH-4, MSH-10 and the bytes; of a
 * document over channel, its id and version and the bytes.
 *
 * <p>The content belongs to the key because real senders restart or repeat their control ids; a key without it would
 * acknowledge a new message and drop it. It holds no patient data and is the name of the message everywhere.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record MessageKey(String value) {

    public MessageKey {
        if (value.length() != 64) {
            throw new IllegalArgumentException("a message key has 64 hexadecimal digits, this has " + value.length());
        }
    }

    /** The key of {@code body} as it came from {@code sender} over {@code listener}. */
    public static MessageKey of(
            String listener, String sender, String application, String facility, String controlId, byte[] body) {
        MessageDigest digest = sha256();
        for (String part : new String[] {listener, sender, application, facility, controlId}) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(body);
        return new MessageKey(HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * The key of a document: whichever way it came to the channel, as a file, in a package or inside of a message, it is the
     * same document.
     *
     * @param id of the document in its own words
     * @param version of the document in its own words; empty when it does not say
     */
    public static MessageKey ofDocument(String channel, String id, String version, byte[] body) {
        return of(channel, "", "ClinicalDocument", version, id, body);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
