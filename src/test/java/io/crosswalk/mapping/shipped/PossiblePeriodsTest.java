package io.crosswalk.mapping.shipped;

import static io.crosswalk.mapping.shipped.ShippedMappings.convert;
import static io.crosswalk.mapping.shipped.ShippedMappings.only;
import static io.crosswalk.mapping.shipped.ShippedMappings.parse;
import static io.crosswalk.mapping.shipped.ShippedMappings.traced;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No Period ends before it starts: FHIR forbids it, and a server may refuse all of a message for one wrong time. */
class PossiblePeriodsTest {

    private static final String PID = "PID|1||4711^^^STMARY^MR||Herbst^Jonas||19751130|M\r";

    private static String visit(String event, String admitted, String discharged) {
        return "MSH|^~\\&|HIS|STMARY|||20260308070000+0100||ADT^" + event + "^ADT_A01|R1|P|2.5.1\rEVN||20260308065500\r"
                + PID + "PV1|1|I|W1^12^B||||||||||||||||V9^^^STMARY^VN"
                + "|".repeat(25) + admitted + "|" + discharged + "\r";
    }

    private static List<String> codes(Conversion conversion) {
        return conversion.issues().stream().map(Issue::code).toList();
    }

    @Test
    void leavesOutAnEndBeforeTheStartAndSaysWhere() {
        Conversion conversion = convert(visit("A08", "202603021030", "202602281200"));
        Encounter encounter = only(parse(conversion), Encounter.class);
        assertThat(encounter.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-03-02T10:30:00+01:00");
        assertThat(encounter.getPeriod().hasEnd()).isFalse();
        assertThat(encounter.getStatus())
                .as("the sender says that the patient has left, if not when")
                .isEqualTo(EncounterStatus.FINISHED);
        assertThat(conversion.issues())
                .filteredOn(issue -> issue.code().equals("period-ends-before-start"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.place()).isEqualTo("PV1-45");
                    assertThat(issue.rule()).startsWith("mappings/hl7v2/segments/PV1.yaml:");
                    assertThat(issue.reason()).isEqualTo("the period would end before it starts; the end is left out");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "20260302, 202603021030+0100",
        "20260302103000+0100, 20260302",
        "202603021030+0100, 202603021030+0100",
        "202603021030+0100, 202603020945+0000",
        "202603, 20260302",
    })
    void keepsAnEndThatMayBeRight(String admitted, String discharged) {
        Conversion conversion = convert(visit("A08", admitted, discharged));
        assertThat(only(parse(conversion), Encounter.class).getPeriod().hasEnd())
                .isTrue();
        assertThat(codes(conversion)).doesNotContain("period-ends-before-start");
    }

    @Test
    void comparesTimesOfDifferentZones() {
        Conversion conversion = convert(visit("A08", "202603021030+0100", "202603021000+0100"));
        Conversion other = convert(visit("A08", "202603021030+0100", "202603020929+0000"));
        assertThat(codes(conversion)).contains("period-ends-before-start");
        assertThat(codes(other)).contains("period-ends-before-start");
    }

    /** The event still tells when the patient has left. */
    @Test
    void takesTheNextThatTellsTheEnd() {
        Encounter encounter = only(parse(convert(visit("A03", "20260302", "20260228"))), Encounter.class);
        assertThat(encounter.getPeriod().getEndElement().getValueAsString()).startsWith("2026-03-08");
    }

    @Test
    void keepsTheStartInDataTypesToo() {
        Conversion conversion = convert(visit("A08", "", "").replace("STMARY^MR", "STMARY^MR^^20260301^20250301"));
        Period period =
                only(parse(conversion), Patient.class).getIdentifierFirstRep().getPeriod();
        assertThat(period.getStartElement().getValueAsString()).isEqualTo("2026-03-01");
        assertThat(period.hasEnd()).isFalse();
        assertThat(codes(conversion)).contains("period-ends-before-start");
    }

    @Test
    void explainsThatTheEndIsABadValueAndThatTheStartAllowsAnEnd() {
        TracedConversion refused = traced(visit("A08", "202603021030", "202602281200"));
        assertThat(refused.values())
                .filteredOn(value -> value.place().equals("PV1-45"))
                .extracting(value -> value.fate().code())
                .containsExactly("bad-value");
        TracedConversion taken = traced(visit("A08", "202602281200+0100", "202603021030+0100"));
        assertThat(taken.elements())
                .filteredOn(element -> element.element().equals("Encounter.period.end"))
                .singleElement()
                .satisfies(element -> assertThat(element.conditions()).contains("PV1-44"));
        assertThat(taken.values())
                .filteredOn(value -> value.place().equals("PV1-45"))
                .extracting(SourceValue::fate)
                .allMatch(TracedConversion.Fate::isMapped);
    }
}
