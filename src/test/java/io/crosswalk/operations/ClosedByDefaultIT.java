package io.crosswalk.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RunningEngine.class)
class ClosedByDefaultIT {

    private static final Set<String> OPEN = Set.of(
            "/q/health/live", "/q/health/ready", "/q/health/started", "/login", "/assets/crosswalk.css", "/assets/*");

    @Inject
    Router router;

    @ConfigProperty(name = "crosswalk.login.admin-password")
    String password;

    @Test
    void everyRouteOfTheServerAsksWhoIsThere() {
        Set<String> paths = new TreeSet<>(Set.of(
                "/",
                "/console",
                "/console/messages",
                "/console/messages/0",
                "/api/v1/channels",
                "/api/v1/messages/0",
                "/hawtio",
                "/hawtio/",
                "/hawtio/index.html",
                "/hawtio/jolokia",
                "/hawtio/static/js/x.js",
                "/q/metrics",
                "/q/health",
                "/q/health/well",
                "/q/health/group/x",
                "/q/openapi",
                "/q/dev",
                "/no/such/page"));
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && !route.getPath().equals("/")) {
                paths.add(route.getPath().replace("*", "x"));
            }
        }
        assertThat(paths).hasSizeGreaterThan(20);
        for (String path : paths) {
            if (!OPEN.contains(path) && !path.startsWith("/assets/")) {
                for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
                    assertThat(status(method, path)).as("%s %s", method, path).isIn(401, 405);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health/live/../../metrics",
                "/q/health/live/%2e%2e/%2e%2e/metrics",
                "//q/metrics",
                "/q//metrics",
                "/login/../console",
                "/assets/../console",
                "/assets/..%2fconsole",
                "/q/metrics;x=1",
                "/Q/metrics",
                "/q/metrics/",
                "/q/%6detrics",
                "/login/x"
            })
    void noSpellingOfAPathOpensIt(String path) {
        Response response =
                given().urlEncodingEnabled(false).redirects().follow(false).get(path);

        assertThat(response.statusCode()).as(path).isIn(401, 404);
        assertThat(response.asString()).doesNotContain("jvm_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void aStrangerIsToldTheStatusOfTheHealthAndNothingElse(String kind) {
        assertThat(given().get("/q/health/" + kind).asString()).isIn("{\"status\":\"UP\"}", "{\"status\":\"DOWN\"}");
    }

    @Test
    void whoIsLoggedInSeesTheReasonsOfTheHealth() {
        assertThat(known().get("/q/health/live").asString()).contains("checks").contains("threads");
    }

    @Test
    void metricsAreForWhoIsLoggedIn() {
        known().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void aWrongPasswordIsRefused() {
        given().auth()
                .preemptive()
                .basic("admin", "wrong")
                .get("/q/metrics")
                .then()
                .statusCode(401);
    }

    @Test
    void aPersonIsSentToTheLoginAndComesBackToThePage() {
        given().redirects()
                .follow(false)
                .accept("text/html")
                .get("/console/messages?status=ERROR")
                .then()
                .statusCode(302)
                .header("Location", startsWith("/login?to=%2Fconsole%2Fmessages%3Fstatus%3DERROR"));
        Response welcome = given().redirects()
                .follow(false)
                .formParam("name", "admin")
                .formParam("password", password)
                .formParam("to", "/console/messages?status=ERROR")
                .post("/login");
        assertThat(welcome.statusCode()).isEqualTo(303);
        assertThat(welcome.header("Location")).isEqualTo("/console/messages?status=ERROR");
        assertThat(welcome.header("Set-Cookie"))
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict");
        given().cookie("crosswalk-session", welcome.cookie("crosswalk-session"))
                .get("/q/metrics")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"})
    void theLoginLeadsToNoOtherSite(String to) {
        given().redirects()
                .follow(false)
                .formParam("name", "admin")
                .formParam("password", password)
                .formParam("to", to)
                .post("/login")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/console"));
    }

    @Test
    void aLogoutEndsTheSession() {
        String session = session();
        given().cookie("crosswalk-session", session).redirects().follow(false).post("/logout");

        given().cookie("crosswalk-session", session).get("/q/metrics").then().statusCode(401);
    }

    @Test
    void anotherSiteCannotActInTheNameOfWhoIsLoggedIn() {
        String session = session();
        List<Integer> answers = new ArrayList<>();
        for (String site : List.of("cross-site", "same-site")) {
            answers.add(given().cookie("crosswalk-session", session)
                    .header("Sec-Fetch-Site", site)
                    .body("{\"type\":\"version\"}")
                    .post("/hawtio/jolokia")
                    .statusCode());
        }
        answers.add(given().cookie("crosswalk-session", session)
                .header("Origin", "http://evil.example")
                .body("{\"type\":\"version\"}")
                .post("/hawtio/jolokia")
                .statusCode());
        assertThat(answers).containsOnly(401);
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepOtherSitesOut() {
        Response response = given().header("Origin", "http://evil.example").get("/login");

        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Cache-Control")).contains("no-store");
        assertThat(response.headers().asList())
                .noneMatch(header -> header.getName().startsWith("Access-Control"));
    }

    @Test
    void aStrangersBodyIsNotRead() {
        given().body(new byte[1_000_000]).post("/api/v1/messages").then().statusCode(401);
    }

    private String session() {
        return given().redirects()
                .follow(false)
                .formParam("name", "admin")
                .formParam("password", password)
                .post("/login")
                .cookie("crosswalk-session");
    }

    private io.restassured.specification.RequestSpecification known() {
        return given().auth().preemptive().basic("admin", password);
    }

    private static int status(HttpMethod method, String path) {
        return given().redirects().follow(false).request(method.name(), path).statusCode();
    }
}
