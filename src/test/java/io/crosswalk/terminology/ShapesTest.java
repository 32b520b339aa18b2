package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The regular expressions say in one line what the hand-written checks must answer for any text. */
class ShapesTest {

    private static final int TEXTS = 20_000;

    @Test
    void anOidIsWhatItsGrammarSays() {
        compare("[0-2](\\.(0|[1-9]\\d*)){2,}", "2.16.840", "0129..a", Shapes::isOid);
    }

    @Test
    void aUuidIsWhatItsGrammarSays() {
        compare(
                "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}",
                "0f3a9c1e-77aa-4B2c-9d10-aabbccddeeff", "0fFaAg-", Shapes::isUuid);
    }

    @Test
    void aUriIsWhatItsGrammarSays() {
        Predicate<String> isUri = Shapes::isUri;
        String grammar = "(?i:https?|urn|ftp):[^\\s\"<>]+";
        compare(grammar, "https://x.org/a", "hps:/ \t\"<\u00a0", isUri);
        compare(grammar, "urn:a", "urnURN: f\u000b\r", isUri);
        compare(grammar, "FTP:1", "ftpFTP:>", isUri);
    }

    @Test
    void aHostIsWhatItsGrammarSays() {
        compare(
                "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+",
                "lab.example.org",
                "aZ9..--_ü",
                Shapes::isHost);
    }

    @ParameterizedTest
    @CsvSource({
        "HL70001,3,1",
        "HL71,3,1",
        "HL70000,3,0",
        "HL7000012345,3,-1",
        "HL7,3,-1",
        "HL71x,3,-1",
        "HL7000001234,3,1234"
    })
    void aNumberFillsTheRestOfTheText(String text, int from, int number) {
        assertThat(Shapes.numberAt(text, from, 4)).isEqualTo(number);
    }

    /** Damages a right text in up to three places and asks both. */
    private static void compare(String grammar, String right, String letters, Predicate<String> check) {
        Pattern pattern = Pattern.compile(grammar);
        Random random = new Random(right.hashCode());
        int matches = 0;
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder(right);
            for (int damage = random.nextInt(4); damage > 0 && text.length() > 0; damage--) {
                int at = random.nextInt(text.length());
                char letter = letters.charAt(random.nextInt(letters.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, letter);
                    case 2 -> text.append(letter);
                    default -> text.setCharAt(at, letter);
                }
            }
            boolean expected = pattern.matcher(text).matches();
            matches += expected ? 1 : 0;
            assertThat(check.test(text.toString())).as("'%s'", text).isEqualTo(expected);
        }
        assertThat(matches).isBetween(TEXTS / 10, TEXTS - TEXTS / 10);
    }
}
