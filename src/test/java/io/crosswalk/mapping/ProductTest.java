package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.fhir.StableId;
import io.crosswalk.message.Conversion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources of a message: identity, references, merging, scope. */
class ProductTest {

    private static final String MAPS = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                identifier[]: PID-3 as CX
                generalPractitioner[gp]: PD1-4 as XCN[Practitioner]
            NK1[Patient]:
              fills: Patient
              set:
                contact[1].name: NK1-2 as XPN
                contact[1].relationship[1]: NK1-3 as CWE
                contact[1].gender: const unknown
            PV1[Encounter]:
              resource: Encounter
              identity:
                - PV1-19.1
              set:
                status: const finished
                class: const v3-ActCode#IMP
                participant[atnd].individual: PV1-7 as XCN[Practitioner]
                participant[atnd].type[1]: const v3-ParticipationType#ATND
                serviceProvider->Organization.name: PV1-10
            DG1[Condition]:
              resource: Condition
              set:
                code: DG1-3 as CWE
                verificationStatus: const condition-ver-status#confirmed
            OBR[DiagnosticReport]:
              resource: DiagnosticReport
              identity:
                - OBR-3.1
              set:
                status: const final
                code: OBR-4 as CWE
            OBX[Observation]:
              resource: Observation
              needs:
                - report
              identity:
                - report.id + OBX-3.1 + occurrence(OBX-3.1)
              set:
                status: const final
                code: OBX-3 as CWE
                value[x]: OBX-5 as ObxValue
            ObxValue:
              choose:
                - OBX-5 as ObxNumber when OBX-2 = "NM"
                - OBX-5 as CWE when OBX-2 in ("CE", "CWE")
                - OBX-5 as string
            ObxNumber:
              fills: Quantity
              set:
                value: OBX-5
                unit: OBX-6.1
            SPM[Specimen]:
              resource: Specimen
              identity:
                - SPM-2.1
              set:
                type: SPM-4 as CWE
                identifier[1].value: SPM-2.1
            """ + MappingFixture.DATA_TYPES;

    private static final String MAKE = """
                PID:
                  - patient: PID[Patient]
                NK1:
                  - NK1[Patient] into patient
                VISIT.PV1:
                  - encounter: PV1[Encounter] with subject = patient
                DG1:
                  - dx: DG1[Condition] with subject = patient
                ORDER.OBR:
                  - report: OBR[DiagnosticReport] with subject = patient, encounter = encounter
                OBSERVATION.OBX:
                  - OBX[Observation] with subject = patient, specimen = specimen to report.result
                SPECIMEN.SPM:
                  - specimen: SPM[Specimen] with subject = patient to report.specimen
            """;

    @TempDir
    Path folder;

    private Conversion convert(String... segments) {
        return MappingFixture.of(folder, MAPS, MAKE).convert(segments);
    }

    @Test
    void aBusinessKeyGivesTheSameIdInEveryMessage() {
        String first = id(convert("PID|||77"), "Patient");
        String again = id(convert("PID|||77", "NK1||X"), "Patient");
        String other = id(convert("PID|||78"), "Patient");

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        assertThat(first).matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void convertingTwiceGivesTheSameBytes() {
        String[] segments = {"PID|||77", "PV1|||||||12^A^B", "DG1|||I10"};

        assertThat(convert(segments).bundle()).isEqualTo(convert(segments).bundle());
    }

    @Test
    void everyReferenceHasItsEntryAndEveryEntryIsPutUnderItsId() {
        JsonNode bundle = MappingFixture.bundle(convert(
                "PID|||77",
                "PD1||||12^A^B",
                "PV1|||||||12^A^B~13^C^D|||MED|||||||||V1",
                "DG1|||I10",
                "OBR|||F1|1^x",
                "OBX||NM|2^y||5",
                "SPM||S1||BLD"));

        Set<String> urls = new HashSet<>();
        bundle.path("entry").forEach(entry -> {
            urls.add(entry.path("fullUrl").asText());
            JsonNode resource = entry.path("resource");
            String id = resource.path("id").asText();
            assertThat(entry.path("fullUrl").asText()).isEqualTo("urn:uuid:" + id);
            assertThat(entry.path("request").path("method").asText()).isEqualTo("PUT");
            assertThat(entry.path("request").path("url").asText())
                    .isEqualTo(resource.path("resourceType").asText() + "/" + id);
        });
        List<JsonNode> references = bundle.findValues("reference");
        assertThat(references)
                .hasSizeGreaterThan(9)
                .allSatisfy(reference -> assertThat(urls).contains(reference.asText()));
        assertThat(bundle.path("type").asText()).isEqualTo("transaction");
    }

    @Test
    void onePersonMetTwiceIsOneResource() {
        Conversion conversion = convert("PID|||77", "PD1||||12^A", "PV1|||||||12^A^B");

        List<JsonNode> practitioners = MappingFixture.resources(conversion, "Practitioner");
        assertThat(practitioners).hasSize(1);
        assertThat(practitioners.get(0).at("/identifier")).hasSize(1);
    }

    @Test
    void theSecondOfTwoVersionsFillsOnlyWhatIsEmpty() {
        Conversion conversion = convert("PID|||77", "PV1|1||||||||||||||||||V1", "OBR|||F1|1^x", "OBR|||F1|2^y");

        assertThat(MappingFixture.resources(conversion, "DiagnosticReport")).hasSize(1);
        assertThat(conversion.issues())
                .anySatisfy(issue -> assertThat(issue.code()).isEqualTo("same-resource-twice"));
    }

    @Test
    void aRepeatingSourceMakesItsElementsAndConstantsCompleteEach() {
        JsonNode participants = MappingFixture.resources(convert("PID|||77", "PV1|||||||12^A~13^B"), "Encounter")
                .get(0)
                .path("participant");

        assertThat(participants).hasSize(2).allSatisfy(participant -> {
            assertThat(participant.at("/type/0/coding/0/code").asText()).isEqualTo("ATND");
            assertThat(participant.at("/individual/reference").asText()).startsWith("urn:uuid:");
        });
    }

    @Test
    void aSegmentMayStandBeforeTheOneThatMakesTheResourceItIsWrittenInto() {
        String maps = MAPS + """

