package io.crosswalk.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimitiveTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "AAA=", "AA==", "ab+/"})
    void keepsBase64ThatIsRightAsItStands(String text) {
        assertThat(PrimitiveText.of("base64Binary", text)).isSameAs(text);
    }

    @Test
    void takesBlanksOutOfBase64() {
        assertThat(PrimitiveText.of("base64Binary", " AAAA\n AA==\r\n")).isEqualTo("AAAAAA==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "=", "====", "AAA", "A===", "AA=A", "AAAA=", "AA-_", "A\u00e4AA"})
    void refusesWhatIsNoBase64(String text) {
        assertThat(PrimitiveText.of("base64Binary", text)).isNull();
    }
}
