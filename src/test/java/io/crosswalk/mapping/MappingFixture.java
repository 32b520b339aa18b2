package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.mapping.plan.SchemaCheck;
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
import java.util.ArrayList;
import java.util.List;

/** Writes small mappings into a folder, loads them and converts invented messages with them. */
final class MappingFixture {

    static final String GROUPS = "    MSH [EVN] PID [PD1] [MRG] [{NK1}] [ VISIT: PV1 [PV2] ] [{DG1}]\n"
            + "    [{ ORDER: [ORC] OBR [{ OBSERVATION: OBX [{NTE}] }] [{ SPECIMEN: SPM }] }]\n";
    static final String PATIENT = "    PID:\n      - patient: PID[Patient]\n";

    private final Path root;

    private MappingFixture(Path root) {
        this.root = root;
    }

    /** Maps with the message that makes a Patient of PID. */
    static MappingFixture of(Path folder, String maps) {
        return of(folder, maps, PATIENT);
    }

    static MappingFixture of(Path folder, String maps, String make) {
        MappingFixture fixture = new MappingFixture(folder.resolve("mappings"));
        fixture.write("hl7v2/segments/test.yaml", maps);
        fixture.write(
                "hl7v2/messages/ADT_A01.yaml",
                "ADT_A01:\n  also: A04 A08\n  groups: |\n" + GROUPS + "  make:\n" + make);
        fixture.write(
                "systems.csv",
                "alias,uri\nloinc,http://loinc.org\n"
                        + "condition-ver-status,http://terminology.hl7.org/CodeSystem/condition-ver-status\n");
        fixture.write(
                "options.yaml",
                "next-of-kin:\n  values:\n    - contact\n    - related\n  default: contact\n  text: Where a next of kin goes.\n");
        fixture.write(
                "hl7v2/codes/Sex.csv",
                "source_system,source_code,target_system,target_code,target_display\n"
                        + ",F,http://hl7.org/fhir/administrative-gender,female,Female\n"
                        + ",M,http://hl7.org/fhir/administrative-gender,male,Male\n"
                        + ",X,http://hl7.org/fhir/administrative-gender,other,Other\n"
                        + ",X,http://example.org/sex,x,Third\n");
        fixture.write("hl7v2/codes/Empty.csv", "source_system,source_code,target_system,target_code,target_display\n");
        return fixture;
    }

    /** A Patient map with these rules, and the data type maps that rules of tests call. */
    static MappingFixture patient(Path folder, String... rules) {
        StringBuilder maps =
                new StringBuilder("PID[Patient]:\n  resource: Patient\n  identity:\n    - PID-3.1\n  set:\n");
        for (String rule : rules) {
            maps.append("    ").append(rule).append('\n');
        }
        return of(folder, maps + DATA_TYPES);
    }

    static final String DATA_TYPES = """
            CX[Identifier]:
              fills: Identifier
              set:
                value: CX.1
                type.coding[1].code: CX.5
                type.coding[1].system: const http://terminology.hl7.org/CodeSystem/v2-0203
            XPN[HumanName]:
              fills: HumanName
              set:
                family: XPN.1
                given[1]: XPN.2
                given[2]: XPN.3
                $this[2].given: XPN.15
                $this[2].use: const nickname
            XPN[string]:
              fills: string
              set:
                $value: join(" ", XPN.2, XPN.1)
            XAD[Address]:
              fills: Address
              set:
                line[1]: XAD.1
                city: XAD.3
                use: const home when XAD.7 = "H"
            XTN[ContactPoint]:
              fills: ContactPoint
              set:
                system: const phone
                value: XTN.1
            CWE[CodeableConcept]:
              fills: CodeableConcept
              set:
                coding[1].code: CWE.1
                coding[1].display: CWE.2
                coding[1].system: system(CWE.3)
            XCN[Practitioner]:
              resource: Practitioner
              identity:
                - XCN.1
              set:
                identifier[1].value: XCN.1
                name[1].family: XCN.2
                name[1].given[1]: XCN.3
            XON[Organization]:
              resource: Organization
              identity:
                - XON.1
              set:
                name: XON.1
            """;

    void write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the engine takes an editor must not mark, so each fixture that loads is also held to the schemas. */
    MappingLibrary load() {
        MappingLibrary library = MappingLibrary.load(List.of(root));
        assertThat(editorFindings()).as("what an editor marks").isEmpty();
        return library;
    }

    /** What an editor with the schemas would mark. */
    List<String> editorFindings() {
        return SchemaCheck.findings(root);
    }

    /** All faults as people read them. */
    List<String> faults() {
        try {
            load();
            return List.of();
        } catch (MappingFaultsException e) {
            return e.faults().stream().map(fault -> fault.format()).toList();
        }
    }

    Conversion convert(String... segments) {
        return new Converter(load()).convert(message(segments));
    }

    /** The resources of a type, in the order of the Bundle. */
    List<JsonNode> resources(String type, String... segments) {
        return resources(convert(segments), type);
    }

    static List<JsonNode> resources(Conversion conversion, String type) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode entry : bundle(conversion).path("entry")) {
            if (entry.path("resource").path("resourceType").asText().equals(type)) {
                found.add(entry.path("resource"));
            }
        }
        return found;
    }

    static JsonNode bundle(Conversion conversion) {
        try {
            return new ObjectMapper().readTree(conversion.bundle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final String MSH = "MSH|^~\\&|HIS|ACME|XW|ACME|20260101120000+0100||ADT^A01^ADT_A01|1|P|2.5.1";

    /** MSH and these segments. */
    static ReceivedMessage message(String... segments) {
        return raw(MSH + "\r" + String.join("\r", segments) + "\r");
    }

    static ReceivedMessage raw(String text) {
        return received(text.getBytes(StandardCharsets.UTF_8));
    }

    static ReceivedMessage received(byte[] body) {
        return received(Format.HL7V2, body);
    }

    static ReceivedMessage received(Format format, byte[] body) {
        return new ReceivedMessage(
                MessageKey.of("test", "", "", "", "", body),
                "a",
                "test",
                "",
                format,
                "1",
                "ADT^A01",
                Instant.EPOCH,
                body);
    }
}
