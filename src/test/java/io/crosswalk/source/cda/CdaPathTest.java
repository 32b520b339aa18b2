package io.crosswalk.source.cda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePathException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdaPathTest {

    private static final Kinds KINDS = kinds(
            "Concern", "act[4.3]",
            "Problem", "observation[4.4]",
            "Section", "section");
    private static final CdaSchema SCHEMA = new CdaSchema(KINDS);

    private static final CdaTree TREE = Documents.tree(Documents.read(Documents.with("""
            <author><time value="2020"/><assignedAuthor><id root="1.2" extension="doc"/></assignedAuthor></author>
            <component><structuredBody><component><section>
              <code code="11450-4"><translation code="LOCAL-1"/></code>
              <entry><act classCode="ACT"><templateId root="2.16.840.1.113883.10.20.22.4.3" extension="2015-08-01"/>
                <author><time value="2021"/><assignedAuthor><id root="1.2" extension="act"/></assignedAuthor></author>
                <entryRelationship typeCode="SUBJ" inversionInd="true">
                  <observation negationInd="true"><templateId root="2.16.840.1.113883.10.20.22.4.4"/>
                    <effectiveTime xsi:type="IVL_TS"><low value="201905"/></effectiveTime>
                    <effectiveTime xsi:type="PIVL_TS" operator="A"><period value="8" unit="h"/></effectiveTime>
                    <value xsi:type="CD" code="386661006" displayName="Fever"/>
                    <value xsi:type="PQ" value="39.2" unit="Cel"/>
                  </observation>
                </entryRelationship>
                <entryRelationship typeCode="REFR"><observation><code code="33999-4"/><value xsi:type="CD" code="55561003"/></observation></entryRelationship>
                <entryRelationship typeCode="REFR"><observation><code code="8462-4"/><text nullFlavor="NI"/></observation></entryRelationship>
              </act></entry>
            </section></component></structuredBody></component>
            """)), KINDS);

    private static Kinds kinds(String... namesAndPatterns) {
        Kinds.Builder builder = new Kinds.Builder();
        for (int i = 0; i < namesAndPatterns.length; i += 2) {
            builder.add(namesAndPatterns[i], namesAndPatterns[i + 1]);
        }
        return builder.build((kind, reason) -> {
            throw new AssertionError(kind + ": " + reason);
        });
    }

    private static SourceNode first(String path) {
        return Objects.requireNonNull(SCHEMA.compile("", path).first(TREE.root()));
    }

    /** From the act of the document. */
    private static List<String> texts(String path) {
        SourceNode act = first("//act");
        return SCHEMA.compile("", path).all(act).stream().map(SourceNode::text).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "entryRelationship/observation/value/code -> 386661006 55561003",
                "entryRelationship[SUBJ]/observation/value[:CD] -> 386661006",
                "entryRelationship[SUBJ inverted]/observation/value[:PQ]/unit -> Cel",
                "entryRelationship[REFR inverted]/observation/value -> ",
                "entryRelationship/observation[33999-4]/value -> 55561003",
                "entryRelationship/observation[33999-4 | 8462-4]/code -> 33999-4 8462-4",
                "entryRelationship/observation[4.4]/effectiveTime/low -> 201905",
                "entryRelationship/observation[2.16.840.1.113883.10.20.22.4.4]/effectiveTime[:IVL_TS]/low -> 201905",
                "entryRelationship/Problem/value[1] -> 386661006",
                "entryRelationship/Problem/effectiveTime[:PIVL_TS]/period -> 8",
                "entryRelationship/Problem/effectiveTime[:PIVL_TS not A]/period -> ",
                "entryRelationship[2]/observation/code -> 33999-4",
                "entryRelationship/observation[negationInd = true]/value[:CD] -> 386661006",
                "entryRelationship/observation[negationInd != true]/code -> 33999-4 8462-4",
                "entryRelationship/observation[no value]/code -> 8462-4",
                "entryRelationship/observation[has templateId]/value[:CD] -> 386661006",
                "entryRelationship/observation[code in 8462-4 1-8]/code -> 8462-4",
                "entryRelationship/observation[code/code = '8462-4']/code -> 8462-4",
                "^author/time -> 2021",
                "^author/assignedAuthor/id/extension -> act",
                "../../code -> 11450-4",
                "^section['LOCAL-1']/code -> 11450-4",
                "^section[99999-9]/code -> ",
                "^Section/code/translation -> LOCAL-1",
                "/author/assignedAuthor/id -> doc",
                "//low -> 201905",
                "classCode -> ACT",
                "entryRelationship[SUBJ]/observation/*[:PQ]/value -> 39.2"
            })
    void leadsTo(String path, String expected) {
        assertThat(String.join(" ", texts(path))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void anAttributeIsTakenWhereThereIsNoElementOfItsName() {
        assertThat(texts("entryRelationship/typeCode")).containsExactly("SUBJ", "REFR", "REFR");
    }

    @Test
    void theAuthorOfTheDocumentIsTheAuthorWhereNobodyElseIs() {
        SourceNode section = first("//section");

        assertThat(SCHEMA.compile("", "^author/time").first(section))
                .extracting(node -> node.text())
                .isEqualTo("2020");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "entryRelationshp/observation -> CDA has no element or attribute 'entryRelationshp'; did you mean 'entryRelationship'?",
                "observation[4.4 -> '[' is never closed",
                "observation[:PG] -> there is no data type 'PG'; did you mean 'PQ'?",
                "observation[code ~ 3] -> is no key",
                "^Problm/code -> there is no kind 'Problm'; did you mean 'Problem'?",
                "value/ -> a step is missing at the end",
                "value code -> ' code' is not expected here",
                "observation[] -> a key is missing"
            })
    void aFaultSaysWhatIsWrongAndWhatIsNear(String path, String fault) {
        assertThatThrownBy(() -> SCHEMA.compile("", path))
                .isInstanceOf(SourcePathException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "consumable/manufacturedProduct/id"})
    void knowsTheTypeOfWhatAlwaysHasTheSame(String path) {
        assertThat(SCHEMA.compile("", path).type()).isEqualTo("II");
    }

    @Test
    void onlyAPathWithANumberInEachStepCannotRepeat() {
        assertThat(SCHEMA.compile("", "value").canRepeat()).isTrue();
        assertThat(SCHEMA.compile("", "value[1]").canRepeat()).isFalse();
        assertThat(SCHEMA.compile("", "..").canRepeat()).isFalse();
    }
}
