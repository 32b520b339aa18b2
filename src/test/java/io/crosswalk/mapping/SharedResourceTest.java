package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource that several references lead to, and of which several maps say the same. */
class SharedResourceTest {

    private static final String MAPS = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                contact[1].name.text: PID-3.1
                generalPractitioner[one]: PID-9 as XCN[Practitioner]
                generalPractitioner[one]->Practitioner.address[order]: PID-11 as XAD[Address]
            PD1[Patient]:
              fills: Patient
              set:
                generalPractitioner[two]: PID-9 as XCN[Practitioner]
                generalPractitioner[two]->Practitioner.address[order]: PID-11 as XAD[Address]
            XCN[Practitioner]:
              resource: Practitioner
              identity:
                - XCN.1
              set:
                identifier[1].value: XCN.1
            XAD[Address]:
              fills: Address
              set:
                line[1]: XAD.1
                city: XAD.3
            """;

    @TempDir
    Path folder;

    @Test
    void keepsItsIdentityWhenAFieldThatRepeatsIsWrittenBehindTheReference() {
        var practitioners = MappingFixture.of(folder, MAPS, "    PID:\n      - patient: PID[Patient] + PD1[Patient]\n")
                .resources("Practitioner", "PID|||1||||||77||1 Road^^Town", "PD1||");

        assertThat(practitioners).hasSize(1);
        assertThat(practitioners.get(0).path("address").toString())
                .isEqualTo("[{\"line\":[\"1 Road\"],\"city\":\"Town\"}]");
    }
}
