package io.crosswalk.operations.login;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/** Decides whether a name and a password belong together, and slows down who guesses. */
@ApplicationScoped
public class Login {

    private static final Logger LOG = Logger.getLogger(Login.class);
    private static final int SHORTEST_PASSWORD = 12;

    /** Only ever compared with, so that an unknown name takes as long as a wrong password. */
    private static final User STRANGER = new User("stranger", Set.of("none"), PasswordHash.unmatched());

    /** What came of a try. */
    sealed interface Outcome {
        record Welcome(User user) implements Outcome {}

        record Wrong() implements Outcome {}

        record Later(Duration pause) implements Outcome {}
    }

    private final Vertx vertx;
    private final Attempts attempts = new Attempts(Clock.systemUTC());
    private final byte[] processKey = new byte[32];
    private final Map<String, byte[]> proven = new ConcurrentHashMap<>();
    private final Sessions sessions;
    private final UserFile users;

    @Inject
    public Login(LoginSettings settings, Vertx vertx) {
        this.vertx = vertx;
        this.sessions = new Sessions(Clock.systemUTC(), settings.idle());
        this.users = settings.adminPassword().map(Login::onlyAdmin).orElseGet(() -> usersOf(settings.folder()));
        new SecureRandom().nextBytes(processKey);
    }

    /** Users are made and read at start: a fault in the file stops the engine, not the first login at night. */
    void atStart(@Observes StartupEvent event) {
        LOG.debugf("%d users may log in", users.size());
    }

    Sessions sessions() {
        return sessions;
    }

    /** Checks off the event loop: the hash is slow on purpose. */
    Uni<Outcome> check(String name, String password, String address) {
        Optional<Duration> wait = attempts.wait(name, address);
        if (wait.isPresent()) {
            return Uni.createFrom().item(new Outcome.Later(wait.get()));
        }
        return UniHelper.toUni(vertx.executeBlocking(() -> decide(name, password, address), false));
    }

    private Outcome decide(String name, String password, String address) {
        Optional<User> user = users.find(name);
        boolean right = matches(user.orElse(STRANGER), password);
        if (user.isEmpty() || !right) {
            attempts.failed(name, address);
            LOG.warnf("login refused: wrong name or password, from %s", address);
            return new Outcome.Wrong();
        }
        attempts.succeeded(name, address);
        return new Outcome.Welcome(user.get());
    }

    /** Programs send their password with each request; what was proven once is known by a keyed hash in memory. */
    private boolean matches(User user, String password) {
        byte[] mark = mark(user, password);
        byte[] known = proven.get(user.name());
        if (known != null && MessageDigest.isEqual(known, mark)) {
            return true;
        }
        boolean right = user.password().matches(password);
        if (right && user != STRANGER) {
            proven.put(user.name(), mark);
        }
        return right;
    }

    private byte[] mark(User user, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(processKey, "HmacSHA256"));
            mac.update(user.line().getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static UserFile onlyAdmin(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new IllegalStateException("crosswalk.login.admin-password has " + password.length()
                    + " characters; it needs at least " + SHORTEST_PASSWORD);
        }
        return UserFile.of(new User("admin", Set.of("operator"), PasswordHash.of(password)));
    }

    private static UserFile usersOf(Path folder) {
        if (UserFile.createFirst(folder)) {
            announce(UserFile.firstPassword(folder));
        }
        return UserFile.read(folder);
    }

    /** To the terminal and not to the log: logs are copied to places where a password must not be. */
    @SuppressWarnings("SystemOut")
    private static void announce(Path file) {
        try {
            System.out.println("\n  First start. Log in as 'admin' with the password "
                    + Files.readString(file).strip() + "\n  It is kept in "
                    + file.toAbsolutePath().normalize() + " (mode 0600) and not shown again.\n");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("the password just written cannot be read: " + file, e);
        }
    }
}
