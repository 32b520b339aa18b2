package io.crosswalk.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.api.ChannelView;
import io.crosswalk.api.DestinationView;
import io.crosswalk.console.Trouble.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationTest {

    private static final Instant NOW = Instant.parse("2026-03-08T02:20:00Z");

    @Test
    void saysNothingWhenAllFlows() {
        assertThat(look(channel(true, 0, 3, 2L), destination("FLOWING", "", 12, 0)))
                .isEmpty();
    }

    @Test
    void saysWhyADestinationWaitsWhatItMeansAndThatNobodyNeedsToAct() {
        List<Trouble> troubles =
                look(channel(true, 0, 0, null), destination("RETRYING", "503 Service Unavailable", 12_400, 0));

        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.level()).isEqualTo(Level.WATCH);
            assertThat(trouble.title())
                    .startsWith("fhir-server takes no messages since ")
                    .endsWith(" (9 min)");
            assertThat(trouble.text())
                    .isEqualTo("503 Service Unavailable. 12,400 messages wait in order, the oldest 9 min; none is lost."
                            + " Next try in 12 s. It goes on by itself; look at that server if it lasts.");
        });
    }

    @Test
    void asksForSomebodyWhenADestinationIsPaused() {
        List<Trouble> troubles = look(channel(true, 0, 0, null), destination("PAUSED", "401 Unauthorized", 1, 0));

        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.level()).isEqualTo(Level.STOP);
            assertThat(trouble.text())
                    .contains("401 Unauthorized. 1 message waits in order")
                    .contains("repair the cause");
        });
    }

    @Test
    void putsTheWorstFirst() {
        List<Trouble> troubles = look(channel(false, 2, 0, null), destination("RETRYING", "timeout", 0, 37));

        assertThat(troubles).extracting(Trouble::level).containsExactly(Level.STOP, Level.ACT, Level.ACT, Level.WATCH);
        assertThat(troubles)
                .extracting(Trouble::title)
                .contains(
                        "adt-from-his does not listen",
                        "2 messages of adt-from-his could not be processed",
                        "37 messages parked for fhir-server");
    }

    @Test
    void watchesAChannelWhoseMessagesWaitLongToBeProcessed() {
        assertThat(look(channel(true, 0, 5_000, 61L), destination("FLOWING", "", 0, 0)))
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.text())
                        .isEqualTo("5,000 messages wait to be processed, the oldest 1 min."
                                + " All are acknowledged and stored; none is lost."));
    }

    private static List<Trouble> look(ChannelView channel, DestinationView destination) {
        return Situation.of(List.of(channel), List.of(destination), List.of(), NOW);
    }

    private static ChannelView channel(
            boolean listening, long failed, long waiting, @org.jspecify.annotations.Nullable Long oldest) {
        return new ChannelView(
                "adt-from-his",
                "Admissions",
                "mllp://127.0.0.1:2575",
                listening,
                10,
                0,
                0,
                failed,
                1.5,
                List.of(),
                Optional.of(NOW),
                waiting,
                Optional.ofNullable(oldest));
    }

    private static DestinationView destination(String state, String reason, long waiting, long parked) {
        boolean flowing = state.equals("FLOWING");
        return new DestinationView(
                "fhir-server",
                "http://127.0.0.1:8090/fhir",
                state,
                reason,
                flowing ? Optional.empty() : Optional.of(NOW.minusSeconds(540)),
                flowing ? Optional.empty() : Optional.of(NOW.plusSeconds(12)),
                100,
                0,
                List.of(),
                Optional.empty(),
                waiting,
                waiting == 0 ? Optional.empty() : Optional.of(540L),
                parked);
    }
}
