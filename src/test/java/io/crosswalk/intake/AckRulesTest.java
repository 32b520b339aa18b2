package io.crosswalk.intake;

import static io.crosswalk.intake.AckOutcome.NOT_STORED;
import static io.crosswalk.intake.AckOutcome.REJECTED;
import static io.crosswalk.intake.AckOutcome.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MSH-15 and MSH-16 against what became of the message: each cell is MSA-1, {@code -} for silence. */
class AckRulesTest {

    @ParameterizedTest(name = "MSH-15 {0}, MSH-16 {1}: stored {2}, not stored {3}, rejected {4}")
    @CsvSource(
            nullValues = "none",
            value = {
                // MSH-15, MSH-16, stored, not stored, rejected
                "'', '', AA, AE, AR",
                "'\"\"', '\"\"', AA, AE, AR",
                "' ', '', AA, AE, AR",
                "AL, '', CA, CE, CR",
                "AL, NE, CA, CE, CR",
                "AL, AL, CA, CE, CR",
                "AL, ER, CA, CE, CR",
                "AL, SU, CA, CE, CR",
                "al, ne, CA, CE, CR",
                "NE, '', -, -, -",
                "NE, NE, -, -, -",
                "NE, AL, AA, AE, AR",
                "NE, ER, -, AE, AR",
                "NE, SU, AA, -, -",
                "ER, '', -, CE, CR",
                "ER, NE, -, CE, CR",
                "ER, AL, AA, CE, CR",
                "ER, ER, -, CE, CR",
                "ER, SU, AA, CE, CR",
                "SU, '', CA, -, -",
                "SU, NE, CA, -, -",
                "SU, AL, CA, AE, AR",
                "SU, ER, CA, AE, AR",
                "SU, SU, CA, -, -",
                "'', AL, AA, AE, AR",
                "'', NE, -, -, -",
                "'', ER, -, AE, AR",
                "'', SU, AA, -, -",
                "XX, NE, CA, CE, CR"
            })
    void answersAsTheMessageAsks(String accept, String application, String stored, String notStored, String rejected) {
        assertThat(code(AckMode.AUTO, accept, application, STORED)).isEqualTo(stored);
        assertThat(code(AckMode.AUTO, accept, application, NOT_STORED)).isEqualTo(notStored);
        assertThat(code(AckMode.AUTO, accept, application, REJECTED)).isEqualTo(rejected);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "AL,NE", "NE,NE", "ER,SU"})
    void aChannelInOriginalModeAlwaysAnswersWithAnApplicationCode(String accept, String application) {
        assertThat(code(AckMode.ORIGINAL, accept, application, STORED)).isEqualTo("AA");
        assertThat(code(AckMode.ORIGINAL, accept, application, NOT_STORED)).isEqualTo("AE");
        assertThat(code(AckMode.ORIGINAL, accept, application, REJECTED)).isEqualTo("AR");
    }

    @ParameterizedTest
    @CsvSource({"'',CA,CE,CR", "AL,CA,CE,CR", "NE,-,-,-", "ER,-,CE,CR"})
    void aChannelInEnhancedModeTakesAnEmptyFieldForAlways(
            String accept, String stored, String notStored, String rejected) {
        assertThat(code(AckMode.ENHANCED, accept, "", STORED)).isEqualTo(stored);
        assertThat(code(AckMode.ENHANCED, accept, "", NOT_STORED)).isEqualTo(notStored);
        assertThat(code(AckMode.ENHANCED, accept, "", REJECTED)).isEqualTo(rejected);
    }

    private static String code(AckMode mode, String accept, String application, AckOutcome outcome) {
        byte[] message = Hl7.bytes(Hl7.header("1", "ADT^A01", "P", "2.5", accept, application));
        return AckRules.code(MshHeader.read(message, 0), mode, outcome).orElse("-");
    }
}
