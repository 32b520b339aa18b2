package io.crosswalk.fhir;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids that are the same whenever the same thing is met: UUID version 5 (RFC 4122, 4.3) in a name space of our own. */
public final class StableId {

    /** UUID v5 of the name "crosswalk" in the URL name space; a constant for ever. */
    private static final byte[] NAMESPACE = {
        (byte) 0x5d, (byte) 0x2c, (byte) 0x93, (byte) 0x0e, (byte) 0x1f, (byte) 0x6a, (byte) 0x5b, (byte) 0x47,
        (byte) 0x9a, (byte) 0x3e, (byte) 0x0c, (byte) 0x71, (byte) 0xb8, (byte) 0x24, (byte) 0xd6, (byte) 0xf0
    };

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int HASH_LENGTH = 20;
    private static final int TEXT_LENGTH = 36;

    /** Each thread has a digest of its own, and room for what it gives. */
    private static final ThreadLocal<Sha1> SHA1 = ThreadLocal.withInitial(Sha1::new);

    private StableId() {}

    /** The id of a resource of a type with this key. */
    public static String of(String type, String key) {
        return SHA1.get().id(type, key);
    }

    /** The digest with its buffers. */
    private static final class Sha1 {

        private final MessageDigest digest = sha1();
        private final byte[] hash = new byte[HASH_LENGTH];
        private final byte[] text = new byte[TEXT_LENGTH];

        String id(String type, String key) {
            digest.update(NAMESPACE);
            digest.update(type.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '|');
            digest.update(key.getBytes(StandardCharsets.UTF_8));
            try {
                digest.digest(hash, 0, HASH_LENGTH);
            } catch (DigestException e) {
                throw new IllegalStateException("a SHA-1 hash has 20 bytes", e);
            }
            hash[6] = (byte) (hash[6] & 0x0f | 0x50);
            hash[8] = (byte) (hash[8] & 0x3f | 0x80);
            format();
            return new String(text, StandardCharsets.ISO_8859_1);
        }

        private void format() {
            int at = 0;
            for (int i = 0; i < 16; i++) {
                if (i == 4 || i == 6 || i == 8 || i == 10) {
                    text[at++] = '-';
                }
                text[at++] = (byte) HEX[hash[i] >> 4 & 0xf];
                text[at++] = (byte) HEX[hash[i] & 0xf];
            }
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
