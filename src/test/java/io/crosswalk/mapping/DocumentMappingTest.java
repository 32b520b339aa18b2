package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the language says of clinical documents, with maps as small as can be. */
class DocumentMappingTest {

    @TempDir
    private Path root;

    @BeforeEach
    void shipped() {
        write("systems.csv", "alias,uri\nloinc,http://loinc.org\n");
        write("cda/kinds/kinds.yaml", """
                Patient: /recordTarget/patientRole
                Visit: encounter[4.49]
                Concern: act[4.3]
                Problem: observation[4.4]
                """);
        write("cda/documents/ClinicalDocument.yaml", """
                ClinicalDocument:
                  make:
                    Patient:
                      - patient: Patient[Patient]
                    Visit:
                      - visit: Visit[Encounter] with subject = patient
                    Problem:
                      - problem: Problem[Condition] with subject = patient
                """);
        write("cda/entries/maps.yaml", """
                Patient[Patient]:
                  resource: Patient
                  identity:
                    - id
                  set:
                    identifier[1].value: id
                    birthDate: patient/birthTime as date or absent
                Visit[Encounter]:
                  resource: Encounter
                  identity:
                    - id
                  set:
                    identifier[1].value: id
                    status: const finished
                    class.code: const AMB
                    diagnosis[].condition: made(entryRelationship/act)
                Problem[Condition]:
                  resource: Condition
                  let:
                    status: entryRelationship/observation[33999-4]
                  identity:
                    - id
                  set:
                    identifier[1].value: id
                    code.text: value/displayName when not negationInd = "true"
                    note[1].text: $status/value/displayName
                    encounter: made(entryRelationship/encounter)
                    recordedDate: latest(^author, time)/time
                """.replace("latest(^author, time)/time", "latest(^author/time)"));
    }

