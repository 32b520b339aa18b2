package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.mapping.trace.ExplainJson;
import io.crosswalk.mapping.trace.ExplainPage;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of an element and of a source value. */
class ExplainTest {

    private static final ExplainJson.Heading HEADING = new ExplainJson.Heading("a.hl7", "ADT^A01", "1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "PID-2, no-rule",
        "PID-3.1, mapped",
        "PID-3.2, ignored",
        "PID-5[2], other-taken",
        "PID-7, bad-value",
        "PID-8, code-unknown",
        "PID-9, condition-false",
        "PID-10, decides",
        "PID-11, asks-to-delete",
        "PID-12, dropped",
        "PID-13, other-taken",
        "PID-14, identifies",
        "NK1-2, no-map",
        "MSH-18, reader"
    })
    void eachValueIsToldWhereItWentOrWhyNot(String place, String fate) {
        TracedConversion traced =
                explain(rules(), "PID||x|1^chk||A~B||yesterday|Q|nine|ten|\"\"|y|z|key||", "NK1||Other");

        assertThat(value(traced, place).fate().code()).isEqualTo(fate);
    }

    @Test
    void aReasonNamesTheRule() {
        TracedConversion traced = explain(rules(), "PID|||1||||yesterday");

        assertThat(value(traced, "PID-7").fate().rule()).startsWith("mappings/hl7v2/segments/test.yaml:");
        assertThat(traced.unmapped())
                .filteredOn(unmapped -> unmapped.place().equals("PID-7"))
                .extracting(TracedConversion.UnmappedValue::code)
                .containsExactly("bad-value");
    }

    @Test
    void aRequestToDeleteThatARuleKnowsIsNotCalledUnread() {
        TracedConversion noted = new Converter(library(rules()))
                .convertNotingUnmapped(MappingFixture.message("PID|||1||||||||\"\"|||||\"\""));

        assertThat(noted.unmapped())
                .extracting(unmapped -> unmapped.place() + " " + unmapped.code())
                .contains("PID-11 asks-to-delete", "PID-16 no-rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16LE", "ISO-2022-JP"})
    void theBytesOfAPlaceAreThoseOfTheMessage(String charset) {
        String name = charset.equals("ISO-2022-JP") ? "\u5c71\u7530" : "M\u00fcller";
        String names = charset.equals("ISO-2022-JP") ? "~ISO IR87" : charset.equals("UTF-8") ? "UNICODE UTF-8" : "";
        String mark = charset.startsWith("UTF-16") ? "\ufeff" : "";
        String text = mark + MappingFixture.MSH + "||||||" + names + "\rPID|||1||" + name + "^Jane||1980\r";
        byte[] body = text.getBytes(Charset.forName(charset));

        TracedConversion traced = new Converter(library(rules())).convertTraced(MappingFixture.received(body));

        SourceValue given = value(traced, "PID-5.2");
        assertThat(new String(
                        Arrays.copyOfRange(body, given.start(), given.end()),
                        charset.startsWith("UTF-16") ? StandardCharsets.UTF_16LE : StandardCharsets.US_ASCII))
                .isEqualTo("Jane");
        SourceValue family = value(traced, "PID-5.1");
        assertThat(new String(Arrays.copyOfRange(body, family.start(), family.end()), Charset.forName(charset)))
                .isEqualTo(name);
    }

    @Test
    void anElementTellsItsRuleWhoCalledItAndTheRowThatTranslatedIt() {
        TracedConversion traced = explain(rules(), "PID|||1||A^B|||F|");

        ElementTrace family = element(traced, "Patient.name[0].family");
        assertThat(family.sources()).containsExactly("PID-5.1");
        assertThat(family.through()).hasSize(2).first().asString().startsWith("mappings/hl7v2/messages/");
        ElementTrace gender = element(traced, "Patient.gender");
        assertThat(gender.codeRow()).isEqualTo("mappings/hl7v2/codes/Sex.csv:2");
        assertThat(gender.claims()).extracting(claim -> claim.use()).containsExactly(Use.CODE);
        assertThat(element(traced, "Patient.active").isConstant()).isTrue();
        assertThat(element(traced, "Patient.id").sources()).containsExactly("PID-3");
    }

    @Test
    void nothingThatAMessageHoldsBecomesAPartOfThePage() throws IOException {
        TracedConversion traced = explain(rules(), "PID|||1||</script><script>alert(1)</script>");

        String page = new String(ExplainPage.of(HEADING, traced), StandardCharsets.UTF_8);
        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("http://cdn")
                .contains("\\u003c/script>");
        int start = page.indexOf("application/json\">") + "application/json\">".length();
        JsonNode data = new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
        assertThat(data.path("elements").findValuesAsText("value")).contains("</script><script>alert(1)</script>");
    }

    @Test
    void noTextForALogHoldsAValue() {
        TracedConversion traced = explain(rules(), "PID|||SECRET||SECRET");

        assertThat(traced.elements().toString() + traced.values() + traced.unmapped())
                .doesNotContain("SECRET");
    }

    private static String rules() {
        return """
                PID[Patient]:
                  resource: Patient
                  identity:
                    - PID-3.1 + PID-14
                    - PID-3.1
                  set:
                    identifier[1].value: PID-3.1
                    active: const true
                    name[1]: PID-5 as XPN
                    birthDate: PID-7
                    gender: PID-8 via Sex unmapped drop
                    language: PID-9 when PID-10 = "other"
                    deceasedDateTime: PID-11
                    maritalStatus.text:
                      - drop when PID-12 = "y"
                      - PID-12
                    multipleBirthInteger: PID-30 else PID-31
                    contact[1].name.text: PID-5.1 else PID-13
                  ignore:
                    PID-3.2: check digit
                """;
    }

    private MappingLibrary library(String maps) {
        return MappingFixture.of(folder, maps + MappingFixture.DATA_TYPES).load();
    }

    private TracedConversion explain(String maps, String... segments) {
        ReceivedMessage message =
                MappingFixture.raw(MappingFixture.MSH + "||||||UNICODE UTF-8\r" + String.join("\r", segments) + "\r");
        return new Converter(library(maps)).convertTraced(message);
    }

    private static SourceValue value(TracedConversion traced, String place) {
        List<SourceValue> found = traced.values().stream()
                .filter(value -> value.place().equals(place))
                .toList();
        assertThat(found).as(place).hasSize(1);
        return found.get(0);
    }

    private static ElementTrace element(TracedConversion traced, String path) {
        List<ElementTrace> found = traced.elements().stream()
                .filter(element -> element.element().equals(path))
                .toList();
        assertThat(found).as(path).hasSize(1);
        return found.get(0);
    }
}
