package io.crosswalk.operations;

import io.crosswalk.mapping.trace.ExplainPage;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The headers that every answer carries, before anybody is asked who they are. No CORS header: other sites get none. */
@ApplicationScoped
public class SecurityHeaders {

    static final String OURS = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Hawtio's editor and style sheets are made by its scripts at run time; still nothing from outside this host. */
    static final String HAWTIO =
            "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
                    + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static final int BEFORE_AUTHENTICATION = 1_000;

    void install(@Observes Filters filters) {
        filters.register(this::add, BEFORE_AUTHENTICATION);
    }

    private void add(RoutingContext context) {
        String path = context.request().path();
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", policy(path))
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
        if (!isStatic(path)) {
            headers.set("Cache-Control", "no-store"); // pages hold patients' data
        }
        if (context.request().isSSL()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        context.next();
    }

    private static String policy(String path) {
        if (path.startsWith("/hawtio")) {
            return HAWTIO;
        }
        // One page that also works from a disk: its script and style are inside of it, known by their hashes.
        return path.startsWith("/console/messages/") && path.endsWith("/explain") ? ExplainPage.POLICY : OURS;
    }

    private static boolean isStatic(String path) {
        return path.startsWith("/assets/") || path.startsWith("/hawtio/static/");
    }
}
