package io.crosswalk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosswalk.message.Status;
import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void takesAStatusInAnyCase() {
        assertThat(new Search("", "", "parked", 0, 50).wanted()).contains(Status.PARKED);
    }

    @Test
    void knowsTheKeyOfAMessage() {
        assertThat(new Search(" " + "0a".repeat(32) + " ", "", "", 0, 50).isKey())
                .isTrue();
        assertThat(new Search("MSG00001", "", "", 0, 50).isKey()).isFalse();
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> new Search("", "", "LOST", 0, 50))
                .hasMessage(
                        "status is one of [RECEIVED, CONVERTED, FILTERED, QUEUED, SENT, PARKED, ERROR], not 'LOST'");
        assertThatThrownBy(() -> new Search("", "", "", 0, 5_000)).hasMessage("limit is 1 to 1000, not 5000");
        assertThatThrownBy(() -> new Search("", "", "", -1, 50)).hasMessage("before is the id of a message, not -1");
    }
}
