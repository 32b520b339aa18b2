package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TransactionResponseTest {

    @Test
    void takesEveryEntryForAYes() {
        assertThat(judge(bundle("201 Created", "200 OK", "204"))).isInstanceOf(Delivered.class);
    }

    @Test
    void takesAnAnswerWithoutABodyForAYes() {
        assertThat(judge("")).isInstanceOf(Delivered.class);
    }

    @Test
    void namesTheEntryThatWasRefused() {
        assertThat(judge(bundle("201 Created", "422 Unprocessable", "201 Created")))
                .isEqualTo(Failed.of(Fault.MESSAGE, "entry 1 was answered with 422"));
    }

    @Test
    void readsPastTheResourcesOfAnswers() {
        String answer = "{\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"response\":{\"status\":\"500\"}},"
                + "\"response\":{\"location\":\"Patient/1\",\"status\":\"200 OK\",\"outcome\":{\"x\":[1]}}}],"
                + "\"resourceType\":\"Bundle\",\"link\":[{\"relation\":\"self\"}]}";

        assertThat(judge(answer)).isInstanceOf(Delivered.class);
    }

    @Test
    void doesNotTakeAStatusThatIsNoneForAYes() {
        assertThat(judge(bundle("Created"))).isInstanceOf(Failed.class);
    }

    @Test
    void doesNotTakeALoginPageForAYes() {
        assertThat(judge("<html><body>please log in</body></html>"))
                .isEqualTo(Failed.of(Fault.CONFIGURATION, "the address answers with something that is no FHIR Bundle"));
        assertThat(judge("{\"resourceType\":\"OperationOutcome\"}")).isInstanceOf(Failed.class);
        assertThat(judge("[]")).isInstanceOf(Failed.class);
    }

    @Test
    void triesAgainWhenTheAnswerWasCutOff() {
        String whole = bundle("201 Created");
        for (int length = 1; length < whole.length() - 1; length++) {
            assertThat(judge(whole.substring(0, length)))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(Failed.class);
        }
        assertThat(judge(whole.substring(0, whole.length() / 2)))
                .isEqualTo(Failed.of(Fault.TRANSIENT, "the answer was cut off"));
    }

    private static String bundle(String... statuses) {
        StringBuilder entries = new StringBuilder();
        for (String status : statuses) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"response\":{\"status\":\"")
                    .append(status)
                    .append("\"}}");
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[" + entries + "]}";
    }

    private static DeliveryResult judge(String body) {
        return TransactionResponse.judge(body.getBytes(StandardCharsets.UTF_8));
    }
}
