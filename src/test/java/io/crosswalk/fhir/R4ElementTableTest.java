package io.crosswalk.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class R4ElementTableTest {

    @Test
    void theTableIsWhatTheStructureDefinitionsSay() throws Exception {
        if (Boolean.getBoolean("crosswalk.write")) {
            R4ElementTableGenerator.write();
        }

        assertThat(R4ElementTableGenerator.generate()).isEqualTo(Files.readString(R4ElementTableGenerator.TABLE));
    }
}
