package io.crosswalk.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Destination;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final Destination SERVER = new Destination("fhir", URI.create("http://127.0.0.1:8090/fhir"));
    private static final Destination FOLDER = new Destination("answers", URI.create("file:data/out"));

    private final Router router = new Router(Map.of("index", List.of(SERVER, FOLDER)), List.of());

    @Test
    void recordsGoToServersAndToFolders() {
        assertThat(router.route("index", SERVER, true, BundleKind.TRANSACTION).goes())
                .isTrue();
        assertThat(router.route("index", FOLDER, true, BundleKind.TRANSACTION).goes())
                .isTrue();
    }

    @Test
    void anAnswerToAQueryGoesToAFolderButIsNeverWrittenAtAServer() {
        assertThat(router.route("index", FOLDER, true, BundleKind.SEARCHSET).goes())
                .isTrue();
        assertThat(router.route("index", SERVER, true, BundleKind.SEARCHSET))
                .isEqualTo(new RoutingDecision(
                        SERVER,
                        false,
                        "the answer to a query is nothing to write at a FHIR server; a folder takes it"));
    }

    @Test
    void nothingGoesWithoutAYes() {
        assertThat(router.route("index", FOLDER, false, BundleKind.SEARCHSET))
                .isEqualTo(new RoutingDecision(FOLDER, false, "withheld: consent did not say yes"));
    }
}
