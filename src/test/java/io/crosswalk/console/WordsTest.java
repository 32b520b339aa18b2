package io.crosswalk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "60,1 min", "3599,59 min", "3600,1 h 0 min", "90000,1 d 1 h", "-5,0 s"})
    void anAgeHasTheTwoUnitsThatMatter(long seconds, String words) {
        assertThat(Words.age(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "0.5;0.5", "9.96;10.0", "12.4;12", "1234.4;1,234"})
    void aRateHasAsManyDigitsAsItDeserves(double rate, String words) {
        assertThat(Words.rate(rate)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"12,12 µs", "1500,1.5 ms", "25000,25 ms", "3200000,3.2 s"})
    void aDurationOfAStageIsShort(long micros, String words) {
        assertThat(Words.micros(micros)).isEqualTo(words);
    }

    @Test
    void aLineStaysInItsBoxWhateverItsValues() {
        assertThat(Words.line(List.of(0, 5, 10))).isEqualTo("0.0,19.0 50.0,10.0 100.0,1.0");
        assertThat(Words.line(List.of(0, 0))).isEqualTo("0.0,19.0 100.0,19.0");
    }
}
