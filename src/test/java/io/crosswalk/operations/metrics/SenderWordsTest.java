package io.crosswalk.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderWordsTest {

    private final SenderWords types = SenderWords.messageTypes();

    @ParameterizedTest
    @ValueSource(strings = {"ADT^A01", "ORU^R01", "ACK", "ZAD^Z99"})
    void aTypeIsItsOwnLabel(String type) {
        assertThat(types.label(type)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ADT^A01^ADT_A01", "Meier^Anna", "adt^a01", "ADT^A01\n", "4711"})
    void whatASenderWritesInsteadIsNoLabel(String type) {
        assertThat(types.label(type)).isEqualTo("other");
    }

    @Test
    void aSenderCannotMakeSeriesWithoutEnd() {
        for (int i = 0; i < SenderWords.MOST_TYPES; i++) {
            types.label("A" + (char) ('A' + i / 26) + (char) ('A' + i % 26));
        }

        assertThat(types.label("ZZZ^ZZZ")).isEqualTo("other");
        assertThat(types.label("AAA")).isEqualTo("AAA");
    }
}
