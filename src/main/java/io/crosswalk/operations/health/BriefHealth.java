package io.crosswalk.operations.health;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;

/** Tells a stranger the status only; who is logged in goes on to SmallRye's answer with its reasons. */
@ApplicationScoped
public class BriefHealth {

    /** After authentication and authorization (-200, -100), before SmallRye's own routes. */
    private static final int ORDER = -10;

    private final SmallRyeHealthReporter reporter;

    public BriefHealth(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    void routes(@Observes Router router) {
        brief(router, "/q/health/live", reporter::getLiveness);
        brief(router, "/q/health/ready", reporter::getReadiness);
        brief(router, "/q/health/started", reporter::getStartup);
    }

    private static void brief(Router router, String path, Supplier<SmallRyeHealth> health) {
        router.get(path).order(ORDER).blockingHandler(context -> answer(context, health), false);
    }

    private static void answer(RoutingContext context, Supplier<SmallRyeHealth> health) {
        if (isKnown(context)) {
            context.next();
            return;
        }
        boolean down = health.get().isDown();
        context.response()
                .setStatusCode(down ? 503 : 200)
                .putHeader("Content-Type", "application/json")
                .end(down ? "{\"status\":\"DOWN\"}" : "{\"status\":\"UP\"}");
    }

    private static boolean isKnown(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous();
    }
}