                ORC[DiagnosticReport]:
                  fills: DiagnosticReport
                  set:
                    identifier[1].value: ORC-3
                """;
        String make =
                MAKE.replace("ORDER.OBR:\n", "ORDER.ORC:\n      - ORC[DiagnosticReport] into report\n    ORDER.OBR:\n");

        Conversion conversion = MappingFixture.of(folder, maps, make)
                .convert("PID|||77", "ORC|RE||A1", "OBR|||F1|1^x", "ORC|RE||A2", "OBR|||F2|1^x");

        assertThat(MappingFixture.resources(conversion, "DiagnosticReport"))
                .extracting(report -> report.at("/identifier/0/value").asText())
                .containsExactly("A1", "A2");
    }

    @Test
    void whatMayBelongToSeveralResourcesThatComeLaterGoesToNone() {
        String maps = MAPS + """

                NK1[Specimen]:
                  fills: Specimen
                  set:
                    note[1].text: NK1-2.1
                """;
        String make = MAKE.replace("NK1:\n", "NK1:\n      - NK1[Specimen] into specimen\n");

        Conversion conversion = MappingFixture.of(folder, maps, make)
                .convert("PID|||77", "NK1||X", "OBR|||F1|1^x", "SPM||S1||BLD", "SPM||S2||UR");

        assertThat(MappingFixture.resources(conversion, "Specimen"))
                .hasSize(2)
                .allSatisfy(specimen -> assertThat(specimen.has("note")).isFalse());
    }

    private static final String MERGE_MAPS = MAPS + """

