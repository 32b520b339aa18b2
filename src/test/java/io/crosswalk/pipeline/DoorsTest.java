package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.intake.AcceptedMessages.Earlier;
import io.crosswalk.intake.ChannelOptions;
import io.crosswalk.intake.Reply;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.broker.DurableStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The acknowledgement is a promise: it waits for the store, whatever the store says. */
class DoorsTest {

    private final List<ReceivedMessage> offered = new ArrayList<>();
    private final List<DurableStore.Outcome> outcomes = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final Doors doors = new Doors(
            (message, outcome) -> {
                offered.add(message);
                outcomes.add(outcome);
            },
            (channel, at, code, place, reason, body) -> {},
            new PipelineEvents() {});
    private final Doors.Door door = doors.door(ChannelOptions.of("adt"));

    @Test
    void saysNothingBeforeTheStoreHasTheMessage() {
        door.receive(Samples.adt("M1", "P1"), replies::add);

        assertThat(offered).hasSize(1);
        assertThat(replies).as("no reply while the store is silent").isEmpty();
        outcomes.get(0).stored();
        assertThat(replies)
                .singleElement()
                .satisfies(reply -> assertThat(text(reply)).contains("MSA|AA|M1"));
    }

    @Test
    void saysThatAMessageIsNotStoredWhenItIsNot() {
        door.receive(Samples.adt("M1", "P1"), replies::add);
        outcomes.get(0).failed("the queue or its disk is full");

        assertThat(replies)
                .singleElement()
                .satisfies(reply -> assertThat(text(reply))
                        .contains("MSA|AE|M1")
                        .contains("207")
                        .contains("the queue or its disk is full"));
    }

    @Test
    void offersAMessageAgainThatWasNotStoredTheFirstTime() {
        door.receive(Samples.adt("M1", "P1"), replies::add);
        outcomes.get(0).failed("the disk is full");

        door.receive(Samples.adt("M1", "P1"), replies::add);

        assertThat(offered).hasSize(2);
        assertThat(offered.get(0).acceptId()).isNotEqualTo(offered.get(1).acceptId());
    }

    @Test
    void answersARepeatFromMemoryWithoutStoringItAgain() {
        door.receive(Samples.adt("M1", "P1"), replies::add);
        outcomes.get(0).stored();

        door.receive(Samples.adt("M1", "P1"), replies::add);

        assertThat(offered).hasSize(1);
        assertThat(text(replies.get(1))).isEqualTo(text(replies.get(0)));
    }

    @Test
    void answersARepeatThatTheStoreFindsOnRecordAsTheFirstTime() {
        door.receive(Samples.adt("M1", "P1"), replies::add);
        outcomes.get(0).stored();
        ReceivedMessage first = offered.get(0);
        Doors later = new Doors(
                (message, outcome) -> outcome.repeats(new Earlier(first.receivedAt(), first.acceptId())),
                (channel, at, code, place, reason, body) -> {},
                new PipelineEvents() {});

        later.door(ChannelOptions.of("adt")).receive(Samples.adt("M1", "P1"), replies::add);

        assertThat(text(replies.get(1))).isEqualTo(text(replies.get(0)));
    }

    @Test
    void storesEachMessageOfABatchAndAnswersWithABatchOfTheAnswersInTheirOrder() {
        door.receive(batch(Samples.adt("M1", "P1"), Samples.adt("M2", "P2")), replies::add);

        assertThat(offered).extracting(ReceivedMessage::controlId).containsExactly("M1", "M2");
        assertThat(offered).extracting(ReceivedMessage::batch).containsOnly(new BatchId("FILE7", "BATCH7"));
        outcomes.get(1).stored();
        assertThat(replies).as("no reply while one message is not on disk").isEmpty();
        outcomes.get(0).stored();
        assertThat(segments(replies))
                .containsExactly("FHS", "BHS", "MSH", "MSA|AA|M1", "MSH", "MSA|AA|M2", "BTS|2", "FTS|1");
    }

