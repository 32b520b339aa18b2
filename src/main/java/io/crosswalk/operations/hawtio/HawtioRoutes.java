package io.crosswalk.operations.hawtio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.impl.MimeMapping;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves Hawtio's static pages and the few answers that they ask a server for.
 *
 * <p>The pages come from the jar that Hawtio makes for Spring Boot; none of its Java code is used.
 */
@ApplicationScoped
public class HawtioRoutes {

    private static final int LONGEST_QUESTION = 1_048_576;

    /** What Hawtio asks before it shows itself; no other login, no plugin, no connection to other hosts. */
    private static final Map<String, String> ANSWERS = Map.of(
            "/hawtio/auth/config", "[]",
            "/hawtio/auth/config/session-timeout", "{\"timeout\":-1}",
            "/hawtio/keycloak/enabled", "false",
            "/hawtio/proxy/enabled", "false",
            "/hawtio/plugin", "[]",
            "/hawtio/preset-connections", "[]");

    private final Jolokia jolokia;

    public HawtioRoutes(Jolokia jolokia) {
        this.jolokia = jolokia;
    }

    void routes(@Observes Router router) {
        router.get("/hawtio/jolokia").blockingHandler(this::version, false);
        for (String door : List.of("/hawtio/jolokia", "/hawtio/jolokia/")) {
            router.post(door)
                    .handler(BodyHandler.create(false).setBodyLimit(LONGEST_QUESTION))
                    .blockingHandler(this::ask, false);
        }
        router.route("/hawtio/jolokia*")
                .handler(context -> context.response()
                        .setStatusCode(405)
                        .putHeader("Allow", "POST")
                        .end());
        router.get("/hawtio/user").handler(HawtioRoutes::user);
        ANSWERS.forEach((path, answer) -> router.get(path).handler(context -> json(context, answer)));
        router.get("/hawtio/auth/logout").handler(context -> redirect(context, "/login"));
        router.get("/hawtio").handler(HawtioRoutes::toFolder);
        router.get("/hawtio/*").blockingHandler(HawtioRoutes::file, false);
    }

    /** The one GET: Hawtio looks whether Jolokia is there. What stands in the address is not looked at. */
    private void version(RoutingContext context) {
        json(context, jolokia.answer("/hawtio/jolokia", "{\"type\":\"version\"}".getBytes(UTF_8)));
    }

    private void ask(RoutingContext context) {
        byte[] body = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        json(context, jolokia.answer(context.normalizedPath(), body));
    }

    private static void user(RoutingContext context) {
        QuarkusHttpUser user = (QuarkusHttpUser) context.user();
        json(context, Json.encode(user.getSecurityIdentity().getPrincipal().getName()));
    }

    private static void toFolder(RoutingContext context) {
        if (context.request().path().endsWith("/")) {
            context.next();
        } else {
            redirect(context, "/hawtio/");
        }
    }

    private static void file(RoutingContext context) {
        String path = context.normalizedPath().substring("/hawtio/".length());
        Buffer content = read("hawtio/" + path);
        if (content == null) {
            content = read("hawtio-static/" + path);
        }
        if (content == null && path.startsWith("static/")) {
            context.fail(404);
            return;
        }
        if (content == null) { // a page within the application, such as /hawtio/camel/contexts
            path = "index.html";
            content = read("hawtio-static/index.html");
        }
        if (path.startsWith("static/")) { // their names hold a hash of their content
            context.response().putHeader("Cache-Control", "private, max-age=31536000, immutable");
        }
        String type = MimeMapping.getMimeTypeForFilename(path);
        context.response()
                .putHeader("Content-Type", type == null ? "application/octet-stream" : type)
                .end(content);
    }

    private static @Nullable Buffer read(String resource) {
        if (resource.endsWith("/") || resource.contains("..") || resource.contains("\\")) {
            return null;
        }
        try (InputStream in = HawtioRoutes.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Hawtio's page " + resource + " cannot be read", e);
        }
    }

    private static void json(RoutingContext context, String json) {
        context.response().putHeader("Content-Type", "application/json").end(json);
    }

    private static void redirect(RoutingContext context, String to) {
        context.response().setStatusCode(302).putHeader("Location", to).end();
    }
}
