package io.crosswalk.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.intake.Cda;
import io.crosswalk.intake.ZipSamples;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Documents by HTTP, into a running engine with its real routes. */
@QuarkusTest
@WithTestResource(RunningEngine.class)
class DocumentsByHttpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/api/v1/channels/documents-from-emr/documents";

    @ConfigProperty(name = "crosswalk.login.admin-password")
    String password;

    @TestHTTPResource
    URI base;

    private RequestSpecification known() {
        return given().auth().preemptive().basic("admin", password);
    }

    private Response post(byte[] content, String type) {
        return known().contentType(type).body(content).post(PATH);
    }

    private static byte[] document(String id) {
        return Cda.text(id, "1", "<title>" + RunningEngine.CANARY + "</title>").getBytes(StandardCharsets.UTF_8);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aDocumentIsTakenWhenItIsOnDiskAndItsWayIsToldUnderTheAddressOfTheAnswer() throws IOException {
        String id = id();
        Response taken = post(document(id), "application/xml");

        assertThat(taken.statusCode()).isEqualTo(202);
        String history = taken.jsonPath().getString("documents[0].history");
        assertThat(taken.header("Location")).endsWith(history);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(known().get(history).statusCode()).isEqualTo(200));
        JsonPath message = known().get(history).jsonPath();
        assertThat(message.getString("message.controlId")).isEqualTo("1.2.3.4^" + id);
        assertThat(message.getString("message.format")).isEqualTo("CDA");
        assertThat(known().get(history + "/body").asByteArray()).isEqualTo(document(id));
        assertThat(known().queryParam("q", "1.2.3.4^" + id)
                        .get("/api/v1/messages")
                        .jsonPath()
                        .getList("messages"))
                .hasSize(1);
        assertThat(RunningEngine.log()).doesNotContain(RunningEngine.CANARY, "Inventedname");
    }

    @Test
    void thePageOfADocumentShowsItAndRunsNothingOfIt() {
        byte[] document = Cda.text(id(), "1", "<title><![CDATA[<script>alert(1)</script>]]></title>")
                .getBytes(StandardCharsets.UTF_8);
        String key = post(document, "text/xml").jsonPath().getString("documents[0].key");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(known().get("/console/messages/" + key).statusCode())
                                .isEqualTo(200));

        assertThat(known().get("/console/messages/" + key).asString())
                .contains(
                        "&lt;<span class=\"json-key\">ClinicalDocument</span>", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void aDocumentIsConvertedForTryingAndExplainedAndIsNotKept() {
        String id = id();

        assertThat(known().contentType("application/xml")
                        .body(document(id))
                        .post("/api/v1/convert")
                        .jsonPath()
                        .getString("entry[0].resource.resourceType"))
                .isEqualTo("Composition");
        assertThat(known().contentType("application/xml")
                        .body(document(id))
                        .post("/api/v1/convert?explain=true")
                        .jsonPath()
                        .getList("elements.element", String.class))
                .contains("Patient.name[0].family");
        assertThat(known().queryParam("q", "1.2.3.4^" + id)
                        .get("/api/v1/messages")
                        .jsonPath()
                        .getList("messages"))
                .isEmpty();
    }

    @Test
    void theSameContentGetsTheSameAnswerAndIsDoneOnce() {
        String id = id();
        Response first = post(document(id), "application/xml");
        String history = first.jsonPath().getString("documents[0].history");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(known().get(history).statusCode()).isEqualTo(200));

        Response second = post(document(id), "text/xml;charset=utf-8");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(known().queryParam("q", "1.2.3.4^" + id)
                        .get("/api/v1/messages")
                        .jsonPath()
                        .getList("messages"))
                .hasSize(1);
    }

    @Test
    void anIdempotencyKeyIsForOneContentOnly() {
        String key = id();
        byte[] document = document(id());
        RequestSpecification named = known().header("Idempotency-Key", key).contentType("application/xml");

        Response first = named.body(document).post(PATH);
        Response again = known().header("Idempotency-Key", key)
                .contentType("application/xml")
                .body(document)
                .post(PATH);
        Response other = known().header("Idempotency-Key", key)
                .contentType("application/xml")
                .body(document(id()))
                .post(PATH);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.jsonPath().getString("fault")).contains("another content");
    }

    @Test
    void anIdempotencyKeyIsFreeAgainWhenNothingCameOfItsRequest() {
        String key = id();
        assertThat(known().header("Idempotency-Key", key)
                        .contentType("application/xml")
                        .body("<Clinical")
                        .post(PATH)
                        .statusCode())
                .isEqualTo(400);

        assertThat(known().header("Idempotency-Key", key)
                        .contentType("application/xml")
                        .body(document(id()))
                        .post(PATH)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void eachDocumentOfAPackageIsTakenAndTheBadOneIsNamed() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("good.xml", document(id()));
        entries.put("cut.xml", "<ClinicalDocument><id".getBytes(StandardCharsets.UTF_8));

        Response taken = post(ZipSamples.xdm(), "application/zip");
        Response partly = post(ZipSamples.zip(entries), "application/zip");

        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.jsonPath().getList("documents.entry"))
                .isEqualTo(java.util.List.of("IHE_XDM/SUBSET01/DOC0001.XML", "IHE_XDM/SUBSET01/DOC0002"));
        assertThat(partly.statusCode()).isEqualTo(422);
        assertThat(partly.jsonPath().getString("documents[0].entry")).isEqualTo("good.xml");
        assertThat(partly.jsonPath().getString("refused[0].entry")).isEqualTo("cut.xml");
        assertThat(partly.jsonPath().getString("refused[0].code")).isEqualTo("E_XML_ENDS");
        assertThat(partly.jsonPath().getString("refused[0].place")).startsWith("line 1");
    }

    @Test
    void aRefusalSaysWhatIsWrongAndWhere() {
        assertThat(post("<a/>".getBytes(StandardCharsets.UTF_8), "application/xml")
                        .statusCode())
                .isEqualTo(422);
        Response broken = post("<ClinicalDocument>\n</x>".getBytes(StandardCharsets.UTF_8), "application/xml");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.jsonPath().getString("refused[0].place")).startsWith("line 2");
        assertThat(post(document(id()), "application/pdf").statusCode()).isEqualTo(415);
        assertThat(known().contentType("application/xml")
                        .body(document(id()))
                        .post("/api/v1/channels/no-such-channel/documents")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDocumentBeyondTheLimitIsRefusedBeforeItsBodyIsRead() throws IOException {
        assertThat(answerToAnnounced(known(password), 65_000_000_000L)).contains(" 413 ");
    }

    @Test
    void aStrangerIsAskedWhoIsThereBeforeTheBodyIsRead() throws IOException {
        assertThat(answerToAnnounced("", 60_000_000)).contains(" 401 ");
    }

    private static String known(String password) {
        return "Authorization: Basic "
                + java.util.Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    /** The first line of the answer to a request whose body never comes. */
    private String answerToAnnounced(String header, long length) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST " + PATH + " HTTP/1.1\r\nHost: " + base.getHost() + "\r\n" + header
                                    + "Content-Type: application/xml\r\nContent-Length: " + length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
            return line.toString();
        }
    }
}
