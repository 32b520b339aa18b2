package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.intake.AcceptedMessages.Earlier;
import io.crosswalk.intake.ChannelOptions;
import io.crosswalk.intake.Reply;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.broker.DurableStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

    private static String text(Reply reply) {
        return reply instanceof Reply.Acknowledge acknowledge
                ? new String(acknowledge.message(), StandardCharsets.UTF_8)
                : reply.toString();
    }
}
