package io.crosswalk.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Issue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleCheckTest {

    private static final String PATIENT = entry("urn:uuid:1", "{\"resourceType\":\"Patient\"}", "PUT", "Patient/1");

    @Test
    void findsNothingInAGoodTransaction() {
        String visit = entry(
                "urn:uuid:2",
                "{\"resourceType\":\"Encounter\",\"subject\":{\"reference\":\"urn:uuid:1\"},\"a\":[{\"b\":[[1]]}]}",
                "PUT",
                "Encounter/2");

        assertThat(check(transaction(PATIENT, visit))).isEmpty();
    }

    @Test
    void refusesABatchBecauseItsStatusSaysNothingAboutItsEntries() {
        assertThat(codes("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + PATIENT + "]}"))
                .containsExactly("bundle-not-transaction");
    }

    @Test
    void refusesABundleThatWouldWriteNothing() {
        assertThat(codes("{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}"))
                .containsExactly("bundle-empty");
    }

    @Test
    void refusesTwoEntriesThatWriteTheSameResource() {
        String twin = entry("urn:uuid:9", "{\"resourceType\":\"Patient\"}", "PUT", "Patient/1");

        assertThat(check(transaction(PATIENT, twin)))
                .singleElement()
                .isEqualTo(Issue.fatal("entry-twice", "Bundle.entry[1]", "two entries write the same resource"));
    }

    @Test
    void refusesAnEntryThatDoesNotSayHowItIsToBeWritten() {
        assertThat(codes(transaction("{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\"}}")))
                .containsExactly("entry-without-request");
    }

    @Test
    void refusesAnEntryWithoutAResource() {
        assertThat(codes(transaction(
                        "{\"fullUrl\":\"urn:uuid:1\",\"request\":{\"method\":\"PUT\",\"url\":\"Patient/1\"}}")))
                .containsExactly("entry-without-resource");
        assertThat(codes(transaction(entry("urn:uuid:1", "{\"id\":\"1\"}", "PUT", "Patient/1"))))
                .containsExactly("entry-without-resource");
    }

    @Test
    void reportsReferencesThatPointToNothingWithoutStoppingTheMessage() {
        String visit = entry(
                "urn:uuid:2",
                "{\"resourceType\":\"Encounter\",\"subject\":{\"reference\":\"urn:uuid:404\"}}",
                "PUT",
                "Encounter/2");

        List<Issue> issues = check(transaction(visit));

        assertThat(issues).extracting(Issue::code).containsExactly("reference-dangling");
        assertThat(issues).noneMatch(Issue::isFatal);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThat(codes("<Bundle/>")).containsExactly("bundle-not-json");
        assertThat(codes("[]")).containsExactly("bundle-not-json");
        assertThat(codes("{\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\""))
                .containsExactly("bundle-not-json");
    }

    @Test
    void takesTheAnswerToAQueryAlsoWhenNothingWasFound() {
        assertThat(check(searchset(found("urn:uuid:1", ",\"search\":{\"score\":0.9,\"mode\":\"match\"}"))))
                .isEmpty();
        assertThat(check("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}"))
                .isEmpty();
    }

    @Test
    void refusesAnAnswerToAQueryThatAsksToBeWritten() {
        String both = found(
                "urn:uuid:1",
                ",\"search\":{\"mode\":\"match\"},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/1\"}");

        assertThat(check(searchset(both))).extracting(Issue::code).containsExactly("entry-with-request");
    }

    @Test
    void refusesAnAnswerThatDoesNotSayWhatWasFound() {
        assertThat(check(searchset(found("urn:uuid:1", ""))))
                .singleElement()
                .isEqualTo(Issue.fatal(
                        "entry-without-mode",
                        "Bundle.entry[0]",
                        "the entry does not say whether it was found or stands beside"));
    }

    private static String found(String fullUrl, String more) {
        return "{\"fullUrl\":\"" + fullUrl + "\",\"resource\":{\"resourceType\":\"Patient\"}" + more + "}";
    }

    private static String searchset(String entry) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + entry + "]}";
    }

    private static String entry(String fullUrl, String resource, String method, String url) {
        return "{\"fullUrl\":\"" + fullUrl + "\",\"resource\":" + resource + ",\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}";
    }

    private static String transaction(String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static List<String> codes(String bundle) {
        return check(bundle).stream().map(Issue::code).toList();
    }

    private static List<Issue> check(String bundle) {
        return BundleCheck.check(bundle.getBytes(StandardCharsets.UTF_8));
    }
}
