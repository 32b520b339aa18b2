package io.crosswalk.source.cda;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {

    private final Kinds.Builder builder = new Kinds.Builder();
    private final List<String> faults = new ArrayList<>();

    private Kinds kinds(String... namesAndPatterns) {
        for (int i = 0; i < namesAndPatterns.length; i += 2) {
            builder.add(namesAndPatterns[i], namesAndPatterns[i + 1]);
        }
        return builder.build((kind, reason) -> faults.add(kind + ": " + reason));
    }

    private static String section(String code, String entry) {
        return Documents.with("<component><structuredBody><component><section><code code='" + code + "'/><entry>"
                + entry + "</entry></section></component></structuredBody></component>");
    }

    /** The kinds below the document, from the outermost. */
    private static List<String> found(Kinds kinds, String xml) {
        List<String> found = new ArrayList<>();
        collect(Documents.tree(Documents.read(xml), kinds).root().places().get(0), "", found);
        return found;
    }

    private static void collect(SourceNode node, String above, List<String> to) {
        for (SourceNode place : node.places()) {
            to.add(above + place.kind());
            collect(place, above + place.kind() + "/", to);
        }
    }

    private static String observation(String template, String code) {
        return "<observation>"
                + (template.isEmpty() ? "" : "<templateId root='2.16.840.1.113883.10.20.22." + template + "'/>")
                + (code.isEmpty() ? "" : "<code code='" + code + "'/>") + "</observation>";
    }

    @Test
    void aPlaceIsWhatItsTemplateSaysInAnyVersion() {
        Kinds kinds = kinds("Problem", "observation[4.4]");

        assertThat(found(
                        kinds,
                        section(
                                "1-8",
                                "<observation><templateId root='2.16.840.1.113883.10.20.22.4.4'"
                                        + " extension='2031-01-01'/></observation>")))
                .containsExactly("Problem");
        assertThat(found(kinds, section("1-8", observation("4.44", "")))).isEmpty();
    }

    @Test
    void aTemplateOutweighsACodeAndACodeOutweighsThePlaceAlone() {
        Kinds kinds = kinds(
                "Anything", "observation within section[30954-2]",
                "Sodium", "observation[2951-2]",
                "Result", "observation[4.2]");

        assertThat(found(kinds, section("30954-2", observation("4.2", "2951-2"))))
                .containsExactly("Result");
        assertThat(found(kinds, section("30954-2", observation("", "2951-2")))).containsExactly("Sodium");
        assertThat(found(kinds, section("30954-2", observation("", "1-8")))).containsExactly("Anything");
        assertThat(found(kinds, section("1-8", observation("", "1-8")))).isEmpty();
    }

    @Test
    void whereAPlaceStandsOutweighsWhatElseIsAskedOfIt() {
        Kinds kinds = kinds(
                "Other",
                "entry/observation[moodCode = EVN, has code]",
                "Result",
                "entry/observation within section[30954-2]");
        String observation = "<observation moodCode='EVN'><code code='1-8'/></observation>";

        assertThat(found(kinds, section("30954-2", observation))).containsExactly("Result");
        assertThat(found(kinds, section("11450-4", observation))).containsExactly("Other");
    }

    @Test
    void overGoesFirstWhateverTheOtherIsKnownBy() {
        Kinds kinds = kinds("Problem", "observation[4.4]", "Function", "observation[75275-8] over Problem");

        assertThat(found(kinds, section("1-8", observation("4.4", "75275-8")))).containsExactly("Function");
        assertThat(found(kinds, section("1-8", observation("4.4", "")))).containsExactly("Problem");
    }

    @Test
    void ofTwoWithTheSameRankTheOneWrittenFirstIsMeant() {
        Kinds kinds = kinds("One", "observation[4.4]", "Other", "observation[4.67]");

        assertThat(found(
                        kinds,
                        section(
                                "1-8",
                                "<observation><templateId root='2.16.840.1.113883.10.20.22.4.4'/>"
                                        + "<templateId root='2.16.840.1.113883.10.20.22.4.67'/></observation>")))
                .containsExactly("One");
    }

    @Test
    void placesAreToldInTheKindThatEnclosesThem() {
        Kinds kinds = kinds("Concern", "act[4.3]", "Problem", "observation[4.4]");

        assertThat(found(
                        kinds,
                        section(
                                "11450-4",
                                "<act><templateId root='2.16.840.1.113883.10.20.22.4.3'/>" + "<entryRelationship>"
                                        + observation("4.4", "") + "</entryRelationship></act>")))
                .containsExactly("Concern", "Concern/Problem");
    }

    @Test
    void aPatternMayNameParentsAndBeginAtTheDocument() {
        Kinds kinds = kinds("Patient", "/recordTarget/patientRole", "Top", "entry/observation");

        assertThat(found(kinds, Documents.with("<recordTarget><patientRole/></recordTarget>")))
                .containsExactly("Patient");
        assertThat(kinds.isOnce("Patient")).isTrue();
        assertThat(kinds.isOnce("Top")).isFalse();
        assertThat(found(kinds, section("1-8", "<organizer><component><observation/></component></organizer>")))
                .isEmpty();
    }

    @Test
    void anEntryThatNobodyKnowsIsToldWithItsTemplates() {
        Kinds kinds = kinds("Problem", "observation[4.4]");

        assertThat(Documents.tree(Documents.read(section("1-8", observation("4.999", ""))), kinds)
                        .issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.code()).isEqualTo("entry-not-mapped");
                    assertThat(issue.reason()).contains("2.16.840.1.113883.10.20.22.4.999");
                });
    }

    @Test
    void whatOnlyNamesAnIdIsFoundInFull() {
        Kinds kinds = kinds("Visit", "encounter[4.49]");
        CdaTree tree = Documents.tree(
                Documents.read(section(
                        "46240-8",
                        "<encounter><templateId root='2.16.840.1.113883.10.20.22.4.49'/>"
                                + "<id root='1.2' extension='7'/></encounter><observation><entryRelationship><encounter>"
                                + "<id root='1.2' extension='7'/></encounter></entryRelationship></observation>")),
                kinds);
        SourceNode named = Objects.requireNonNull(
                new CdaSchema(kinds).compile("", "//observation//encounter").first(tree.root()));

        assertThat(tree.sameAs(named)).extracting(SourceNode::kind).containsExactly("Visit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "problem | observation | begins with a capital letter",
                "Problem | observation[4.4] over Concen | there is no kind 'Concen'",
                "Problem | 4.4 | CDA has no element",
                "Problem | obsevation[4.4] | did you mean 'observation'?",
                "Problem | Problem[4.4] | names an element"
            })
    void aWrongPatternIsAFault(String name, String pattern, String fault) {
        kinds(name, pattern);

        assertThat(faults).singleElement().asString().contains(fault);
    }

    @Test
    void kindsThatStandOverEachOtherAreAFault() {
        kinds("One", "observation[4.1] over Two", "Two", "observation[4.2] over One");

        assertThat(faults).isNotEmpty().allMatch(fault -> fault.contains("circle"));
    }

    @Test
    void aStatementThatIsNotKnownIsOfNoKindAndIsReported() {
        Kinds kinds = kinds("Pregnancy", "observation[77386006]", "Concern", "act[CONC]");
        String concern = "<act nullFlavor='NI'><code code='CONC'/><entryRelationship typeCode='SUBJ'>"
                + observation("", "77386006") + "</entryRelationship></act>";

        for (String entry : List.of("<observation nullFlavor='UNK'><code code='77386006'/></observation>", concern)) {
            CdaTree tree = Documents.tree(Documents.read(section("29762-2", entry)), kinds);

            assertThat(tree.root().places().get(0).places()).isEmpty();
            assertThat(tree.issues()).singleElement().satisfies(issue -> {
                assertThat(issue.code()).isEqualTo("statement-not-known");
                assertThat(issue.place())
                        .startsWith("ClinicalDocument/component/structuredBody/component/section/entry/");
            });
        }
    }
}
