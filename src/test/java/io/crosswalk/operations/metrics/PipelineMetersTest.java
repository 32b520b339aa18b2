package io.crosswalk.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PipelineMeters meters = new PipelineMeters(registry);

    @Test
    void countsValuesByFieldAndTheMessagesTheyWereFoundIn() {
        meters.lookedAt("adt", List.of("PID-31", "OBX[1]-18.1", "OBX[2]-18[3].2"));
        meters.lookedAt("adt", List.of());

        assertThat(count("PID-31")).isEqualTo(1);
        assertThat(count("OBX-18")).isEqualTo(2);
        assertThat(registry.get("engine.unmapped.messages")
                        .tag("channel", "adt")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aSenderCannotMakeSeriesWithoutEnd() {
        for (int field = 1; field <= SenderWords.MOST_FIELDS + 7; field++) {
            meters.lookedAt("adt", List.of("ZZZ-" + field));
        }

        assertThat(count("other")).isEqualTo(7);
        assertThat(registry.find("engine.unmapped.fields").counters()).hasSize(SenderWords.MOST_FIELDS + 1);
    }

    @Test
    void countsDecisionsOfConsentAndAttemptsApart() {
        meters.consented("fhir", "permit");
        meters.consented("fhir", "deny");
        meters.consented("fhir", "deny");
        meters.attempted("fhir", "ok", 1);

        assertThat(registry.get("engine.consent.decisions")
                        .tag("destination", "fhir")
                        .tag("outcome", "deny")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("engine.delivery.attempts")
                        .tag("class", "ok")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PID-31, PID-31", "PID-3.4.2, PID-3", "OBX[3]-5[2].1, OBX-5", "ZPI[12]-1, ZPI-1"})
    void thePlaceOfAValueIsCutToItsField(String place, String field) {
        assertThat(ChannelMeters.field(place)).isEqualTo(field);
    }

    private double count(String field) {
        Counter counter = registry.get("engine.unmapped.fields")
                .tag("channel", "adt")
                .tag("field", field)
                .counter();
        return counter.count();
    }
}
