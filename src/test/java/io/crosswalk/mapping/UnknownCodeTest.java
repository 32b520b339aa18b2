package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.terminology.CodeMap.Target;
import io.crosswalk.terminology.translate.Translations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code that no table knows is asked for, within bounds; without an answer it stays what it is. */
class UnknownCodeTest {

    private static final String GENDER = "http://hl7.org/fhir/administrative-gender";
    private static final Duration LIMIT = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private List<Target> answer = List.of();
    private Duration takes = Duration.ZERO;

    private final Translations server = new Translations() {
        @Override
        public List<Target> of(String codeMap, String system, String code) {
            asked.add(codeMap + " " + system + " " + code);
            try {
                Thread.sleep(takes.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return answer;
        }

        @Override
        public Duration limit() {
            return LIMIT;
        }
    };

    @Test
    void asksOnlyForACodeThatTheTableDoesNotHave() {
        answer = List.of(new Target(GENDER, "other", "Other"));
        assertThat(bundle("gender: PID-8 via Local", "F")).contains("\"gender\":\"female\"");
        assertThat(asked).isEmpty();
        assertThat(bundle("gender: PID-8 via Local", "D")).contains("\"gender\":\"other\"");
        assertThat(asked).containsExactly("Local http://terminology.hl7.org/CodeSystem/v2-0001 D");
    }

    @Test
    void takesOnlyAnswersInTheSystemsThatTheTableTranslatesInto() {
        answer = List.of(new Target("http://example.org/colours", "green", "Green"));
        assertThat(bundle("gender: PID-8 via Local", "D")).doesNotContain("green");
    }

    @Test
    void keepsACodeWithoutAnAnswerWithItsOwnSystemAndCountsIt() {
        Conversion conversion =
                convert("maritalStatus: PID-16 as CWE[CodeableConcept] via Local", "||||||||Q^Quite^LN");
        assertThat(new String(conversion.bundle(), StandardCharsets.UTF_8))
                .contains("\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"Q\",\"display\":\"Quite\"}]");
        assertThat(conversion.issues()).extracting(Issue::code).contains("code-not-mapped");
    }

    @Test
    void aMessageWithManyUnknownCodesDoesNotWaitForAllOfThem() {
        takes = Duration.ofMillis(15);
        String codes = String.join("~", Collections.nCopies(100, "Q^Quite^HL70001"));
        convert("communication[].language: PID-10 as CWE[CodeableConcept] via Local", "||" + codes);
        assertThat(asked).hasSizeBetween(1, 3);
    }

    private String bundle(String rule, String sex) {
        return new String(convert(rule, sex).bundle(), StandardCharsets.UTF_8);
    }

    private Conversion convert(String rule, String afterSex) {
        MappingFixture fixture = MappingFixture.patient(folder, rule);
        fixture.write(
                "hl7v2/codes/Local.csv",
                "source_system,source_code,target_system,target_code,target_display\nHL70001,F," + GENDER
                        + ",female,Female\n");
        byte[] body = ("MSH|^~\\&|A|B|C|D|20250101||ADT^A04^ADT_A01|1|P|2.5.1\rPID|||7|||||" + afterSex + "\r")
                .getBytes(StandardCharsets.UTF_8);
        return new Converter(fixture.load(), server)
                .convert(new ReceivedMessage(
                        MessageKey.of("test", "", "", "", "", body),
                        "1",
                        "test",
                        "",
                        Format.HL7V2,
                        "",
                        "",
                        Instant.EPOCH,
                        body));
    }
}
