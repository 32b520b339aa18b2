package io.crosswalk.operations.login;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** The login page and its two actions. */
@ApplicationScoped
public class LoginRoutes {

    private static final String HOME = "/console";

    /** Far more than a name and a password, and nothing for a stranger to fill our memory with. */
    private static final int LONGEST_FORM = 4_096;

    @CheckedTemplate(basePath = "login")
    static class Templates {
        static native TemplateInstance login(String to, String name, String fault);
    }

    private final Login login;

    public LoginRoutes(Login login) {
        this.login = login;
    }

    void routes(@Observes Router router) {
        router.get("/").handler(context -> redirect(context, HOME));
        router.get("/login").handler(context -> page(context, 200, "", ""));
        router.post("/login")
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_FORM))
                .handler(this::login);
        router.post("/logout").handler(this::logout);
    }

    private void login(RoutingContext context) {
        if (LoginMechanism.cameFromElsewhere(context)) {
            page(context, 403, "", "This login came from another page. Log in here.");
            return;
        }
        String name = form(context, "name");
        String address = LoginMechanism.address(context);
        login.check(name, form(context, "password"), address)
                .subscribe()
                .with(outcome -> answer(context, name, outcome), context::fail);
    }

    private void answer(RoutingContext context, String name, Login.Outcome outcome) {
        if (outcome instanceof Login.Outcome.Welcome welcome) {
            begin(context, welcome.user());
        } else if (outcome instanceof Login.Outcome.Later later) {
            long seconds = later.pause().toSeconds() + 1;
            context.response().putHeader("Retry-After", String.valueOf(seconds));
            page(context, 429, name, "Too many wrong tries. Wait " + seconds + " s, then try again.");
        } else {
            page(context, 401, name, "Name or password is wrong.");
        }
    }

    private void begin(RoutingContext context, User user) {
        Cookie cookie = Cookie.cookie(LoginMechanism.COOKIE, login.sessions().begin(user))
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.STRICT);
        context.response().addCookie(cookie);
        redirect(context, target(form(context, "to")));
    }

    private void logout(RoutingContext context) {
        Cookie cookie = context.request().getCookie(LoginMechanism.COOKIE);
        if (cookie != null) {
            login.sessions().end(cookie.getValue());
            context.response().removeCookie(LoginMechanism.COOKIE, true).setPath("/");
        }
        redirect(context, "/login");
    }

    private void page(RoutingContext context, int status, String name, String fault) {
        String to = context.request().getParam("to");
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=UTF-8")
                .end(Templates.login(target(to == null ? form(context, "to") : to), name, fault)
                        .render());
    }

    /** Only to a page of ours: a login link must not lead away. */
    private static String target(String to) {
        return to.matches("/[A-Za-z0-9._~%?&=+-][A-Za-z0-9/._~%?&=+-]*") ? to : HOME;
    }

    private static String form(RoutingContext context, String field) {
        return Optional.ofNullable(context.request().getFormAttribute(field)).orElse("");
    }

    private static void redirect(RoutingContext context, String to) {
        context.response().setStatusCode(303).putHeader("Location", to).end();
    }
}
