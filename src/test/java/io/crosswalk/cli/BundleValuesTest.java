package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BundleValuesTest {

    private static final String BUNDLE =
            "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"urn:uuid:1\",\"resource\":"
                    + "{\"resourceType\":\"Patient\",\"id\":\"1\",\"name\":[{\"family\":\"A\"},{\"given\":[\"B\",\"C\"]}],"
                    + "\"multipleBirthInteger\":2,\"active\":true}},"
                    + "{\"resource\":{\"id\":\"2\",\"resourceType\":\"Encounter\",\"status\":\"finished\"}}]}";

    @Test
    void findsValuesByResourceAndElement() throws IOException {
        BundleValues values = BundleValues.of(BUNDLE.getBytes(StandardCharsets.UTF_8));
        assertThat(values.of("Patient/1", "Patient.name[1].given[1]")).isEqualTo("C");
        assertThat(values.of("Patient/1", "Patient.multipleBirthInteger")).isEqualTo("2");
        assertThat(values.of("Encounter/2", "Encounter.status")).isEqualTo("finished");
    }

    @Test
    void whatIsNoSimpleValueOrIsNotThereIsEmpty() throws IOException {
        BundleValues values = BundleValues.of(BUNDLE.getBytes(StandardCharsets.UTF_8));
        assertThat(values.of("Patient/1", "Patient.name[0]")).isEmpty();
        assertThat(values.of("Patient/2", "Patient.active")).isEmpty();
        assertThat(BundleValues.of(new byte[0]).of("Patient/1", "Patient.active"))
                .isEmpty();
    }
}
