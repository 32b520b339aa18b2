package io.crosswalk.operations.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The users of this engine, one line each, in a file that only the engine's account may read.
 *
 * <p>Safe across threads: what is read once never changes.
 */
final class UserFile {

    /** Everything but 0, 1, I, l, O: a person may have to type it from a screen. 57 letters, 24 of them: 139 bits. */
    private static final String LETTERS = "23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 24;

    private final Map<String, User> users;

    private UserFile(Map<String, User> users) {
        this.users = Map.copyOf(users);
    }

    Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    int size() {
        return users.size();
    }

    static UserFile of(User user) {
        return new UserFile(Map.of(user.name(), user));
    }

    /** Where the first password is handed over; may be deleted once it is written down elsewhere. */
    static Path firstPassword(Path folder) {
        return folder.resolve("admin-password");
    }

    /**
     * Reads {@code users} in {@code folder}.
     *
     * @throws IllegalStateException when others may read the file, or a line of it cannot be understood
     */
    static UserFile read(Path folder) {
        Path file = folder.resolve("users");
        refuseWhenOthersMayRead(file);
        Map<String, User> users = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        List<String> lines = linesOf(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                User user = User.parse(line);
                users.put(user.name(), user);
            } catch (IllegalArgumentException e) {
                faults.add(file + ":" + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("\n", faults));
        }
        return new UserFile(users);
    }

    /**
     * Makes the first user, {@code admin}, when {@code folder} has no users yet.
     *
     * @return whether this was the first start
     */
    static boolean createFirst(Path folder) {
        Path users = folder.resolve("users");
        if (Files.exists(users)) {
            return false;
        }
        try {
            createPrivateFolder(folder);
            String password = generate();
            // The password first: a crash between the two files leaves no user whose password nobody knows.
            writePrivately(firstPassword(folder), password + "\n");
            User admin = new User("admin", Set.of("operator"), PasswordHash.of(password));
            writePrivately(
                    users,
                    "# name:roles:hash   Delete this file to have a new admin password generated.\n" + admin.line()
                            + "\n");
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the login " + folder + " cannot be written", e);
        }
    }

    private static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    private static void createPrivateFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (hasPosixModes(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Born with mode 0600 and moved into place: no instant at which another account could open it. */
    private static void writePrivately(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try {
            if (hasPosixModes(draft)) {
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(draft);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another engine is starting in the same data folder: " + draft, e);
        }
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void refuseWhenOthersMayRead(Path file) {
        if (!hasPosixModes(file)) {
            return;
        }
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
            if (!EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                    .containsAll(modes)) {
                throw new IllegalStateException(
                        "others may read or change the users of this engine; run: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the users of this engine cannot be read: " + file, e);
        }
    }

    private static boolean hasPosixModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the users of this engine cannot be read: " + file, e);
        }
    }
}
