package io.crosswalk.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedStateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<JsonNode>> SERVER = Map.of(
            "Patient?identifier=1",
            List.of(json("""
                            {"resourceType":"Patient","id":"a","active":false,
                             "name":[{"family":"Orr","given":["Tom","Max"]}]}""")),
            "Encounter?subject=1",
            List.of(
                    json("{'resourceType':'Encounter','id':'x','status':'finished'}".replace('\'', '"')),
                    json("{'resourceType':'Encounter','id':'y','status':'planned','subject':{'reference':'Patient/a'}}"
                            .replace('\'', '"'))));

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static List<String> differences(String search, String wanted) {
        JsonNode state = json(
                "{'holds':[{'search':'%s','is':%s}]}".formatted(search, wanted).replace('\'', '"'));
        return ExpectedState.differences(state, asked -> SERVER.getOrDefault(asked, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[{'active':false}]",
                "[{'name':[{'family':'Orr'}]}]",
                "[{'name':[{'given':['Tom','Max']}],'deceasedBoolean':null}]"
            })
    void isContentWhenTheNamedElementsAreAsNamed(String wanted) {
        assertThat(differences("Patient?identifier=1", wanted)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[]; 1 resources instead of 0",
                "[{},{}]; 1 resources instead of 2",
                "[{'active':true}]; .active: false instead of true",
                "[{'active':null}]; .active: is there and must not be",
                "[{'gender':'male'}]; .gender:  instead of",
                "[{'name':[{'given':['Tom']}]}]; .name[0].given: [`Tom`,`Max`] has not 1 elements",
                "[{'name':[{'given':['Max','Tom']}]}]; .name[0].given[0]: `Tom` instead of `Max`"
            })
    void namesWhatIsOtherwise(String wanted, String difference) {
        assertThat(differences("Patient?identifier=1", wanted))
                .first()
                .asString()
                .contains(difference.strip().replace('`', '"'));
    }

    @Test
    void takesForEachExpectationTheResourceThatFitsBest() {
        assertThat(differences("Encounter?subject=1", "[{'status':'planned'},{'status':'finished'}]"))
                .isEmpty();
        assertThat(differences("Encounter?subject=1", "[{'status':'planned'},{'status':'planned'}]"))
                .singleElement()
                .asString()
                .endsWith(".status: \"finished\" instead of \"planned\"");
    }

    @Test
    void readsAReferenceThatIsWrittenAsASearch() {
        String planned = "[{'status':'finished'},{'status':'planned','subject':{'reference':'%s'}}]";
        assertThat(differences("Encounter?subject=1", planned.formatted("Patient?identifier=1")))
                .isEmpty();
        assertThat(differences("Encounter?subject=1", planned.formatted("Patient?identifier=2")))
                .singleElement()
                .asString()
                .contains("instead of Patient?identifier=2, which is []");
    }

    @Test
    void saysWhenAnExpectationIsNone() {
        assertThat(differences("Patient?identifier=1", "{}"))
                .singleElement()
                .asString()
                .contains("needs a 'search'");
    }
}
