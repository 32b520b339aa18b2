package io.crosswalk.operations.login;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows a browser by its session and a program by HTTP Basic (RFC 7617).
 *
 * <p>Who is unknown is sent to the login page when a person opened a page, and gets 401 otherwise.
 */
@ApplicationScoped
public class LoginMechanism implements HttpAuthenticationMechanism {

    static final String COOKIE = "crosswalk-session";

    private final Login login;

    public LoginMechanism(Login login) {
        this.login = login;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String authorization = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null) {
            return basic(authorization, context);
        }
        Optional<User> user = session(context);
        return user.isEmpty() || cameFromElsewhere(context)
                ? Uni.createFrom().optional(Optional.empty())
                : Uni.createFrom().item(identity(user.get()));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        if (personOpensPage(context)) {
            String to = URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8);
            return Uni.createFrom().item(new ChallengeData(302, HttpHeaderNames.LOCATION, "/login?to=" + to));
        }
        // A browser's script that gets 401 with a challenge would make the browser ask with a window of its own.
        return context.request().getHeader("Sec-Fetch-Mode") == null
                ? Uni.createFrom()
                        .item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"crosswalk\""))
                : Uni.createFrom().item(new ChallengeData(401, null, null));
    }

    private Uni<SecurityIdentity> basic(String authorization, RoutingContext context) {
        String[] pair = credentials(authorization);
        if (pair == null) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not a Basic credential"));
        }
        return login.check(pair[0], pair[1], address(context)).map(LoginMechanism::identityOf);
    }

    private static SecurityIdentity identityOf(Login.Outcome outcome) {
        if (outcome instanceof Login.Outcome.Welcome welcome) {
            return identity(welcome.user());
        }
        throw new AuthenticationFailedException(
                outcome instanceof Login.Outcome.Later ? "too many failures" : "wrong name or password");
    }

    private Optional<User> session(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        return cookie == null
                ? Optional.empty()
                : login.sessions().user(cookie.getValue(), isWorkOfAPerson(context.normalizedPath()));
    }

    /** What pages ask for by themselves, every few seconds, is no sign that anybody is still there. */
    private static boolean isWorkOfAPerson(String path) {
        return !path.startsWith("/hawtio/jolokia") && !path.endsWith("/live");
    }

    /**
     * Against cross-site request forgery: the cookie is SameSite=Strict already, but another port of the same host is
     * the same site.
     */
    static boolean cameFromElsewhere(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return false;
        }
        String site = context.request().getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = context.request().getHeader("Origin");
        return origin != null
                && !origin.equals(
                        context.request().scheme() + "://" + context.request().authority());
    }

    static String address(RoutingContext context) {
        return context.request().remoteAddress().hostAddress();
    }

    private static boolean personOpensPage(RoutingContext context) {
        String accepts = context.request().getHeader(HttpHeaderNames.ACCEPT);
        String path = context.normalizedPath();
        return context.request().method().equals(HttpMethod.GET)
                && context.request().getHeader(HttpHeaderNames.AUTHORIZATION) == null
                && accepts != null
                && accepts.contains("text/html")
                && !path.startsWith("/api/")
                && !path.startsWith("/hawtio/jolokia");
    }

    private static SecurityIdentity identity(User user) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addRoles(user.roles())
                .build();
    }

    private static String @Nullable [] credentials(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return null;
        }
        try {
            String text = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? null : new String[] {text.substring(0, colon), text.substring(colon + 1)};
        } catch (IllegalArgumentException e) {
            return null; // answered as a wrong password, with 401
        }
    }
}
