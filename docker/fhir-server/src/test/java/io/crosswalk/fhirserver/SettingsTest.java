package io.crosswalk.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void listensOnLoopbackAndKeepsNothingUnlessToldOtherwise() {
        var settings = Settings.from();

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8090);
        assertThat(settings.jdbcUrl()).startsWith("jdbc:h2:mem:");
    }

    @Test
    void takesEachOption() {
        var settings = Settings.from("--port", "0", "--host", "0.0.0.0", "--data", "/srv/fhir");

        assertThat(settings.port()).isZero();
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:h2:file:/srv/fhir/fhir;WRITE_DELAY=0");
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from("--prot", "1"))
                .withMessage("unknown option '--prot'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from("--port"))
                .withMessage("--port needs a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from("--port", "http"))
                .withMessage("--port 'http' is not a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from("--port", "70000"))
                .withMessage("--port 70000 is not between 0 and 65535");
    }
}
