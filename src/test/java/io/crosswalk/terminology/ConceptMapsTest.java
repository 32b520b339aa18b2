package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.terminology.CodeMap.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConceptMapsTest {

    private static final String WARD = "http://hospital.example/wards";
    private static final String TYPE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

    private final List<CodeMaps.Fault> faults = new ArrayList<>();

    private CodeMap read(String groups) {
        return ConceptMaps.read(
                "Ward", "codes/Ward.json", "{\"resourceType\": \"ConceptMap\",\n\"group\": [" + groups + "]}", faults);
    }

    private static String group(String elements) {
        return "{\"source\": \"" + WARD + "\", \"target\": \"" + TYPE + "\",\n \"element\": [\n" + elements + "]}";
    }

    private static List<Target> targets(CodeMap map, String system, String code) {
        return Objects.requireNonNull(map.lookup(system, code)).targets();
    }

    @Test
    void readsGroupsElementsAndTheirTargets() {
        CodeMap map = read(group("""
                {"code": "W1", "display": "Ward 1", "target": [
                  {"code": "CARD", "display": "Cardiology", "equivalence": "equivalent"},
                  {"code": "HU", "equivalence": "wider"}]},
                {"code": "W2", "target": [{"code": "ICU", "equivalence": "equal"}]}"""));
        assertThat(targets(map, WARD, "W1"))
                .containsExactly(new Target(TYPE, "CARD", "Cardiology"), new Target(TYPE, "HU", ""));
        CodeMap.Row second = Objects.requireNonNull(map.lookup(WARD, "W2"));
        assertThat(second.place()).isEqualTo("codes/Ward.json:7");
        assertThat(faults).isEmpty();
    }

    @Test
    void tellsTwoSystemsWithOneCodeApart() {
        CodeMap map = read(group("{\"code\": \"A\", \"target\": [{\"code\": \"1\"}]}")
                + ", {\"source\": \"HL70001\", \"target\": \"" + TYPE
                + "\", \"element\": [{\"code\": \"A\", \"target\": [{\"code\": \"2\"}]}]}");
        assertThat(targets(map, WARD, "A")).containsExactly(new Target(TYPE, "1", ""));
        assertThat(targets(map, "http://terminology.hl7.org/CodeSystem/v2-0001", "A"))
                .containsExactly(new Target(TYPE, "2", ""));
    }

    @Test
    void leavesACodeOutThatHasNoCounterpart() {
        CodeMap map = read(group("""
                {"code": "W3", "target": [{"equivalence": "unmatched", "comment": "no such ward"}]},
                {"code": "W4", "target": [{"code": "ICU", "equivalence": "disjoint"}]}"""));
        assertThat(map.isEmpty()).isTrue();
        assertThat(faults).isEmpty();
    }

    @Test
    void refusesWhatATableCannotDo() {
        read("{\"source\": \"" + WARD + "\", \"element\": [\n{\"target\": []},\n"
                + "{\"code\": \"A\", \"target\": [{\"equivalence\": \"equal\"}]},\n"
                + "{\"code\": \"B\", \"target\": [{\"code\": \"1\", \"dependsOn\": [{}]}]}],\n"
                + "\"unmapped\": {\"mode\": \"fixed\", \"code\": \"X\"}}");
        assertThat(faults)
                .extracting(CodeMaps.Fault::toString)
                .containsExactly(
                        "codes/Ward.json:6: 'unmapped' is not read: what becomes of an unknown code, the rule says"
                                + " (via ... unmapped ...)",
                        "codes/Ward.json:2: a group needs a target: codes without a system mean nothing",
                        "codes/Ward.json:3: an element needs a code",
                        "codes/Ward.json:4: the target of 'A' needs a code, or the equivalence unmatched",
                        "codes/Ward.json:5: 'dependsOn' is not read: a code map knows one code only");
    }

    @Test
    void refusesAnotherResourceAndWhatIsNoJson() {
        ConceptMaps.read("A", "codes/A.json", "{\"resourceType\": \"ValueSet\"}", faults);
        ConceptMaps.read("B", "codes/B.json", "{\n\"resourceType\" ConceptMap", faults);
        assertThat(faults)
                .extracting(CodeMaps.Fault::toString)
                .containsExactly("codes/A.json:1: this is no ConceptMap", "codes/B.json:2: this is not JSON");
    }
}
