package io.crosswalk.operations.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is logged in with a browser. Kept in memory: a restart logs everybody out, and a logout is a real one, which a
 * signed cookie could not give.
 */
final class Sessions {

    static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST = 1_000;

    private record Session(User user, Instant begun, Instant seen) {}

    private final Clock clock;
    /** HIPAA 164.312(a)(2)(iii) asks for automatic logoff. */
    private final Duration idle;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    Sessions(Clock clock, Duration idle) {
        this.clock = clock;
        this.idle = idle;
    }

    /** Begins a session and returns its secret name. */
    String begin(User user) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> isOver(session, now));
        if (sessions.size() >= MOST) {
            throw new IllegalStateException("too many sessions: " + MOST);
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        sessions.put(token, new Session(user, now, now));
        return token;
    }

    /**
     * The user of a session.
     *
     * @param touch whether a person did something; a page that refreshes itself does not keep a session alive
     */
    Optional<User> user(String token, boolean touch) {
        Instant now = clock.instant();
        Session session = sessions.get(token);
        if (session == null) {
            return Optional.empty();
        }
        if (isOver(session, now)) {
            sessions.remove(token);
            return Optional.empty();
        }
        if (touch) {
            sessions.replace(token, session, new Session(session.user(), session.begun(), now));
        }
        return Optional.of(session.user());
    }

    void end(String token) {
        sessions.remove(token);
    }

    private boolean isOver(Session session, Instant now) {
        return session.seen().plus(idle).isBefore(now)
                || session.begun().plus(LONGEST).isBefore(now);
    }
}
