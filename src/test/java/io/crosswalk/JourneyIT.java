package io.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.cli.Acknowledgement;
import io.crosswalk.cli.FhirServerProcess;
import io.crosswalk.cli.MllpClient;
import io.crosswalk.history.DeliveryView;
import io.crosswalk.history.HistoryDatabase;
import io.crosswalk.history.HistoryQuery;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.Stage;
import io.crosswalk.history.Step;
import io.crosswalk.message.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise, from socket to FHIR server: the packaged engine and a real HAPI FHIR JPA server, each in a JVM of its own.
 * Each test has a patient of its own, so that they share both.
 */
class JourneyIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG_ENOUGH_TO_WAIT_FOR_A_RETRY = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static FhirServerProcess server;
    private static FhirClient fhir;
    private static FrontDoor door;
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws Exception {
        server = FhirServers.shared();
        fhir = new FhirClient(server.address());
        door = new FrontDoor(server.address());
        engine = RunningEngine.start(folder, settings(door.address()));
    }

    @AfterAll
    static void stop() {
        engine.close();
        door.close();
    }

    private static Map<String, String> settings(URI destination) {
        return Map.of(
                "CROSSWALK_DESTINATION_FHIR_URL", destination.toString(),
                "CROSSWALK_DESTINATION_FHIR_TIMEOUT", "3s",
                "CROSSWALK_RETRY_FIRST", "200ms",
                "CROSSWALK_RETRY_LONGEST", "2s");
    }

    @Test
    void anAdmissionBecomesAPatientAndAnEncounterAtTheServer() throws Exception {
        Story story = new Story("admission");

        send(story.adt("A01", "Okafor^Amara^Ngozi", "W1^12^B"));

        awaitOne(story.patients());
        JsonNode patient = fhir.search(story.patients()).get(0);
        assertThat(patient.at("/name/0/family").textValue()).isEqualTo("Okafor");
        assertThat(patient.at("/name/0/given")).extracting(JsonNode::textValue).containsExactly("Amara", "Ngozi");
        assertThat(patient.at("/gender").textValue()).isEqualTo("female");
        assertThat(patient.at("/birthDate").textValue()).isEqualTo("1988-02-29");
        assertThat(patient.at("/address/0/city").textValue()).isEqualTo("Kilmore");
        assertThat(fhir.search(story.encounters())).singleElement().satisfies(encounter -> {
            assertThat(encounter.at("/subject/reference").textValue())
                    .isEqualTo("Patient/" + patient.at("/id").textValue());
            assertThat(encounter.at("/status").textValue()).isEqualTo("in-progress");
            assertThat(encounter.at("/class/code").textValue()).isEqualTo("IMP");
            assertThat(encounter.at("/period/start").textValue()).startsWith("2026-02-17T07:10:00");
        });
    }

    @Test
    void anUpdateChangesTheSamePatientAndTheSameEncounter() throws Exception {
        Story story = new Story("update");
        send(story.adt("A01", "Lindqvist^Maja", "W1^12^B"));
        awaitOne(story.patients());
        JsonNode patientBefore = fhir.search(story.patients()).get(0);
        JsonNode encounterBefore = fhir.search(story.encounters()).get(0);

        send(story.adt("A08", "Lindqvist-Berg^Maja", "W2^03^A"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fhir.search(story.patients()))
                        .singleElement()
                        .satisfies(patient -> {
                            assertThat(patient.at("/id")).isEqualTo(patientBefore.at("/id"));
                            assertThat(version(patient)).isGreaterThan(version(patientBefore));
                            assertThat(patient.at("/name/0/family").textValue()).isEqualTo("Lindqvist-Berg");
                        }));
        assertThat(fhir.search(story.encounters())).singleElement().satisfies(encounter -> {
            assertThat(encounter.at("/id")).isEqualTo(encounterBefore.at("/id"));
            assertThat(version(encounter)).isGreaterThan(version(encounterBefore));
        });
    }

    @Test
    void aDischargeEndsTheEncounter() throws Exception {
        Story story = new Story("discharge");
        send(story.adt("A01", "Moreau^Luc", "W1^12^B"));

        send(story.discharge("Moreau^Luc", "20260217164000+0000"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fhir.search(story.encounters()))
                        .singleElement()
                        .satisfies(encounter -> {
                            assertThat(encounter.at("/status").textValue()).isEqualTo("finished");
                            assertThat(encounter.at("/period/end").textValue()).startsWith("2026-02-17T16:40:00");
                        }));
    }

    @Test
    void whatComesUnderTheOldNumberAfterAMergeIsFiledUnderTheSurvivor() throws Exception {
        Story survivor = new Story("survivor");
        Story retired = new Story("retired");
        send(retired.adt("A01", "Haddad^Leila", "W1^12^B"));
        awaitOne(retired.encounters());

        send(survivor.merge(retired, "Haddad^Leila"));
        send(retired.adt("A08", "Haddad^Leila", "W2^03^A"));
        sendLab(retired.result("F", "13.1"));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(fhir.search(survivor.observations())).hasSize(1));
        assertThat(fhir.search(retired.observations())).isEmpty();
        String id =
                "Patient/" + fhir.search(survivor.patients()).get(0).path("id").textValue();
        assertThat(fhir.search(retired.encounters())).singleElement().satisfies(encounter -> {
            assertThat(encounter.at("/subject/reference").textValue()).isEqualTo(id);
            assertThat(encounter.at("/location/0/location").isMissingNode()).isFalse();
        });
        assertThat(fhir.search(retired.patients())).singleElement().satisfies(patient -> {
            assertThat(patient.path("active").asBoolean(true)).isFalse();
            assertThat(patient.at("/link/0/other/reference").textValue()).isEqualTo(id);
        });
    }

    @Test
    void sendingEverythingTwiceDuplicatesNothing() throws Exception {
        Story story = new Story("twice");
        List<byte[]> everything = List.of(
                story.adt("A01", "Costa^Inês", "W1^12^B"),
                story.adt("A08", "Costa^Inês", "W2^03^A"),
                story.discharge("Costa^Inês", "20260217164000+0000"));
        List<byte[]> results = List.of(story.result("P", "12.4"), story.result("F", "12.6"));
        List<byte[]> firstAnswers = sendAll(everything, results);
        awaitFinalResultAndDischarge(story);
        int reportBefore = version(fhir.search(story.reports()).get(0));
        int patientBefore = version(fhir.search(story.patients()).get(0));
        int valueBefore = version(fhir.search(story.observations()).get(0));

        List<byte[]> secondAnswers = sendAll(everything, results);

        assertThat(secondAnswers).as("the same acknowledgements").containsExactlyElementsOf(firstAnswers);
        // What follows on the same feed of the same patient comes after any second effect.
        send(story.adt("A08", "Costa-Ramos^Inês", "W2^03^A"));
        sendLab(story.result("C", "12.8"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(fhir.search(story.patients()))
                    .singleElement()
                    .satisfies(patient ->
                            assertThat(patient.at("/name/0/family").textValue()).isEqualTo("Costa-Ramos"));
            assertThat(fhir.search(story.observations()))
                    .singleElement()
                    .satisfies(
                            value -> assertThat(value.at("/status").textValue()).isEqualTo("corrected"));
        });
        assertThat(fhir.count(story.encounters())).isEqualTo(1);
        assertThat(fhir.count(story.reports())).isEqualTo(1);
        assertThat(version(fhir.search(story.patients()).get(0)))
                .as("only the last update made a version")
                .isEqualTo(patientBefore + 1);
        assertThat(version(fhir.search(story.reports()).get(0))).isEqualTo(reportBefore + 1);
        assertThat(version(fhir.search(story.observations()).get(0))).isEqualTo(valueBefore + 1);
    }

    @Test
    void aResultBecomesAReportWhoseValuesReferToThePatientOfTheAdmission() throws Exception {
        Story story = new Story("result");
        send(story.adt("A01", "Haddad^Omar", "W1^12^B"));
        awaitOne(story.patients());
        String patient =
                "Patient/" + fhir.search(story.patients()).get(0).at("/id").textValue();

        sendLab(story.result("F", "12.4"));

        awaitOne(story.reports());
        JsonNode report = fhir.search(story.reports()).get(0);
        assertThat(report.at("/status").textValue()).isEqualTo("final");
        assertThat(report.at("/subject/reference").textValue()).isEqualTo(patient);
        assertThat(fhir.search(story.observations())).singleElement().satisfies(value -> {
            assertThat(value.at("/subject/reference").textValue()).isEqualTo(patient);
            assertThat(value.at("/valueQuantity/value").decimalValue()).isEqualByComparingTo("12.4");
            assertThat(value.at("/valueQuantity/code").textValue()).isEqualTo("g/dL");
            assertThat(report.at("/result/0/reference").textValue())
                    .isEqualTo("Observation/" + value.at("/id").textValue());
        });
        assertThat(fhir.count(story.patients())).isEqualTo(1);
    }

    /** A laboratory knows a name and a number: it must not take away what the admission knew. */
    @Test
    void aResultLeavesThePatientAndTheVisitAsTheAdmissionMadeThem() throws Exception {
        Story story = new Story("thin");
        send(story.adt("A01", "Quiroga^Tomás", "W1^12^B"));
        send(story.discharge("Quiroga^Tomás", "20260217164000+0000"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fhir.search(story.encounters() + "&status=finished"))
                        .hasSize(1));

        sendLab(story.result("F", "12.4"));

        awaitOne(story.reports());
        assertThat(fhir.search(story.patients()).get(0).at("/address/0/city").textValue())
                .isEqualTo("Kilmore");
        JsonNode encounter = fhir.search(story.encounters()).get(0);
        assertThat(encounter.at("/status").textValue()).isEqualTo("finished");
        assertThat(encounter.at("/period/end").textValue()).startsWith("2026-02-17T16:40:00");
    }

    @Test
    void messagesWaitWhileTheServerAnswers503AndArriveInOrder() throws Exception {
        Story story = new Story("busy");
        door.say(503);
        try {
            sendInNumberedOrder(story);
            awaitKnocks(3);
            assertThat(fhir.count(story.patients())).isZero();
        } finally {
            door.letThrough();
        }

        assertArrivedInNumberedOrder(story);
    }

    @Test
    void messagesWaitWhileTheServerIsDownAndArriveInOrder() throws Exception {
        Story story = new Story("down");
        door.shut();
        try {
            sendInNumberedOrder(story);
            Thread.sleep(1_500); // several attempts find nobody there
            assertThat(fhir.count(story.patients())).isZero();
        } finally {
            door.open();
        }

        assertArrivedInNumberedOrder(story);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void messagesWaitWhileTheServerHangsAndArriveInOrder() throws Exception {
        Story story = new Story("frozen");
        signal("STOP");
        try {
            sendInNumberedOrder(story);
            awaitKnocks(2);
        } finally {
            signal("CONT");
        }

        assertArrivedInNumberedOrder(story);
    }

    @Test
    void theHistoryHasTheMessageTheBundleAndARowForEachStageAndDestination(@TempDir Path own) throws Exception {
        Story story = new Story("history");
        byte[] message = story.adt("A01", "Zhou^Mei", "W1^12^B");
        try (RunningEngine other = RunningEngine.start(own, settings(server.address()))) {
            try (MllpClient client = other.adt()) {
                assertThat(accepted(client, message)).isNotEmpty();
            }
            awaitOne(story.patients());
        }

        try (HistoryDatabase database = HistoryDatabase.open(
                "jdbc:h2:file:" + own.resolve("data/history/crosswalk").toAbsolutePath(), "crosswalk", "")) {
            HistoryQuery query = new HistoryQuery(database);
            var summaries = query.list(HistoryQuery.Filter.newest(10));
            assertThat(summaries).hasSize(1);
            MessageDetail detail = query.byId(summaries.get(0).id()).orElseThrow();
            assertThat(detail.summary().status()).isEqualTo(Status.SENT);
            assertThat(detail.body()).isEqualTo(message);
            assertThat(new String(detail.bundle(), StandardCharsets.UTF_8)).contains("\"transaction\"", "Zhou");
            assertThat(detail.steps())
                    .extracting(Step::stage)
                    .containsExactly(Stage.RECEIVE, Stage.CONVERT, Stage.VALIDATE, Stage.CONSENT, Stage.ROUTE);
            assertThat(detail.deliveries())
                    .extracting(DeliveryView::destination)
                    .containsExactly("fhir");
            assertThat(detail.deliveries()).extracting(DeliveryView::status).containsExactly(Status.SENT);
        }
    }

    private static void sendInNumberedOrder(Story story) throws IOException {
        for (String name : NUMBERS) {
            send(story.adt(name.equals(NUMBERS.get(0)) ? "A01" : "A08", name + "^Ada", "W1^12^B"));
        }
    }

    private static final List<String> NUMBERS =
            IntStream.rangeClosed(1, 6).mapToObj(i -> "Number" + i).toList();

    private static void assertArrivedInNumberedOrder(Story story) {
        await().atMost(LONG_ENOUGH_TO_WAIT_FOR_A_RETRY)
                .untilAsserted(() -> assertThat(fhir.search(story.patients()))
                        .singleElement()
                        .satisfies(patient -> assertThat(
                                        patient.at("/name/0/family").textValue())
                                .isEqualTo(NUMBERS.get(NUMBERS.size() - 1))));
        String id = fhir.search(story.patients()).get(0).at("/id").textValue();
        List<String> names = new ArrayList<>();
        for (int version = 1; version <= NUMBERS.size(); version++) {
            names.add(fhir.get("Patient/" + id + "/_history/" + version)
                    .at("/name/0/family")
                    .textValue());
        }
        assertThat(names).as("the versions of the patient").isEqualTo(NUMBERS);
    }

    private static void awaitKnocks(int more) {
        int before = door.knocks();
        await().atMost(SOON).until(() -> door.knocks() >= before + more);
    }

    private static void signal(String name) throws Exception {
        var kill = new ProcessBuilder(
                        "kill",
                        "-" + name,
                        String.valueOf(server.process().handle().pid()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void awaitOne(String query) {
        await().atMost(SOON).untilAsserted(() -> assertThat(fhir.count(query)).isEqualTo(1));
    }

    private static void awaitFinalResultAndDischarge(Story story) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(fhir.count(story.encounters() + "&status=finished")).isEqualTo(1);
            assertThat(fhir.count(story.observations() + "&status=final")).isEqualTo(1);
        });
    }

    private static int version(JsonNode resource) {
        return Integer.parseInt(resource.at("/meta/versionId").textValue());
    }

    private static List<byte[]> sendAll(List<byte[]> adt, List<byte[]> lab) throws IOException {
        List<byte[]> answers = new ArrayList<>();
        try (MllpClient client = engine.adt()) {
            for (byte[] message : adt) {
                answers.add(accepted(client, message));
            }
        }
        try (MllpClient client = engine.lab()) {
            for (byte[] message : lab) {
                answers.add(accepted(client, message));
            }
        }
        return answers;
    }

    private static void send(byte[] message) throws IOException {
        try (MllpClient client = engine.adt()) {
            accepted(client, message);
        }
    }

    private static void sendLab(byte[] message) throws IOException {
        try (MllpClient client = engine.lab()) {
            accepted(client, message);
        }
    }

    private static byte[] accepted(MllpClient client, byte[] message) throws IOException {
        Acknowledgement answer = client.send(message).orElseThrow();
        assertThat(answer.code()).as(answer.text()).isEqualTo("AA");
        return answer.bytes();
    }
}
