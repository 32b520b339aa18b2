package io.crosswalk.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The load generator and the sink see what they must see, and do not see what is not there. */
@Timeout(60)
class MllpLoadIT {

    @ParameterizedTest
    @CsvSource({"1,1", "4,1", "4,8"})
    void sendsAllMessagesAndCountsEachAnswer(int connections, int window) throws Exception {
        try (FakeEngine engine = new FakeEngine((number, id) -> "AA")) {
            LoadReport report = MllpLoad.run(LoadOptions.of(engine.port(), MessageKind.ADT, 403)
                    .withConnections(connections)
                    .withWindow(window));
            assertThat(report.acknowledged()).hasSize(403).doesNotHaveDuplicates();
            assertThat(report.isClean()).as(report.toString()).isTrue();
            assertThat(engine.received()).isEqualTo(403);
        }
    }

    @Test
    void keepsTheRateThatItWasAskedFor() throws Exception {
        try (FakeEngine engine = new FakeEngine((number, id) -> "AA")) {
            LoadReport report = MllpLoad.run(LoadOptions.of(engine.port(), MessageKind.ADT, 300)
                    .withConnections(3)
                    .withWindow(4)
                    .withRate(200));
            assertThat(report.isClean()).as(report.toString()).isTrue();
            assertThat(report.seconds()).isBetween(1.4, 4.0);
        }
    }

    @Test
    void countsNoesAndStrangeAnswers() throws Exception {
        try (FakeEngine engine =
                new FakeEngine((number, id) -> number == 3 ? "AR" : number == 5 ? "AA SOMEBODYELSE" : "AA")) {
            LoadReport report = MllpLoad.run(LoadOptions.of(engine.port(), MessageKind.ADT, 8)
                    .withWindow(2)
                    .withPatience(Duration.ofSeconds(1)));
            assertThat(report.refused()).containsEntry("AR", 1);
            assertThat(report.strange()).isEqualTo(1);
            assertThat(report.isClean()).isFalse();
        }
    }

    @Test
    void sendsAgainWhatWasNotAcknowledgedWhenTheConnectionWasLost() throws Exception {
        try (FakeEngine engine =
                new FakeEngine((number, id) -> number % 10 == 7 ? "" : number % 10 == 3 ? "AE" : "AA")) {
            LoadReport report = MllpLoad.run(LoadOptions.of(engine.port(), MessageKind.ADT, 100)
                    .withConnections(2)
                    .withWindow(3)
                    .withResending());
            assertThat(report.acknowledged()).hasSize(100).doesNotHaveDuplicates();
            assertThat(report.resent()).isPositive();
            assertThat(report.losses()).isNotEmpty();
        }
    }

    @Test
    void saysWhatWasNotAnsweredWhenItDoesNotSendAgain() throws Exception {
        try (FakeEngine engine = new FakeEngine((number, id) -> number < 10 ? "AA" : "")) {
            LoadReport report = MllpLoad.run(LoadOptions.of(engine.port(), MessageKind.ADT, 50));
            assertThat(report.acknowledged()).hasSize(10);
            assertThat(report.unanswered()).isEqualTo(1);
            assertThat(report.unsent()).isEqualTo(39);
        }
    }

    @Test
    void theSinkRemembersWhatItAnsweredWithAYes() throws Exception {
        MessageId id = new MessageId("k3f9", 1, 2, 3);
        String bundle =
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"request\":{\"method\":\"PUT\",\"url\":\"Encounter/1\"},"
                        + "\"x\":\"" + id + "\"},{\"request\":{\"method\":\"PUT\"}}]}";
        try (FhirSink sink = new FhirSink(0, "k3f9")) {
            sink.failNext(1, 503);
            assertThat(post(sink.base(), bundle).statusCode()).isEqualTo(503);
            assertThat(sink.arrivals()).isEmpty();

            HttpResponse<String> answer = post(sink.base(), bundle);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().split("200 OK", -1))
                    .as("one response for each entry")
                    .hasSize(3);
            assertThat(sink.arrivals()).containsExactly(id);
            sink.goAway();
            sink.comeBack();
            post(sink.base(), bundle);
            assertThat(sink.arrivals()).containsExactly(id, id);
        }
    }

    private static HttpResponse<String> post(URI base, String bundle) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(base)
                                .POST(HttpRequest.BodyPublishers.ofString(bundle))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