    private void write(String file, String text) {
        try {
            Path path = root.resolve("mappings").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String DOCUMENT = """
            <ClinicalDocument xmlns="urn:hl7-org:v3">
              <recordTarget><patientRole><id root="1.2.3" extension="P1"/><patient><birthTime nullFlavor="ASKU"/></patient></patientRole></recordTarget>
              <author><time value="20260101"/></author>
              <author><time value="20260301"/></author>
              <author><time value="202602"/></author>
              <custodian><assignedCustodian><representedCustodianOrganization><id root="1.2.9" extension="STM"/></representedCustodianOrganization></assignedCustodian></custodian>
              <component><structuredBody><component><section>
                <entry><encounter><templateId root="2.16.840.1.113883.10.20.22.4.49"/><id root="1.2.3" extension="V1"/>
                  <entryRelationship><act><entryRelationship><observation><templateId root="2.16.840.1.113883.10.20.22.4.4"/><id root="1.2.3" extension="C2"/></observation></entryRelationship></act></entryRelationship>
                </encounter></entry>
                <entry><act><templateId root="2.16.840.1.113883.10.20.22.4.3"/><entryRelationship>
                  <observation><templateId root="2.16.840.1.113883.10.20.22.4.4"/><id root="1.2.3" extension="C1"/><value displayName="Fever"/>
                    <entryRelationship><observation><code code="33999-4"/><value displayName="Active"/></observation></entryRelationship>
                    <entryRelationship><encounter><id root="1.2.3" extension="V1"/></encounter></entryRelationship>
                  </observation></entryRelationship></act></entry>
                <entry><observation><templateId root="2.999.1.2.3"/><id root="1.2.3" extension="X1"/></observation></entry>
              </section></component></structuredBody></component>
            </ClinicalDocument>
            """;

    private MappingLibrary load() {
        return MappingLibrary.load(List.of(root.resolve("mappings")));
    }

    private static ReceivedMessage received(String channel) {
        byte[] body = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        MessageKey key = MessageKey.of("test", "", "", "", "", body);
        return new ReceivedMessage(key, "a", channel, "", Format.CDA, "1", "", Instant.EPOCH, body);
    }

    private Conversion convert(String channel) {
        return new Converter(load()).convert(received(channel));
    }

    private JsonNode only(String type, String value) {
        return MappingFixture.resources(convert("documents"), type).stream()
                .filter(resource -> resource.at("/identifier/0/value").asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private List<String> faults() {
        try {
            load();
            return List.of();
        } catch (MappingFaultsException e) {
            return e.faults().stream().map(fault -> fault.format()).toList();
        }
    }

    @Test
    void thePatientOfTheHeaderIsSeenFromEveryEntry() {
        String patient = only("Patient", "P1").path("id").asText();

        assertThat(only("Condition", "C1").at("/subject/reference").asText()).endsWith(patient);
        assertThat(only("Encounter", "V1").at("/subject/reference").asText()).endsWith(patient);
    }

    @Test
    void aPlaceThatOnlyNamesAnIdRefersToTheOneThatBearsItInFull() {
        assertThat(only("Condition", "C1").at("/encounter/reference").asText())
                .endsWith(only("Encounter", "V1").path("id").asText());
    }

    @Test
    void aPlaceThatMakesNothingStandsForThoseBelowItThatDo() {
        assertThat(only("Encounter", "V1")
                        .at("/diagnosis/0/condition/reference")
                        .asText())
                .endsWith(only("Condition", "C2").path("id").asText());
    }

    @Test
    void aNullFlavorSaysWhyARequiredValueIsAbsent() {
        assertThat(only("Patient", "P1").at("/_birthDate/extension/0/valueCode").asText())
                .isEqualTo("unknown");

        write("cda/codes/NullFlavorDataAbsentReason.csv", """
                source_system,source_code,target_system,target_code,target_display
                ,ASKU,http://terminology.hl7.org/CodeSystem/data-absent-reason,asked-unknown,Asked But Unknown
                """);

        assertThat(only("Patient", "P1").at("/_birthDate/extension/0/valueCode").asText())
                .isEqualTo("asked-unknown");
    }

    @Test
    void aNamedPathIsTheBeginningOfOthersAndTheLatestOfSeveralIsFound() {
        assertThat(only("Condition", "C1").at("/note/0/text").asText()).isEqualTo("Active");
        assertThat(only("Condition", "C1").at("/recordedDate").asText()).isEqualTo("2026-03-01");
    }

    @Test
    void anEntryThatNoKindKnowsIsToldAndLosesNothingElse() {
        assertThat(convert("documents").issues())
                .anySatisfy(issue -> assertThat(issue.code()).isEqualTo("entry-not-mapped"));
    }

    @Test
    void aSiteIsKnownByItsCustodianAndChangesALine() {
        write("local/stmary/cda/overlay.yaml", """
                overlay: stmary
                for:
                  - custodian = "1.2.9^STM"
                change:
                  Problem[Condition]:
                    replace:
                      code.text: id
                """);

        assertThat(only("Condition", "C1").at("/code/text").asText()).isEqualTo("C1");
        assertThat(load().siteOf(received("documents"))).isEqualTo("stmary");
    }

    @Test
    void aSiteNamesAPlaceOfItsOwnAndMapsIt() {
        write("local/stmary/cda/overlay.yaml", """
                overlay: stmary
                for:
                  - channel = "documents"
                make:
                  Ward:
                    - Ward[Observation] with subject = patient
                """);
        write("local/stmary/cda/kinds/ward.yaml", "Ward: observation[2.999.1.2.3]\n");
        write("local/stmary/cda/entries/ward.yaml", """
                Ward[Observation]:
                  resource: Observation
                  identity:
                    - id
                  set:
                    identifier[1].value: id
                    status: const final
                    code.text: const "ward"
                """);

        assertThat(only("Observation", "X1").at("/subject/reference").asText())
                .endsWith(only("Patient", "P1").path("id").asText());
        assertThat(convert("documents").issues())
                .noneSatisfy(issue -> assertThat(issue.code()).isEqualTo("entry-not-mapped"));
        assertThat(MappingFixture.resources(convert("another"), "Observation")).isEmpty();
    }

    @Test
    void wrongNamesAreFaultsWithTheNearestRightOne() {
        write("cda/entries/more.yaml", """
                More[Observation]:
                  resource: Observation
                  identity:
                    - id
                  set:
                    status: const final
                    code.text: valu/displayName
                    encounter: made(entryRelationship/Visitt)
                  rows:
                    results.1: cod
                """);

        assertThat(faults())
                .anySatisfy(fault -> assertThat(fault).contains("did you mean 'value'"))
                .anySatisfy(fault -> assertThat(fault).contains("there is no kind 'Visitt'"))
                .anySatisfy(fault -> assertThat(fault).contains("no rule for 'cod'"));
    }

    @Test
    void aKindThatIsNamedTwiceIsAFault() {
        write("cda/kinds/more.yaml", "Problem: observation[4.5]\n");

        assertThat(faults()).singleElement().asString().contains("stands in mappings/cda/kinds/kinds.yaml:4 already");
    }

    @Test
    void madeIsForReferences() {
        write("cda/entries/more.yaml", """
                More[Condition]:
                  resource: Condition
                  identity:
                    - id
                  set:
                    code.text: made(entryRelationship/encounter)
                """);

        assertThat(faults()).singleElement().asString().contains("'made' gives references");
    }

    /** A Provenance that lists what is made, beside another one, and a document that tells where the problem is. */
    private void provenances() {
        write("cda/parts/told.yaml", """
                told:
                  make:
                    ClinicalDocument:
                      - Told[Provenance]
                    Concern:
                      - Told[Provenance]
                """);
        write("cda/documents/ClinicalDocument.yaml", """
                ClinicalDocument:
                  take:
                    - told
                  make:
                    Patient:
                      - patient: Patient[Patient]
                    Visit:
                      - visit: Visit[Encounter] with subject = patient
                    Problem:
                      - problem: Problem[Condition] with subject = patient
                      - Where[DocumentReference]
                """);
        write("cda/entries/told.yaml", """
                Told[Provenance]:
                  resource: Provenance
                  identity:
                    - /recordTarget/patientRole/id + first(entryRelationship/observation/id, "document")
                  set:
                    target[]: made()
                    agent[1].who.display: concat("Crosswalk")
                Where[DocumentReference]:
                  resource: DocumentReference
                  identity:
                    - id
                  set:
                    identifier[1].value: id
                    content[1].attachment.url: made(.)
                    content[2].attachment.url: made(entryRelationship/observation)
                """);
    }

    @Test
    void madeWithoutAPathIsAllThatPlacesHaveMadeOnceEachAndNothingOfItsOwnType() {
        provenances();

        List<JsonNode> provenances = MappingFixture.resources(convert("documents"), "Provenance");

        assertThat(provenances).hasSize(2);
        for (JsonNode provenance : provenances) {
            assertThat(provenance.path("target").findValuesAsText("reference"))
                    .containsExactlyInAnyOrder(
                            urn(only("Patient", "P1")),
                            urn(only("Encounter", "V1")),
                            urn(only("Condition", "C1")),
                            urn(only("Condition", "C2")),
                            urn(only("DocumentReference", "C1")),
                            urn(only("DocumentReference", "C2")));
        }
    }

    private static String urn(JsonNode resource) {
        return "urn:uuid:" + resource.path("id").asText();
    }

    @Test
    void anAddressIsWhereTheServerHasWhatAPlaceHasMade() {
        provenances();

        JsonNode where = only("DocumentReference", "C1");

        assertThat(where.at("/content/0/attachment/url").asText())
                .isEqualTo("Condition/" + only("Condition", "C1").path("id").asText());
        assertThat(where.path("content"))
                .as("nothing is told of a place that makes nothing")
                .hasSize(1);
    }

    @Test
    void theExplanationOfAnAddressSaysWhatIsWritten() {
        provenances();

        String condition = "Condition/" + only("Condition", "C1").path("id").asText();
        assertThat(new Converter(load())
                        .convertTraced(received("documents")).elements().stream()
                                .filter(element -> element.element().endsWith("attachment.url")))
                .anySatisfy(element -> {
                    assertThat(element.value()).isEqualTo(condition);
                    assertThat(element.rule()).startsWith("mappings/cda/entries/told.yaml:");
                });
    }

    @Test
    void madeWithoutAPathIsForLists() {
        write("cda/entries/more.yaml", """
                More[Condition]:
                  resource: Condition
                  identity:
                    - id
                  set:
                    encounter: made()
                """);

        assertThat(faults()).singleElement().asString().contains("'made()' gives many references; write a list");
    }
}
