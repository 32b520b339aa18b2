package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Issue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ""} does, which asks to delete a value. */
class DeletionTest {

    @TempDir
    Path folder;

    @Test
    void endsTheCandidatesOfARuleAndTellsThePlace() {
        var fixture = MappingFixture.patient(folder, "birthDate: PID-7 else PID-29", "contact[1].name.text: PID-3.1");

        assertThat(fixture.resources("Patient", "PID|||1||||\"\"||||||||||||||||||||||20200101")
                        .get(0)
                        .has("birthDate"))
                .isFalse();
        assertThat(deletions(fixture, "PID|||1||||\"\"||||||||||||||||||||||20200101"))
                .containsExactly("PID-7");
    }

    @Test
    void endsTheCandidatesOfAMapThatMakesAText() {
        var fixture = MappingFixture.patient(
                folder, "name[1].text: PID-5 as XPN[string-Alias]", "contact[1].name.text: PID-3.1");
        fixture.write(
                "hl7v2/datatypes/alias.yaml",
                "XPN[string-Alias]:\n  fills: string\n  set:\n    $value:\n      - XPN.15\n      - XPN.2\n");

        String segment = "PID|||1||A^B^^^^^^^^^^^^^\"\"";

        assertThat(fixture.resources("Patient", segment).get(0).has("name")).isFalse();
        assertThat(deletions(fixture, segment)).containsExactly("PID-5.15");
    }

    @Test
    void isToldOnceHoweverManyRulesReadIt() {
        var fixture =
                MappingFixture.patient(folder, "gender: PID-8", "language: PID-8", "contact[1].name.text: PID-3.1");

        assertThat(deletions(fixture, "PID|||1|||||\"\"")).containsExactly("PID-8");
    }

    @Test
    void saysNothingOfAValueThatIsOnlyAbsent() {
        var fixture = MappingFixture.patient(folder, "gender: PID-8", "contact[1].name.text: PID-3.1");

        assertThat(deletions(fixture, "PID|||1")).isEmpty();
    }

    private static List<String> deletions(MappingFixture fixture, String segment) {
        return fixture.convert(segment).issues().stream()
                .filter(issue -> issue.code().equals("asks-to-delete"))
                .peek(issue -> assertThat(issue.severity()).isEqualTo(Issue.Severity.INFORMATION))
                .map(Issue::place)
                .toList();
    }
}