            MRG[Patient]:
              resource: Patient
              identity:
                - MRG-1.1
              set:
                identifier[]: MRG-1 as CX
                active: const false
                link[survivor].type: const replaced-by
            MRG[Patient-Survivor]:
              fills: Patient
              set:
                link[prior].type: const replaces
            """;

    private static final String MERGE = """
                PID:
                  - patient: PID[Patient]
                MRG:
                  - prior: MRG[Patient] unless patient with link[survivor].other = patient
                  - MRG[Patient-Survivor] into patient given prior with link[prior].other = prior
            """;

    @Test
    void aPatientThatReplacesAnotherPointsToItAndIsPointedTo() {
        List<JsonNode> patients = MappingFixture.resources(
                MappingFixture.of(folder, MERGE_MAPS, MERGE).convert("PID|||77", "MRG|78"), "Patient");

        assertThat(patients).hasSize(2);
        JsonNode survivor = patients.get(0);
        JsonNode prior = patients.get(1);
        assertThat(survivor.has("active")).isFalse();
        assertThat(survivor.at("/link/0/type").asText()).isEqualTo("replaces");
        assertThat(survivor.at("/link/0/other/reference").asText())
                .isEqualTo("urn:uuid:" + prior.path("id").asText());
        assertThat(prior.path("active").asBoolean(true)).isFalse();
        assertThat(prior.at("/link/0/type").asText()).isEqualTo("replaced-by");
        assertThat(prior.at("/link/0/other/reference").asText())
                .isEqualTo("urn:uuid:" + survivor.path("id").asText());
    }

    @Test
    void aPatientIsNeverReplacedByHimself() {
        Conversion conversion = MappingFixture.of(folder, MERGE_MAPS, MERGE).convert("PID|||77", "MRG|77");

        List<JsonNode> patients = MappingFixture.resources(conversion, "Patient");
        assertThat(patients).hasSize(1);
        assertThat(patients.get(0).has("active")).isFalse();
        assertThat(patients.get(0).has("link")).isFalse();
        assertThat(conversion.issues())
                .anySatisfy(issue -> assertThat(issue.code()).isEqualTo("the-same-resource"));
    }

    @Test
    void aConstantDoesNotStartAnElement() {
        assertThat(MappingFixture.resources(convert("PID|||77", "PV1|1||||||||||||||||||V1"), "Encounter"))
                .isEmpty();
        assertThat(MappingFixture.resources(convert("PID|||77", "PV1|1|||||||||MED"), "Encounter")
                        .get(0)
                        .has("participant"))
                .isFalse();
    }

    @Test
    void aResourceBehindAReferenceIsMadeWhenItGetsAValue() {
        Conversion conversion = convert("PID|||77", "PV1||||||||||MED");

        assertThat(MappingFixture.resources(conversion, "Organization")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("MED");
        assertThat(MappingFixture.resources(conversion, "Encounter")
                        .get(0)
                        .at("/serviceProvider/reference")
                        .asText())
                .isEqualTo("urn:uuid:" + id(conversion, "Organization"));
    }

    @Test
    void aRequiredReferenceToAResourceWithoutContentSaysThatItIsAbsent() {
        Conversion conversion = convert("PID|1", "DG1|1||A^Ague");

        assertThat(MappingFixture.resources(conversion, "Condition").get(0).at("/subject"))
                .hasToString(
                        "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}");
    }

    @Test
    void aMapTakesNoElementsOfAResourceOfAnotherTypeBehindAReference() {
        String maps = MAPS.replace(
                "code: DG1-3 as CWE",
                "code: DG1-3 as CWE\n    asserter->PractitionerRole.identifier[1].value: DG1-15\n"
                        + "    asserter: DG1-16 as XCN[Practitioner]");

        Conversion conversion =
                MappingFixture.of(folder, maps, MAKE).convert("PID|||77", "DG1|1||A||||||||||||8|7^House^Greg");

        assertThat(MappingFixture.resources(conversion, "PractitionerRole")
                        .get(0)
                        .fieldNames())
                .toIterable()
                .containsExactly("resourceType", "id", "identifier");
        assertThat(conversion.issues()).extracting(issue -> issue.code()).contains("reference-stands");
    }

    @Test
    void aNameOfACodingSystemThatHasNoUriIsToldOnce() {
        String maps = MAPS.replace(
                "value[x]: OBX-5 as ObxValue",
                "value[x]: OBX-5 as ObxValue\n    method.coding[1].system: system(OBX-17.3, OBX-17.1)");

        Conversion conversion = MappingFixture.of(folder, maps, MAKE)
                .convert(
                        "PID|||77",
                        "OBR|1||F1|P",
                        "OBX|1|ST|A||x||||||||||||M^^HOUSE",
                        "OBX|2|ST|B||y||||||||||||M^^HOUSE",
                        "OBX|3|ST|C||z||||||||||||M^^L");

        assertThat(conversion.issues())
                .filteredOn(issue -> issue.code().equals("coding-system-unknown"))
                .extracting(issue -> issue.place())
                .containsExactly("OBX[1]-17.3");
    }

    @Test
    void aResourceWithLinksAndConstantsOnlyIsNotWritten() {
        Conversion conversion = convert("PID|||77", "DG1|1");

        assertThat(MappingFixture.resources(conversion, "Condition")).isEmpty();
        assertThat(conversion.resources()).extracting(count -> count.type()).containsExactly("Patient");
    }

    @Test
    void segmentsThatFillAnotherResourceAddAnElementEach() {
        JsonNode contacts = MappingFixture.resources(convert("PID|||77", "NK1||A^B", "NK1||C^D", "NK1|3"), "Patient")
                .get(0)
                .path("contact");

        assertThat(contacts).hasSize(2);
        assertThat(contacts.get(1).at("/name/family").asText()).isEqualTo("C");
        assertThat(contacts.get(1).at("/gender").asText()).isEqualTo("unknown");
    }

    @Test
    void theTypeOfTheResultPicksTheSuffix() {
        List<JsonNode> observations = MappingFixture.resources(
                convert("PID|||77", "OBR|||F1|1", "OBX||NM|a||5.50|mg", "OBX||CE|b||X^Y", "OBX||ST|c||text"),
                "Observation");

        assertThat(observations.get(0).at("/valueQuantity/unit").asText()).isEqualTo("mg");
        assertThat(observations.get(1).at("/valueCodeableConcept/coding/0/code").asText())
                .isEqualTo("X");
        assertThat(observations.get(2).at("/valueString").asText()).isEqualTo("text");
    }

    @Test
    void aDecimalKeepsItsDigits() {
        Conversion conversion = convert("PID|||77", "OBR|||F1|1", "OBX||NM|a||5.50|mg");

        assertThat(new String(conversion.bundle(), StandardCharsets.UTF_8)).contains("\"value\":5.50,");
    }

    @Test
    void aReportPointsToItsOwnResultsAndSpecimensOnly() {
        List<JsonNode> reports = MappingFixture.resources(
                convert(
                        "PID|||77",
                        "OBR|||F1|1",
                        "OBX||ST|a||x",
                        "SPM||S1||BLD",
                        "OBR|||F2|1",
                        "OBX||ST|a||y",
                        "OBX||ST|a||z"),
                "DiagnosticReport");

        assertThat(reports.get(0).path("result")).hasSize(1);
        assertThat(reports.get(0).path("specimen")).hasSize(1);
        assertThat(reports.get(1).path("result")).hasSize(2);
        assertThat(reports.get(1).has("specimen")).isFalse();
    }

    @Test
    void theOnlySpecimenOfAnOrderIsSeenByItsResultsAndByNoOthers() {
        List<JsonNode> observations = MappingFixture.resources(
                convert("PID|||77", "OBR|||F1|1", "OBX||ST|a||x", "SPM||S1||BLD", "OBR|||F2|1", "OBX||ST|b||y"),
                "Observation");

        assertThat(observations.get(0).has("specimen")).isTrue();
        assertThat(observations.get(1).has("specimen")).isFalse();
    }

    @Test
    void linesWithOneCodeStayApartByTheirOccurrence() {
        assertThat(MappingFixture.resources(
                        convert("PID|||77", "OBR|||F1|1", "OBX||TX|a||x", "OBX||TX|a||y", "OBX||TX|b||z"),
                        "Observation"))
                .hasSize(3);
    }

    @Test
    void thePatientKeyIsTheLane() {
        assertThat(convert("PID|||77").patient()).isEqualTo("Patient/" + StableId.of("Patient", "77"));
    }

    @Test
    void aMessageWithoutAMappingSaysWhatIsKnown() {
        Conversion conversion = new Converter(
                        MappingFixture.of(folder, MAPS, MAKE).load())
                .convert(MappingFixture.raw("MSH|^~\\&|A|B|C|D|2026||SIU^S12^SIU_S12|1|P|2.5\rSCH|1\r"));

        assertThat(conversion.failed()).isTrue();
        assertThat(conversion.issues())
                .anySatisfy(issue -> assertThat(issue.reason()).contains("known are ADT_A01"));
    }

    @Test
    void theStructureIsFoundByTriggerWhereTheSenderLeavesItOut() {
        Conversion conversion = new Converter(
                        MappingFixture.of(folder, MAPS, MAKE).load())
                .convert(MappingFixture.raw("MSH|^~\\&|A|B|C|D|2026||ADT^A08|1|P|2.3\rPID|||77\r"));

        assertThat(conversion.failed()).isFalse();
    }

    @Test
    void bytesThatAreNoMessageAreAFatalIssue() {
        Conversion conversion =
                new Converter(MappingFixture.of(folder, MAPS, MAKE).load()).convert(MappingFixture.raw("hello"));

        assertThat(conversion.failed()).isTrue();
    }

    @Test
    void everyElementIsExplainedAndEveryLossIsTold() {
        TracedConversion traced = new Converter(
                        MappingFixture.of(folder, MAPS, MAKE).load())
                .convertTraced(MappingFixture.message("PID|||77^x", "NK1||A^B"));

        assertThat(traced.elements()).anySatisfy(element -> {
            assertThat(element.element()).isEqualTo("Patient.contact[0].name.family");
            assertThat(element.rule()).startsWith("mappings/hl7v2/segments/test.yaml:");
            assertThat(element.sources()).containsExactly("NK1-2.1");
        });
        assertThat(traced.unmapped()).extracting(value -> value.place()).contains("PID-3.2");
    }

    @Test
    void equalValuesOfTwoPlacesAreExplainedByTheirOwnPlace() {
        TracedConversion traced = new Converter(
                        MappingFixture.of(folder, MAPS, MAKE).load())
                .convertTraced(MappingFixture.message("PID|||77", "DG1|||a^b^LN", "OBR|||9|c^d^LN"));

        assertThat(traced.elements())
                .filteredOn(element -> element.element().endsWith("code.coding[0].system"))
                .extracting(element -> element.sources().get(0))
                .containsExactly("DG1-3.3", "OBR-4.3");
    }

    @Test
    void noIssueHoldsAValueOfTheMessage() {
        Conversion conversion =
                convert("PID|||SECRET1||SECRET2||SECRET3|SECRET4", "OBR|||SECRET5", "OBX||NM|a||SECRET6");

        assertThat(conversion.issues().toString()).doesNotContain("SECRET");
        assertThat(conversion.toString()).doesNotContain("SECRET");
        assertThat(new String(conversion.bundle(), StandardCharsets.UTF_8)).contains("SECRET1");
    }

    private static String id(Conversion conversion, String type) {
        return MappingFixture.resources(conversion, type).get(0).path("id").asText();
    }
}
