package io.crosswalk.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunningEngine.class)
class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "crosswalk.login.admin-password")
    String password;

    @AfterEach
    void theDestinationIsWell() {
        RunningEngine.destinationAnswers(200);
    }

    @Test
    void aMessageIsFoundByItsControlIdAndShownWithItsLifeline() throws IOException {
        String id = controlId();
        assertThat(RunningEngine.admit(id)).isEqualTo("AA");
        String key = awaitStatus(id, "SENT").getString("messages[0].key");

        assertThat(page("/console/messages?q=" + id)).contains(id, "/console/messages/" + key, "delivered");
        assertThat(page("/console/messages/" + key))
                .contains("ADT^A01 " + id, "Received", "Converted", "Routed", "fhir-server", "delivered")
                .contains("<span id=\"PID[1]-5\" title=\"PID[1]-5\">" + RunningEngine.CANARY + "^Piepmatz</span>")
                .contains("&quot;resourceType&quot;".replace("&quot;", "\""), "Patient");
        assertThat(known().get("/api/v1/messages/" + key + "/body").asString())
                .contains("\rPID|1||4711" + id)
                .endsWith("\r");
        assertThat(known().get("/api/v1/messages/" + key + "/bundle").jsonPath().getString("resourceType"))
                .isEqualTo("Bundle");
        assertThat(known().get("/api/v1/messages/" + key).jsonPath().getString("deliveries[0].status"))
                .isEqualTo("SENT");
    }

    @Test
    void aMessageIsExplainedAsAPageAndAsJson() throws IOException {
        String id = controlId();
        RunningEngine.admit(id);
        String key = awaitStatus(id, "SENT").getString("messages[0].key");

        assertThat(page("/console/messages/" + key)).contains("/console/messages/" + key + "/explain");
        Response explained = known().get("/console/messages/" + key + "/explain");
        assertThat(explained.getHeader("Content-Security-Policy")).contains("script-src 'sha256-");
        assertThat(explained.asString()).contains("\"place\":\"PID-5.1\"", RunningEngine.CANARY);
        JsonPath json = known().get("/api/v1/messages/" + key + "/explain").jsonPath();
        assertThat(json.getList("elements.find { it.element == 'Patient.name[0].family' }.sources", String.class))
                .containsExactly("PID-5.1");
        assertThat(RunningEngine.log()).contains("message opened by admin").doesNotContain(RunningEngine.CANARY);
    }

    @Test
    void aWrongMergeIsTakenBackThroughTheApi() throws IOException {
        String id = controlId();
        RunningEngine.admit(id);
        String key = awaitStatus(id, "SENT").getString("messages[0].key");
        String patient = known().get("/api/v1/messages/" + key + "/bundle")
                .jsonPath()
                .getString("entry.resource.find { it.resourceType == 'Patient' }.id");
        String merge = controlId();
        RunningEngine.send("MSH|^~\\&|HIS|NORTH|CROSSWALK|SOUTH|20260101130000+0000||ADT^A40^ADT_A39|" + merge
                + "|P|2.5.1\rEVN|A40|20260101130000+0000\rPID|1||4712" + merge + "^^^NORTH^MR||" + RunningEngine.CANARY
                + "\rMRG|4711" + id + "^^^NORTH^MR\r");
        awaitStatus(merge, "SENT");

        assertThat(known().get("/api/v1/merges/Patient/" + patient).jsonPath().getString("survivor"))
                .startsWith("Patient/")
                .doesNotContain(patient);
        assertThat(known().delete("/api/v1/merges/Patient/" + patient).statusCode())
                .isEqualTo(204);
        assertThat(known().get("/api/v1/merges/Patient/" + patient).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aMessageIsConvertedForTryingAndIsNotKept() throws IOException {
        String id = controlId();
        String body = "MSH|^~\\&|HIS|NORTH|||2026||ADT^A01^ADT_A01|" + id + "|P|2.5.1\rPID|||77^^^N^MR||"
                + RunningEngine.CANARY + "\r";

        assertThat(known().body(body)
                        .contentType("text/plain")
                        .post("/api/v1/convert")
                        .jsonPath()
                        .getString("resourceType"))
                .isEqualTo("Bundle");
        assertThat(known().body(body)
                        .contentType("text/plain")
                        .post("/api/v1/convert?explain=true")
                        .jsonPath()
                        .getList("sources.find { it.place == 'PID-5' }.elements"))
                .isNotEmpty();
        assertThat(known().body("hello")
                        .contentType("text/plain")
                        .post("/api/v1/convert")
                        .statusCode())
                .isEqualTo(400);
        assertThat(known().get("/api/v1/messages?q=" + id).jsonPath().getList("messages"))
                .isEmpty();
        assertThat(given().body(body)
                        .contentType("text/plain")
                        .redirects()
                        .follow(false)
                        .post("/api/v1/convert")
                        .statusCode())
                .isIn(302, 401);
        assertThat(RunningEngine.log()).doesNotContain(RunningEngine.CANARY);
    }

    @Test
    void theFirstPageSaysInWordsThatADestinationIsDownAndTheEngineStaysReady() throws IOException {
        RunningEngine.destinationAnswers(503);
        String id = controlId();
        assertThat(RunningEngine.admit(id)).isEqualTo("AA");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page("/console"))
                        .contains("fhir-server takes no messages since")
                        .contains("1 message waits in order"));
        assertThat(known().get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(metrics()).contains("engine_circuit_state{destination=\"fhir-server\"} 1.0");

        RunningEngine.destinationAnswers(200);
        awaitStatus(id, "SENT");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(page("/console/live")).doesNotContain("takes no messages"));
    }

    @Test
    void theMetricsHaveTheNamesThatAreOurContract() throws IOException {
        String id = controlId();
        RunningEngine.admit(id);
        RunningEngine.admit(id);
        awaitStatus(id, "SENT");

        assertThat(metrics())
                .contains("engine_messages_received_total{channel=\"adt-from-his\",type=\"ADT^A01\"}")
                .contains("engine_acks_total{channel=\"adt-from-his\",code=\"AA\"}")
                .contains("engine_messages_duplicate_total{channel=\"adt-from-his\"}")
                .contains("engine_intake_commit_seconds_count{channel=\"adt-from-his\"}")
                .contains("engine_convert_seconds_count{channel=\"adt-from-his\"}")
                .contains("engine_unknown_codes_total{channel=\"adt-from-his\"}")
                .contains("engine_delivery_attempts_total{class=\"ok\",destination=\"fhir-server\"}")
                .contains("engine_delivery_seconds_count{destination=\"fhir-server\"}")
                .contains("engine_queue_depth{destination=\"fhir-server\"}")
                .contains("engine_queue_oldest_seconds{destination=\"fhir-server\"}")
                .contains("engine_end_to_end_seconds_count{destination=\"fhir-server\"}")
                .contains("engine_feed_silence_seconds{channel=\"adt-from-his\"}");
    }

    @Test
    void noPatientsDataIsInLogsMetricsHealthOrLists() throws IOException {
        String id = controlId();
        RunningEngine.admit(id);
        RunningEngine.send(
                "MSH|^~\\&|HIS|NORTH|||2026||ADT^A01|" + id + "x|P|2.5.1\rPID|" + RunningEngine.CANARY + "\r");
        RunningEngine.send("MSH|^~\\&|HIS|NORTH|||2026||" + RunningEngine.CANARY + "^X|" + id + "y|P|2.5.1\r");
        awaitStatus(id, "SENT");
        String key = known().get("/api/v1/messages?q=" + id).jsonPath().getString("messages[0].key");
        page("/console/messages/" + key);

        assertThat(RunningEngine.log())
                .contains("message opened by admin")
                .contains(key)
                .doesNotContainIgnoringCase(RunningEngine.CANARY)
                .doesNotContain("Piepmatz");
        assertThat(metrics()).doesNotContainIgnoringCase(RunningEngine.CANARY);
        assertThat(known().get("/q/health/ready").asString()).doesNotContain(RunningEngine.CANARY);
        assertThat(known().get("/api/v1/engine").asString()).doesNotContain(RunningEngine.CANARY);
        assertThat(known().get("/api/v1/messages/" + key).asString()).doesNotContain(RunningEngine.CANARY);
    }

    @Test
    void readinessTellsTheJournalThatIsReallyInUse() {
        JsonPath ready = known().get("/q/health/ready").jsonPath();

        assertThat(ready.getString("checks.find { it.name == 'broker' }.data.journal"))
                .isIn("NIO", "ASYNCIO");
        assertThat(ready.getInt("checks.find { it.name == 'channels' }.data.listening"))
                .isEqualTo(3);
        assertThat(ready.getString("checks.find { it.name == 'store' }.status")).isEqualTo("UP");
    }

    @Test
    void hawtioSeesTheRoutesAndCannotSend() {
        String question = "{\"type\":\"exec\",\"mbean\":\"org.apache.camel:context=crosswalk,type=context,"
                + "name=\\\"crosswalk\\\"\",\"operation\":\"%s\"%s}";

        assertThat(ask(question.formatted("dumpRoutesAsXml()", "")).getString("value"))
                .contains("adt-from-his", "crosswalk:receive");
        assertThat(ask(question.formatted(
                                "sendBody(java.lang.String,java.lang.Object)", ",\"arguments\":[\"direct:x\",\"y\"]"))
                        .getInt("status"))
                .isEqualTo(403);
        assertThat(known().get("/hawtio/").asString()).contains("Hawtio");
    }

    @Test
    void whatIsAskedForWronglyIsAnsweredInWords() {
        Response answer = known().get("/api/v1/messages?status=LOST");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("fault")).startsWith("status is one of ");
        assertThat(known().get("/console/messages/" + "0".repeat(64)).statusCode())
                .isEqualTo(404);
        assertThat(known().get("/api/v1/messages/" + "0".repeat(64)).statusCode())
                .isEqualTo(404);
    }

    private JsonPath awaitStatus(String controlId, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(found(controlId).getString("messages[0].status"))
                        .isEqualTo(status));
        return found(controlId);
    }

    private JsonPath found(String controlId) {
        return known().get("/api/v1/messages?q=" + controlId).jsonPath();
    }

    private JsonPath ask(String question) {
        return known().body(question).post("/hawtio/jolokia").jsonPath();
    }

    private String metrics() {
        return known().get("/q/metrics").asString();
    }

    private String page(String path) {
        Response answer = known().accept("text/html").get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.asString();
    }

    private RequestSpecification known() {
        return given().auth().preemptive().basic("admin", password);
    }

    private static String controlId() {
        return "T" + UUID.randomUUID().toString().substring(0, 12);
    }
}
