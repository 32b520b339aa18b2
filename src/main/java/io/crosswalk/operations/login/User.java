package io.crosswalk.operations.login;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who may log in.
 *
 * @param name as typed at the login: letters, digits, dot, dash, underscore
 * @param roles what the user may do, see {@code quarkus.http.auth.policy} in application.properties
 */
record User(String name, Set<String> roles, PasswordHash password) {

    User {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "user '" + name + "': a name has letters, digits, '.', '-' and '_' only");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("user '" + name + "' needs a role");
        }
        roles = Set.copyOf(roles);
    }

    /** One line of the user file: {@code name:role,role:hash}. */
    static User parse(String line) {
        String[] parts = line.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a user is one line name:role,role:hash");
        }
        return new User(parts[0], Set.copyOf(List.of(parts[1].split(","))), PasswordHash.parse(parts[2]));
    }

    String line() {
        return name + ":" + String.join(",", new TreeSet<>(roles)) + ":" + password;
    }
}
