package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Conversion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function siblings(): what stands in the other segments of a group. */
class SiblingsTest {

    private static final String MAPS = """
            PID[Patient]:
              resource: Patient
              set:
                identifier[1].value: PID-3
            OBR[DiagnosticReport]:
              resource: DiagnosticReport
              identity:
                - OBR-3.1
              set:
                status: const final
            OBX[DiagnosticReport]:
              fills: DiagnosticReport
              set:
                conclusion:
                  - drop when occurrence(OBX-2) != "1"
                  - text("/", siblings(OBX-5, OBX-2)) when OBX-2 = "TX"
                identifier[1].value: siblings(OBX-5[OBX-3.1 = "DAY"], OBX-4) when OBX-3.1 = "KIND"
                identifier[1].type.text: OBX-5 when OBX-3.1 = "KIND"
            """ + MappingFixture.DATA_TYPES;

    private static final String MAKE = """
                PID:
                  - patient: PID[Patient]
                ORDER.OBR:
                  - report: OBR[DiagnosticReport] with subject = patient
                OBSERVATION.OBX:
                  - OBX[DiagnosticReport] into report
            """;

    @TempDir
    Path folder;

    private String convert(String... segments) {
        Conversion conversion = MappingFixture.of(folder, MAPS, MAKE).convert(segments);
        return new String(conversion.bundle(), StandardCharsets.UTF_8);
    }

    @Test
    void joinsTheLinesThatComeInSegmentsOfTheirOwn() {
        String bundle = convert("PID|||7", "OBR|||R1", "OBX|1|TX|||a~b", "OBX|2|ST|||x", "OBX|3|TX|||c");

        assertThat(bundle).contains("\"conclusion\":\"a/b/c\"");
    }

    @Test
    void readsTheSegmentThatSharesTheSubId() {
        String bundle = convert(
                "PID|||7",
                "OBR|||R1",
                "OBX|1|ST|KIND|1|one",
                "OBX|2|ST|KIND|2|two",
                "OBX|3|ST|DAY|2|second",
                "OBX|4|ST|DAY|1|first");

        assertThat(bundle).contains("\"type\":{\"text\":\"one\"},\"value\":\"first\"");
        assertThat(bundle).contains("\"type\":{\"text\":\"two\"},\"value\":\"second\"");
    }

    @Test
    void neverReadsTheSegmentsOfAnotherOrder() {
        String bundle = convert("PID|||7", "OBR|||R1", "OBX|1|TX|||mine", "OBR|||R2", "OBX|1|TX|||other");

        assertThat(bundle).contains("\"conclusion\":\"mine\"").contains("\"conclusion\":\"other\"");
    }
}
