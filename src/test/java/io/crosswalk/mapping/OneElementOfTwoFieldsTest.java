package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two maps that fill one resource may tell the same thing from two segments, as ORC-2 and OBR-2 the number of an order. */
class OneElementOfTwoFieldsTest {

    private static final String MAPS = """
            ORC[ServiceRequest]:
              fills: ServiceRequest
              set:
                identifier[placer]: ORC-2 as EI[Identifier]
                identifier[placer].use: const official
            OBR[ServiceRequest]:
              resource: ServiceRequest
              set:
                identifier[placer]: OBR-2 as EI[Identifier]
                identifier[placer].use: const official
                status: const active
            EI[Identifier]:
              fills: Identifier
              set:
                value: EI.1
                assigner.display: EI.2
            """;

    private static final String MAKE = "    ORDER.OBR:\n      - order: ORC[ServiceRequest] + OBR[ServiceRequest]\n";

    @TempDir
    Path folder;

    @Test
    void isOneElementWhenBothSayTheSame() {
        assertThat(identifiers("ORC|RE|P1^HIS", "OBR|1|P1^HIS"))
                .isEqualTo("[{'use':'official','value':'P1','assigner':{'display':'HIS'}}]");
    }

    @Test
    void isCompletedByTheFieldThatSaysMore() {
        assertThat(identifiers("ORC|RE|P1", "OBR|1|P1^HIS"))
                .isEqualTo("[{'use':'official','value':'P1','assigner':{'display':'HIS'}}]");
    }

    @Test
    void isTwoElementsWhenTheyDiffer() {
        assertThat(identifiers("ORC|RE|P1^HIS", "OBR|1|P2^HIS"))
                .isEqualTo("[{'use':'official','value':'P1','assigner':{'display':'HIS'}},"
                        + "{'use':'official','value':'P2','assigner':{'display':'HIS'}}]");
    }

    @Test
    void staysTwoElementsWhereOneFieldRepeats() {
        assertThat(identifiers("ORC|RE|P1~P1", "OBR|1|P1"))
                .isEqualTo("[{'use':'official','value':'P1'},{'use':'official','value':'P1'}]");
    }

    @Test
    void takesNothingFromTheSegmentOfAnotherOrder() {
        var fixture = MappingFixture.of(folder, MAPS, MAKE);

        assertThat(fixture.resources("ServiceRequest", "ORC|RE|P1", "OBR|1|P1", "OBR|2|P2")
                        .get(1)
                        .path("identifier")
                        .toString())
                .isEqualTo("[{\"use\":\"official\",\"value\":\"P2\"}]");
    }

    private String identifiers(String... segments) {
        return MappingFixture.of(folder, MAPS, MAKE)
                .resources("ServiceRequest", segments)
                .get(0)
                .path("identifier")
                .toString()
                .replace('"', '\'');
    }
}
