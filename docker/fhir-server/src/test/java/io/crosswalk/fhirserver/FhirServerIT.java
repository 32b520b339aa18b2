package io.crosswalk.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FhirServerIT {

    private static final int SIGTERM = 128 + 15;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path TARGET = Path.of(System.getProperty("fhir-server.target", "target"));
    private static final Pattern READY = Pattern.compile("FHIR server ready at (http://127\\.0\\.0\\.1:\\d+/fhir) .*");

    private static Process process;
    private static String server;

    @BeforeAll
    static void startThePackagedServer() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ArchiveClassesAtExit=" + TARGET.resolve("fhir-server.jsa"),
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-jar",
                        TARGET.resolve("fhir-server.jar").toString(),
                        "--port",
                        "0")
                .redirectError(Redirect.INHERIT)
                .start();
        var ready = READY.matcher(String.valueOf(process.inputReader().readLine()));
        assertThat(ready.matches()).as("one line that says where it is").isTrue();
        server = ready.group(1);
    }

    @AfterAll
    static void stopsWhenAskedTo() throws Exception {
        process.destroy();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("stopped").isTrue();
        assertThat(process.exitValue()).isEqualTo(SIGTERM);
        assertThat(TARGET.resolve("fhir-server.jsa")).exists();
    }

    @Test
    void createsWhatATransactionPutsUnderTheIdsTheSenderChose() throws Exception {
        var patient = UUID.randomUUID().toString();
        var encounter = UUID.randomUUID().toString();

        var answer = post(transaction(patient(patient, "MRN-1", "Okafor"), encounter(encounter, patient)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("201 Created", "201 Created");
        assertThat(get("/Encounter/" + encounter).at("/subject/reference").textValue())
                .isEqualTo("Patient/" + patient);
    }

    @Test
    void updatesInPlaceAndCountsTheVersionsWhenTheSameIdIsPutAgain() throws Exception {
        var id = UUID.randomUUID().toString();
        post(transaction(patient(id, "MRN-2", "Lindqvist")));

        var answer = post(transaction(patient(id, "MRN-2", "Lindqvist-Berg")));

        assertThat(statuses(answer)).containsExactly("200 OK");
        var patient = get("/Patient/" + id);
        assertThat(patient.at("/meta/versionId").textValue()).isEqualTo("2");
        assertThat(patient.at("/name/0/family").textValue()).isEqualTo("Lindqvist-Berg");
        assertThat(get("/Patient?identifier=MRN-2").at("/entry")).hasSize(1);
    }

    @Test
    void findsWhatWasJustWritten() throws Exception {
        for (var family : new String[] {"First", "Second"}) {
            assertThat(get("/Patient?name=Search" + family).has("entry")).isFalse();
            post(transaction(patient(UUID.randomUUID().toString(), "MRN-3", "Search" + family)));
            assertThat(get("/Patient?name=Search" + family).at("/entry")).hasSize(1);
        }
        assertThat(get("/Patient?identifier=MRN-3&_summary=count").at("/total").intValue())
                .isEqualTo(2);
    }

    @Test
    void refusesTheWholeTransactionForAReferenceToNothing() throws Exception {
        var patient = UUID.randomUUID().toString();
        var nobody = UUID.randomUUID().toString();

        var answer = post(transaction(
                patient(patient, "MRN-4", "Moreau"), encounter(UUID.randomUUID().toString(), nobody)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/issue/0/diagnostics").textValue())
                .contains("Patient/" + nobody + " not found");
        assertThat(get("/Patient?identifier=MRN-4").has("entry")).isFalse();
    }

    @Test
    void saysWhatItIs() throws Exception {
        var statement = get("/metadata");

        assertThat(statement.at("/fhirVersion").textValue()).isEqualTo("4.0.1");
        assertThat(statement.at("/rest/0/resource").findValuesAsText("type")).contains("Patient", "DiagnosticReport");
    }

    private static String patient(String id, String number, String family) {
        return put("Patient/" + id, """
                {"resourceType": "Patient", "id": "%s", "name": [{"family": "%s"}],
                 "identifier": [{"system": "urn:oid:2.16.840.1.113883.19.5", "value": "%s"}]}""".formatted(id, family, number));
    }

    private static String encounter(String id, String patient) {
        return put("Encounter/" + id, """
                {"resourceType": "Encounter", "id": "%s", "status": "in-progress", "subject": {"reference": "Patient/%s"},
                 "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"}}""".formatted(id, patient));
    }

    private static String put(String url, String resource) {
        return """
                {"fullUrl": "urn:uuid:%s", "resource": %s, "request": {"method": "PUT", "url": "%s"}}""".formatted(url.substring(url.indexOf('/') + 1), resource, url);
    }

    private static String transaction(String... entries) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \"entry\": [" + String.join(", ", entries)
                + "]}";
    }

    private static HttpResponse<String> post(String bundle) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server))
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(bundle))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static Stream<String> statuses(HttpResponse<String> answer) throws IOException {
        var entries = JSON.readTree(answer.body()).at("/entry");
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.at("/response/status").textValue());
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        var answer =
                CLIENT.send(HttpRequest.newBuilder(URI.create(server + path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
