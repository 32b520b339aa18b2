package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Conversion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are the answer to a query. */
class SearchsetTest {

    private static final String MAPS = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                identifier[1].value: PID-3.1
                generalPractitioner[gp]: PD1-4 as XCN[Practitioner]
            PID[Search]:
              fills: Bundle.entry.search
              set:
                mode: const match
            PD1[Search]:
              fills: Bundle.entry.search
              set:
                score: portion(PD1-1, 100)
            EVN[OperationOutcome]:
              resource: OperationOutcome
              set:
                issue[1].severity: const information
                issue[1].code: const not-found
                issue[1].diagnostics: EVN-4
            EVN[Bundle]:
              fills: Bundle
              set:
                total: EVN-1 as unsignedInt
            """ + MappingFixture.DATA_TYPES;

    private static final String MAKE = """
            EVN:
              - EVN[OperationOutcome] when valued(EVN-4)
              - EVN[Bundle]
            PID:
              - patient: PID[Patient]
              - PID[Search] into patient
            PD1:
              - PD1[Search] into patient
        """.indent(4);

    @TempDir
    Path folder;

    private MappingFixture fixture(String kind) {
        MappingFixture fixture = MappingFixture.of(folder, MAPS);
        fixture.write(
                "hl7v2/messages/ADT_A01.yaml", "ADT_A01:\n" + kind + "  groups: MSH [EVN] PID [PD1]\n  make:\n" + MAKE);
        return fixture;
    }

    private MappingFixture answers() {
        return fixture("  bundle: searchset\n");
    }

    @Test
    void tellsForEachEntryWhetherItWasFoundStandsBesideOrTellsOfTheSearch() {
        Conversion conversion = answers().convert("EVN||||gone", "PID|||1", "PD1|95|||D7^DOC");

        JsonNode bundle = MappingFixture.bundle(conversion);
        assertThat(conversion.kind()).isEqualTo(BundleKind.SEARCHSET);
        assertThat(bundle.path("type").asText()).isEqualTo("searchset");
        assertThat(bundle.path("entry"))
                .extracting(entry -> entry.path("resource").path("resourceType").asText() + entry.path("search"))
                .containsExactlyInAnyOrder(
                        "OperationOutcome{\"mode\":\"outcome\"}",
                        "Patient{\"mode\":\"match\",\"score\":0.95}",
                        "Practitioner{\"mode\":\"include\"}");
        assertThat(bundle.path("entry")).noneMatch(entry -> entry.has("request"));
    }

    @Test
    void countsTheMatchesWhereNoRuleSaysHowManyThereAre() {
        assertThat(MappingFixture.bundle(answers().convert("EVN|", "PID|||1", "PD1||||D7"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(MappingFixture.bundle(answers().convert("EVN|40", "PID|||1"))
                        .path("total")
                        .asInt())
                .isEqualTo(40);
    }

    @Test
    void nothingFoundIsAnAnswerAndNoFault() {
        Conversion conversion = answers().convert("PID|");

        assertThat(conversion.failed()).isFalse();
        assertThat(MappingFixture.bundle(conversion).path("total").asInt(-1)).isZero();
    }

    @Test
    void explainsHowWellAnEntryFits() {
        TracedConversion traced =
                new Converter(answers().load()).convertTraced(MappingFixture.message("PID|||1", "PD1|95"));

        ElementTrace score = traced.elements().stream()
                .filter(trace -> trace.element().equals("Bundle.entry.search.score"))
                .findFirst()
                .orElseThrow();
        assertThat(score.value()).isEqualTo("0.95");
        assertThat(score.resource()).startsWith("Patient/");
        assertThat(score.claims()).anyMatch(claim -> claim.place().equals("PD1-1"));
    }

    @Test
    void aKindThatIsNoneIsAFault() {
        assertThat(fixture("  bundle: serchset\n").faults())
                .first()
                .asString()
                .contains("ADT_A01.yaml:2:11: a Bundle is one of transaction, searchset; did you mean 'searchset'?");
    }

    @Test
    void onlyTheAnswerToAQueryHasMatches() {
        assertThat(fixture("").faults())
                .hasSize(2)
                .first()
                .asString()
                .contains("'PID[Search]' says what a search has found; ADT_A01 needs 'bundle: searchset'");
    }
}
