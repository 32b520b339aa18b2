package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateOnlyTest {

    private static final String BUNDLE = """
            {"resourceType":"Bundle","type":"transaction","entry":[\
            {"resource":{"resourceType":"Patient","id":"p1"},\
            "request":{"method":"PUT","url":"Patient/p1","ifNoneMatch":"*"}},\
            {"resource":{"resourceType":"Observation","id":"o1","valueQuantity":{"value":1.50},\
            "subject":{"reference":"Patient/p1"}},"request":{"method":"PUT","url":"Observation/o1"}}]}""";

    private final CreateOnly createOnly = new CreateOnly(true);

    private static final String RESULT = """
            {"resourceType":"Bundle","type":"transaction","entry":[\
            {"resource":{"resourceType":"ServiceRequest","id":"s1"},\
            "request":{"method":"PUT","url":"ServiceRequest/s1","ifNoneMatch":"*"}},\
            {"resource":{"resourceType":"Parameters"},"request":{"method":"PATCH","url":"ServiceRequest/s1"}}]}""";

    @Test
    void patchesTheOrderThatTheServerHasAndLeavesItsContentAlone() throws Exception {
        assertThat(pruned(RESULT, true, new ArrayList<>())).contains("PATCH").doesNotContain("\"PUT\"");
    }

    @Test
    void writesTheOrderWhereThereIsNothingToPatch() throws Exception {
        assertThat(pruned(RESULT, false, new ArrayList<>()))
                .contains("\"PUT\"")
                .doesNotContain("PATCH")
                .doesNotContain("ifNoneMatch");
    }

    @Test
    void leavesPatchesOutWhereTheDestinationTakesNone() throws Exception {
        byte[] bundle = RESULT.getBytes(StandardCharsets.UTF_8);

        assertThat(new String(new CreateOnly(false).prune(bundle, reference -> true), StandardCharsets.UTF_8))
                .doesNotContain("PATCH", "\"PUT\"");
        assertThat(new String(new CreateOnly(false).prune(bundle, reference -> false), StandardCharsets.UTF_8))
                .doesNotContain("PATCH")
                .contains("\"PUT\"");
    }

    @Test
    void asksEachTimeWhetherThereIsSomethingToPatchSinceItMayBeDeletedMeanwhile() throws Exception {
        List<String> asked = new ArrayList<>();
        pruned(RESULT, true, asked);
        pruned(RESULT, true, asked);

        assertThat(asked).containsExactly("ServiceRequest/s1", "ServiceRequest/s1");
    }

    @Test
    void leavesOutWhatTheServerHasAlready() throws Exception {
        String pruned = pruned(BUNDLE, true, new ArrayList<>());

        assertThat(pruned).doesNotContain("\"resourceType\":\"Patient\"").contains("\"reference\":\"Patient/p1\"");
    }

    @Test
    void writesWhatIsNotThere() throws Exception {
        String pruned = pruned(BUNDLE, false, new ArrayList<>());

        assertThat(pruned).contains("\"resourceType\":\"Patient\"").doesNotContain("ifNoneMatch");
    }

    @Test
    void keepsTheDigitsOfNumbers() throws Exception {
        assertThat(pruned(BUNDLE, true, new ArrayList<>())).contains("\"value\":1.50");
    }

    @Test
    void asksOnceForAResourceThatIsThere() throws Exception {
        List<String> asked = new ArrayList<>();
        pruned(BUNDLE, true, asked);
        pruned(BUNDLE, true, asked);

        assertThat(asked).containsExactly("Patient/p1");
    }

    @Test
    void doesNotTouchABundleThatMayOverwriteEverything() throws Exception {
        byte[] bundle = BUNDLE.replace(",\"ifNoneMatch\":\"*\"", "").getBytes(StandardCharsets.UTF_8);

        assertThat(createOnly.prune(bundle, id -> {
                    throw new AssertionError("nothing to ask");
                }))
                .isSameAs(bundle);
    }

    @Test
    void tellsWhenTheServerDoesNotAnswerTheQuestion() {
        DeliveryResult.Failed down = DeliveryResult.Failed.of(Fault.TRANSIENT, "down");

        assertThatThrownBy(() -> createOnly.prune(BUNDLE.getBytes(StandardCharsets.UTF_8), id -> {
                    throw new AskFailed(down);
                }))
                .isInstanceOfSatisfying(
                        AskFailed.class, failed -> assertThat(failed.answer()).isEqualTo(down));
    }

    private String pruned(String bundle, boolean there, List<String> asked) throws Exception {
        byte[] bytes = createOnly.prune(bundle.getBytes(StandardCharsets.UTF_8), id -> {
            asked.add(id);
            return there;
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
