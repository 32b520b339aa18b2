package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.api.ConvertResource;
import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message of the history is explained as it was delivered, or it is said why not. */
class ExplainedHistoryIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path ROUTE = Path.of("routes/adt-from-his.camel.yaml");
    private static final String MRG = "MRG|700002^^^STMARY^MR";

    @TempDir
    Path data = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private TestEngine engine;

    private int sent;

    private void start(Path route) throws Exception {
        Map<String, String> settings = TestEngine.settings(data);
        settings.put("crosswalk.mappings.dir", "mappings");
        engine = TestEngine.startWithMappings(settings, route);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static String pid(String number) {
        return "PID|1||" + number + "^^^STMARY^MR||Quill^Ada||19790214|F";
    }

    private MessageDetail deliver(String event, String structure, String... segments) throws Exception {
        String controlId = "E" + ++sent;
        try (Sender sender = new Sender(engine.port)) {
            String message =
                    "MSH|^~\\&|HIS|STMARY|||20260308225900+0100||ADT^" + event + "^" + structure + "|" + controlId
                            + "|P|2.5.1\rEVN|" + event + "|20260308225900+0100\r" + String.join("\r", segments) + "\r";
            assertThat(sender.send(message.getBytes(StandardCharsets.UTF_8))).contains("MSA|AA|");
        }
        MessageSummary found = await().atMost(SOON)
                .until(
                        () -> engine.engine.query().list(Filter.newest(10).controlId(controlId)),
                        list -> list.size() == 1 && list.get(0).status() == Status.SENT)
                .get(0);
        return engine.engine.query().byId(found.id()).orElseThrow();
    }

    private TracedConversion explain(MessageDetail found) {
        return engine.engine.explain(ConvertResource.again(found), found);
    }

    private static List<String> remarks(TracedConversion traced) {
        return traced.conversion().issues().stream()
                .filter(issue -> issue.code().equals("explained-anew"))
                .map(Issue::reason)
                .toList();
    }

    @Test
    void whatFollowsAMergeIsExplainedAsItWasDelivered() throws Exception {
        start(ROUTE);
        MessageDetail before = deliver("A08", "ADT_A01", pid("700002"), "PV1|1|I");
        MessageDetail merge = deliver("A40", "ADT_A39", pid("700001"), MRG);
        MessageDetail after = deliver("A08", "ADT_A01", pid("700002"), "PV1|1|O");

        for (MessageDetail each : List.of(merge, after)) {
            TracedConversion traced = explain(each);
            assertThat(traced.conversion().bundle()).isEqualTo(each.bundle());
            assertThat(remarks(traced)).isEmpty();
        }
        assertThat(explain(after).elements()).anyMatch(element -> element.rule().equals("merge register"));
        assertThat(remarks(explain(before))).singleElement().asString().contains("before a merge");
    }

    @Test
    void aLosslessBundleIsExplainedWithWhatItKeeps() throws Exception {
        Path route = data.resolve("lossless.camel.yaml");
        String text = Files.readString(ROUTE);
        assertThat(text).contains("to: crosswalk:convert");
        Files.writeString(route, text.replace("to: crosswalk:convert", "to: crosswalk:convert?lossless=true"));
        start(route);
        MessageDetail found = deliver("A01", "ADT_A01", pid("700003"), "PV1|1|I", "ZAB|kept");

        TracedConversion traced = explain(found);

        assertThat(traced.conversion().bundle()).isEqualTo(found.bundle());
        assertThat(remarks(traced)).isEmpty();
        assertThat(traced.elements())
                .anyMatch(element ->
                        element.rule().equals("lossless") && element.value().equals("kept"));
    }
}
