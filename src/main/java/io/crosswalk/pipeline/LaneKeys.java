package io.crosswalk.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names the lane of a patient. Queues, consoles and metrics show these names, so they must not be the patient's number,
 * nor anything it can be guessed from: they are hashed with a secret of this installation. Thread safe.
 */
public final class LaneKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int NAME_BYTES = 16;

    /** Ready with the secret; copied for each name, since a Mac is for one thread. */
    private final Mac keyed;

    LaneKeys(byte[] secret) {
        try {
            this.keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    /** Reads the secret of this installation, or makes it at the first start. */
    public static LaneKeys in(Path dataDir) throws IOException {
        Path file = dataDir.resolve("instance.secret");
        if (!Files.exists(file)) {
            Files.createDirectories(dataDir);
            byte[] fresh = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(fresh);
            write(file, HexFormat.of().formatHex(fresh));
        }
        String text = Files.readString(file).strip();
        if (text.length() != 2 * SECRET_BYTES) {
            throw new IOException(file + " does not hold the secret of this installation: 64 hexadecimal digits");
        }
        return new LaneKeys(HexFormat.of().parseHex(text));
    }

    private static void write(Path file, String text) throws IOException {
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path partial = Files.createFile(file.resolveSibling("." + file.getFileName() + ".part"), ownerOnly);
        Files.writeString(partial, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(partial, file);
    }

    /** @param patient assigner and identifier; or, where there is no patient, what keeps its order instead */
    public String lane(String patient) {
        try {
            Mac mac = (Mac) keyed.clone();
            byte[] hash = mac.doFinal(patient.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the " + ALGORITHM + " of this Java runtime cannot be copied", e);
        }
    }
}
