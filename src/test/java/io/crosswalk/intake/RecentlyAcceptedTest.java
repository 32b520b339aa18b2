package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosswalk.intake.AcceptedMessages.Earlier;
import io.crosswalk.message.MessageKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentlyAcceptedTest {

    private static final Earlier FIRST = new Earlier(Instant.EPOCH, "first");
    private static final Earlier SECOND = new Earlier(Instant.EPOCH.plusSeconds(1), "second");

    @Test
    void knowsWhatItWasTold() {
        RecentlyAccepted recent = new RecentlyAccepted(2);
        recent.remember(key("a"), FIRST);
        assertThat(recent.find(key("a"))).contains(FIRST);
        assertThat(recent.find(key("b"))).isEmpty();
    }

    @Test
    void theFirstAcceptanceStays() {
        RecentlyAccepted recent = new RecentlyAccepted(2);
        recent.remember(key("a"), FIRST);
        recent.remember(key("a"), SECOND);
        assertThat(recent.find(key("a"))).contains(FIRST);
    }

    @Test
    void forgetsTheOldest() {
        RecentlyAccepted recent = new RecentlyAccepted(2);
        recent.remember(key("a"), FIRST);
        recent.remember(key("b"), FIRST);
        recent.remember(key("c"), FIRST);
        assertThat(recent.find(key("a"))).isEmpty();
        assertThat(recent.find(key("b"))).contains(FIRST);
    }

    @Test
    void refusesAMemoryOfNothing() {
        assertThatThrownBy(() -> new RecentlyAccepted(0)).hasMessage("a memory of 0 messages remembers nothing");
    }

    private static MessageKey key(String controlId) {
        return MessageKey.of("", "", "", "", controlId, new byte[0]);
    }
}