    @Test
    void answersABatchToItsSenderWithTheNumberOfTheBatch() {
        door.receive(batch(Samples.adt("M1", "P1")), replies::add);
        outcomes.get(0).stored();

        assertThat(text(replies.get(0)))
                .matches("(?s)FHS\\|\\^~\\\\&\\|US\\|HERE\\|HIS\\|STMARY\\|\\d{14}\\+0000\\|\\|\\|\\|\\|FILE7\r.*")
                .contains("|||||BATCH7\r");
    }

    @Test
    void refusesABadMessageOfABatchAndTakesTheOthers() {
        byte[] bad = "MSH|^~\\&|HIS|STMARY|||20260101||ADT^A08||P|2.5\rPID|1\r".getBytes(StandardCharsets.US_ASCII);
        door.receive(batch(Samples.adt("M1", "P1"), bad, Samples.adt("M3", "P3")), replies::add);
        outcomes.forEach(DurableStore.Outcome::stored);

        assertThat(offered).extracting(ReceivedMessage::controlId).containsExactly("M1", "M3");
        assertThat(segments(replies))
                .filteredOn(segment -> segment.startsWith("MSA"))
                .containsExactly("MSA|AA|M1", "MSA|AR|", "MSA|AA|M3");
    }

    @Test
    void endsTheConnectionWhenItIsNotKnownWhatBecameOfAMessageOfABatch() {
        Doors.Door strict = doors.door(ChannelOptions.of("adt").withAeIsFinal(true));
        strict.receive(batch(Samples.adt("M1", "P1"), Samples.adt("M2", "P2")), replies::add);
        outcomes.get(0).stored();
        outcomes.get(1).failed("the disk is full");

        assertThat(replies).singleElement().isInstanceOf(Reply.Close.class);
    }

    @Test
    void answersAnEmptyBatchWithAnEmptyBatch() {
        door.receive(batch(), replies::add);

        assertThat(segments(replies)).containsExactly("FHS", "BHS", "BTS|0", "FTS|1");
    }

    @Test
    void recordsThatTheCountOfABatchIsWrong() {
        List<String> recorded = new CopyOnWriteArrayList<>();
        try (Doors counting = new Doors(
                (message, outcome) -> outcome.stored(),
                (channel, at, code, place, reason, body) -> recorded.add(code + " " + place + ": " + reason),
                new PipelineEvents() {})) {
            byte[] short1 = "BHS|^~\\&|HIS\rBTS|4\r".getBytes(StandardCharsets.US_ASCII);
            counting.door(ChannelOptions.of("adt")).receive(short1, replies::add);
        }

        assertThat(recorded).containsExactly("E_BATCH_COUNT BTS-1: BTS-1 counts 4 messages, the file holds 0");
    }

    private static byte[] batch(byte[]... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("FHS|^~\\&|HIS|STMARY|US|HERE|20260101||||FILE7\r".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes("BHS|^~\\&|HIS|STMARY|US|HERE|20260101||||BATCH7\r".getBytes(StandardCharsets.US_ASCII));
        for (byte[] message : messages) {
            out.writeBytes(message);
            out.write('\r');
        }
        out.writeBytes(("BTS|" + messages.length + "\rFTS|1\r").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** The segments of the only reply: headers by their names, answers as far as they are the sender's. */
    private static List<String> segments(List<Reply> replies) {
        assertThat(replies).hasSize(1);
        return text(replies.get(0))
                .lines()
                .filter(line -> !line.startsWith("ERR"))
                .map(line -> line.matches("(MSH|FHS|BHS).*") ? line.substring(0, 3) : line)
                .map(line -> line.startsWith("MSA|AR") ? "MSA|AR|" : line)
                .toList();
    }

    private static String text(Reply reply) {
        return reply instanceof Reply.Acknowledge acknowledge
                ? new String(acknowledge.message(), StandardCharsets.UTF_8)
                : reply.toString();
    }
}
