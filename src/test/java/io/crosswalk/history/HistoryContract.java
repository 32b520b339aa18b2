package io.crosswalk.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosswalk.history.HistoryQuery.DestinationCount;
import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Merge;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.message.Status;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the history promises, whichever database keeps it. */
abstract class HistoryContract {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    abstract HistoryDatabase database();

    private final History history = new History(database());
    private final HistoryQuery query = new HistoryQuery(database());

    @Test
    void givesBackEverythingThatWasRecorded() throws SQLException {
        Issue issue = Issue.warning("not-a-date", "PID-7", "PID.yaml:42", "PID-7 is not a date");
        Processed processed = processed("a", "1001", Status.QUEUED, List.of(issue));

        history.record(List.of(processed), List.of());

        MessageDetail detail = query.byKey(processed.message().key().value()).orElseThrow();
        assertThat(detail.body()).isEqualTo(processed.message().body());
        assertThat(detail.bundle()).isEqualTo(processed.bundle());
        assertThat(detail.issues()).containsExactly(issue);
        assertThat(detail.resources()).containsExactly(new ResourceCount("Patient", 1));
        assertThat(detail.steps()).isEqualTo(processed.steps());
        assertThat(detail.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.destination()).isEqualTo("fhir");
            assertThat(delivery.status()).isEqualTo(Status.QUEUED);
        });
        assertThat(detail.summary().receivedAt()).isEqualTo(NOON);
        assertThat(detail.summary().status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void knowsAnEarlierAcceptanceByTheKeyOfTheMessage() throws SQLException {
        Processed processed = processed("b", "1002", Status.QUEUED, List.of());
        history.record(List.of(processed), List.of());

        MessageKey known = processed.message().key();
        assertThat(history.earlier(List.of(message("never", "x").key(), known)))
                .containsOnly(Map.entry(
                        known, new Earlier(processed.id(), processed.message().acceptId(), NOON)));
    }

    @Test
    void replacesTheRowsOfAnAcceptanceThatIsDoneAgain() throws SQLException {
        Processed first = processed("c", "1003", Status.QUEUED, List.of());
        history.record(List.of(first), List.of());
        Processed second = new Processed(
                first.id(),
                true,
                first.message(),
                Status.ERROR,
                "no mapping",
                new byte[0],
                List.of(),
                List.of(),
                List.of(Issue.fatal("no-mapping", "", "no mapping")),
                "v2",
                List.of(),
                List.of());

        history.record(List.of(second), List.of());

        MessageDetail detail = query.byId(first.id()).orElseThrow();
        assertThat(detail.summary().status()).isEqualTo(Status.ERROR);
        assertThat(detail.deliveries()).isEmpty();
        assertThat(detail.bundle()).isEmpty();
    }

    @Test
    void writesNothingOfABatchWhenOneOfItIsRefused() throws SQLException {
        Processed good = processed("d1", "1004", Status.QUEUED, List.of());
        Processed twin = new Processed(
                history.nextId(),
                false,
                good.message(),
                Status.QUEUED,
                "",
                good.bundle(),
                List.of(),
                List.of(),
                List.of(),
                "v1",
                List.of(),
                List.of());

        assertThatThrownBy(() -> history.record(List.of(good, twin), List.of())).isInstanceOf(SQLException.class);

        assertThat(history.earlier(List.of(good.message().key()))).isEmpty();
    }

    @Test
    void countsRepeats() throws SQLException {
        Processed processed = processed("e", "1005", Status.QUEUED, List.of());
        history.record(List.of(processed), List.of());

        history.record(List.of(), List.of(processed.id(), processed.id()));

        MessageSummary summary = query.byId(processed.id()).orElseThrow().summary();
        assertThat(summary.repeats()).isEqualTo(2);
        assertThat(summary.lastRepeatAt()).isNotNull();
    }

    @Test
    void tellsAControlIdThatItsSenderUsedBefore() throws SQLException {
        history.record(List.of(processed("f", "REUSED", Status.QUEUED, List.of())), List.of());
        ReceivedMessage reusing = message("another body", "REUSED");
        ReceivedMessage fresh = message("yet another", "FRESH");
        ReceivedMessage twin = message("in the same batch", "FRESH");

        Set<MessageKey> warned = history.reusingControlIds("adt", List.of(reusing, fresh, twin));

        assertThat(warned).containsExactlyInAnyOrder(reusing.key(), twin.key());
        assertThat(history.reusingControlIds("lab", List.of(reusing))).isEmpty();
    }

    @Test
    void showsAMessageAsSentWhenItsLastDestinationHasIt() throws SQLException {
        Processed processed = processed("g", "1007", Status.QUEUED, List.of());
        history.record(List.of(processed), List.of());

        history.record(List.of(attempt(processed.id(), Status.SENT, "")));

        assertThat(query.byId(processed.id()).orElseThrow().summary().status()).isEqualTo(Status.SENT);
        assertThat(history.settled("fhir", List.of(processed.id(), -1L))).containsExactly(processed.id());
        assertThat(query.list(Filter.newest(100).status(Status.SENT)))
                .extracting(MessageSummary::id)
                .contains(processed.id());
    }

    @Test
    void findsWhatIsParkedAndWhy() throws SQLException {
        Processed processed = processed("h", "1008", Status.QUEUED, List.of());
        history.record(List.of(processed), List.of());

        history.record(List.of(attempt(processed.id(), Status.PARKED, "422 Unprocessable Entity")));

        assertThat(query.list(Filter.newest(10).status(Status.PARKED)))
                .extracting(MessageSummary::id)
                .contains(processed.id());
        assertThat(query.list(Filter.newest(10).status(Status.QUEUED)))
                .extracting(MessageSummary::id)
                .doesNotContain(processed.id());
        assertThat(query.openDeliveries()).extracting(DestinationCount::status).contains(Status.PARKED);
        assertThat(query.byId(processed.id()).orElseThrow().deliveries().get(0).reason())
                .isEqualTo("422 Unprocessable Entity");
    }

    @Test
    void recordsADeliveryWhoseMessageTheDatabaseHasLost() throws SQLException {
        history.record(List.of(attempt(987_654_321L, Status.SENT, "")));

        assertThat(history.settled("fhir", List.of(987_654_321L))).containsExactly(987_654_321L);
    }

    @Test
    void listsByChannelControlIdAndPage() throws SQLException {
        Processed first = processed("i1", "PAGE", Status.QUEUED, List.of());
        Processed second = processed("i2", "PAGE", Status.FILTERED, List.of());
        history.record(List.of(first, second), List.of());

        Filter page = Filter.newest(1).controlId("PAGE").channel("adt");
        assertThat(query.list(page)).extracting(MessageSummary::id).containsExactly(second.id());
        assertThat(query.list(page.before(second.id())))
                .extracting(MessageSummary::id)
                .containsExactly(first.id());
    }

    @Test
    void keepsWhatWasTurnedAwayAtTheDoor() throws SQLException {
        history.refused("adt", NOON, "no-end-block", "frame", "the frame has no end block", new byte[] {1, 2, 3});

        assertThat(query.refusals(1)).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo("no-end-block");
            assertThat(refusal.size()).isEqualTo(3);
        });
    }

    @Test
    void keepsMessagesOfSeveralMegabytes() throws SQLException {
        ReceivedMessage large = message("x".repeat(3_000_000), "LARGE");
        Processed processed = new Processed(
                history.nextId(),
                false,
                large,
                Status.QUEUED,
                "",
                large.body(),
                List.of(),
                List.of(),
                List.of(),
                "v1",
                List.of(),
                List.of());

        history.record(List.of(processed), List.of());

        assertThat(query.byId(processed.id()).orElseThrow().body()).isEqualTo(large.body());
    }

    private void recordMerge(String body, String retired, String survivor) throws SQLException {
        Processed one = processed(body, "3001", Status.QUEUED, List.of());
        Processed merging = new Processed(
                one.id(),
                false,
                one.message(),
                one.status(),
                "",
                one.bundle(),
                one.resources(),
                List.of(new Merge(retired, survivor)),
                List.of(),
                "v1",
                List.of(),
                List.of());
        history.record(List.of(merging), List.of());
    }

    private MergeRegister read() throws SQLException {
        MergeRegister register = new MergeRegister(database());
        register.refresh();
        return register;
    }

    @Test
    void aMergeIsKnownAfterARestart() throws SQLException {
        recordMerge("merge-1", "Patient/m2", "Patient/m1");
        recordMerge("merge-2", "Patient/m1", "Patient/m0");

        assertThat(read().survivorOf("Patient/m2")).isEqualTo("Patient/m0");
        assertThat(read().replacedBy("Patient/m1")).containsExactly("Patient/m2");
    }

    @Test
    void aNameOfARequestIsBoundToOneContentUntilItIsReleased() throws SQLException {
        RequestKeys requests = new RequestKeys(database());

        assertThat(requests.claim("name-1", "one", NOON)).isTrue();
        assertThat(requests.claim("name-1", "one", NOON)).as("the same again").isTrue();
        assertThat(requests.claim("name-1", "two", NOON)).as("another content").isFalse();
        assertThat(requests.claim("name-2", "two", NOON)).as("another name").isTrue();
        requests.release("name-1");
        assertThat(requests.claim("name-1", "two", NOON)).isTrue();
    }

    @Test
    void aNameOfARequestIsForgottenAfterAWeekAlsoAfterARestart() throws SQLException {
        new RequestKeys(database()).claim("name-3", "one", NOON);

        Instant later = NOON.plus(Duration.ofDays(8));
        assertThat(new RequestKeys(database()).claim("name-3", "two", NOON.plus(Duration.ofDays(6))))
                .isFalse();
        assertThat(new RequestKeys(database()).claim("name-3", "two", later)).isTrue();
    }

    @Test
    void aMergeTheOtherWayRoundUndoesTheFirstForGood() throws SQLException {
        recordMerge("undo-1", "Patient/n2", "Patient/n1");
        recordMerge("undo-2", "Patient/n1", "Patient/n0");
        recordMerge("undo-3", "Patient/n0", "Patient/n2");

        MergeRegister register = read();
        assertThat(register.survivorOf("Patient/n0")).isEqualTo("Patient/n1");
        assertThat(register.survivorOf("Patient/n1")).isEqualTo("Patient/n1");
        assertThat(register.survivorOf("Patient/n2")).isEqualTo("Patient/n1");
    }

    @Test
    void aWrongMergeIsTakenBackForAllEngines() throws Exception {
        recordMerge("wrong-1", "Patient/w2", "Patient/w1");
        MergeRegister here = read();
        MergeRegister there = read();

        assertThat(here.takeBack("Patient/w2")).isTrue();

        assertThat(here.survivorOf("Patient/w2")).isEqualTo("Patient/w2");
        assertThat(here.takeBack("Patient/w2")).isFalse();
        assertThat(read().survivorOf("Patient/w2")).isEqualTo("Patient/w2");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            there.refresh();
            assertThat(there.replacedBy("Patient/w1")).isEmpty();
        });
    }

    @Test
    void anEngineSeesWhatAnotherOneHasMerged() throws Exception {
        MergeRegister early = read();
        recordMerge("other-1", "Patient/o2", "Patient/o1");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            early.refresh();
            assertThat(early.survivorOf("Patient/o2")).isEqualTo("Patient/o1");
        });
    }

    private Processed processed(String body, String controlId, Status status, List<Issue> issues) throws SQLException {
        return new Processed(
                history.nextId(),
                false,
                message(body, controlId),
                status,
                "",
                "{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_8),
                List.of(new ResourceCount("Patient", 1)),
                List.of(),
                issues,
                "v1",
                List.of(
                        new Step(Stage.RECEIVE, "", Status.RECEIVED, "", NOON, 12),
                        new Step(Stage.CONVERT, "", Status.CONVERTED, "", NOON, 34)),
                List.of(new Processed.Queued("fhir", "lane")));
    }

    private static Attempted attempt(long id, Status status, String reason) {
        return new Attempted(id, "fhir", "lane", status, reason, 1, NOON, 5, "");
    }

    static ReceivedMessage message(String body, String controlId) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new ReceivedMessage(
                MessageKey.of("adt", "", "HIS", "NORTH", controlId, bytes),
                "accept-" + body.hashCode(),
                "adt",
                "HIS|NORTH",
                Format.HL7V2,
                controlId,
                "ADT^A01",
                NOON,
                bytes);
    }
}
