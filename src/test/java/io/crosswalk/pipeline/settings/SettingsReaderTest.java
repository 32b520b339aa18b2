package io.crosswalk.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosswalk.pipeline.broker.BrokerSettings;
import io.crosswalk.terminology.translate.TranslateSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    @Test
    void writesToAFolderBesideTheDataWhenNothingIsSet() {
        Settings settings = SettingsReader.read(Map.of("crosswalk.data.dir", "somewhere"));

        assertThat(settings.destinations()).containsOnlyKeys("folder");
        assertThat(Objects.requireNonNull(settings.destinations().get("folder"))
                        .destination()
                        .endpoint())
                .isEqualTo(URI.create("file:somewhere/out"));
        assertThat(settings.broker())
                .isInstanceOfSatisfying(
                        BrokerSettings.Embedded.class,
                        broker -> assertThat(broker.folder()).isEqualTo(Path.of("somewhere/broker")));
        assertThat(settings.history().url()).startsWith("jdbc:h2:file:/").endsWith("somewhere/history/crosswalk");
        assertThat(settings.mappingsDirs()).containsExactly(Path.of("mappings"));
        assertThat(settings.unmappedSample()).isEqualTo(100);
    }

    @Test
    void refusesToLookAtLessThanNoMessage() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of("crosswalk.mapping.unmapped-sample", "-1")))
                .hasMessageContaining("crosswalk.mapping.unmapped-sample is '-1', which cannot be read");
    }

    @Test
    void readsEverythingThatCanBeSet() {
        Settings settings = SettingsReader.read(Map.ofEntries(
                Map.entry("crosswalk.mappings.dir", "mappings, mappings/local"),
                Map.entry("crosswalk.mapping.zone", "Europe/Berlin"),
                Map.entry("crosswalk.mapping.option.country", "DE"),
                Map.entry("crosswalk.mapping.unmapped-sample", "0"),
                Map.entry("crosswalk.destination.fhir.url", "https://fhir.example.org/r4"),
                Map.entry("crosswalk.destination.fhir.timeout", "5s"),
                Map.entry("crosswalk.destination.fhir.consumers", "8"),
                Map.entry("crosswalk.destination.archive.url", "file:archive"),
                Map.entry("crosswalk.channel.adt-from-his.port", "3000"),
                Map.entry("crosswalk.channel.adt-from-his.destinations", "archive"),
                Map.entry("crosswalk.broker.url", "tcp://broker:61616?sslEnabled=true"),
                Map.entry("crosswalk.broker.user", "crosswalk"),
                Map.entry("crosswalk.broker.password", "secret"),
                Map.entry("crosswalk.history.url", "jdbc:postgresql://db/crosswalk"),
                Map.entry("crosswalk.retry.first", "500ms"),
                Map.entry("crosswalk.retry.longest", "10m")));

        assertThat(Objects.requireNonNull(settings.destinations().get("fhir")).timeout())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(Objects.requireNonNull(settings.destinations().get("fhir")).consumers())
                .isEqualTo(8);
        assertThat(settings.destinationsOfChannel()).isEqualTo(Map.of("adt-from-his", List.of("archive")));
        assertThat(settings.mappingsDirs()).containsExactly(Path.of("mappings"), Path.of("mappings/local"));
        assertThat(settings.mappingOptions()).isEqualTo(Map.of("country", "DE"));
        assertThat(settings.unmappedSample()).isZero();
        assertThat(settings.retry().first()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.retry().longest()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.broker().toString()).isEqualTo("tcp://broker:61616").doesNotContain("secret");
    }

    @Test
    void asksATerminologyServerOnlyWhereOneIsSet() {
        assertThat(SettingsReader.read(Map.of()).translate()).isEmpty();
        TranslateSettings server = SettingsReader.read(Map.of(
                        "crosswalk.translate.url", "https://terminology.example.org/fhir",
                        "crosswalk.translate.concept-maps", "http://hospital.example/ConceptMap/",
                        "crosswalk.translate.timeout", "200ms"))
                .translate()
                .orElseThrow();
        assertThat(server.limit()).isEqualTo(Duration.ofMillis(200));
        assertThatThrownBy(
                        () -> SettingsReader.read(Map.of("crosswalk.translate.url", "https://terminology.example.org")))
                .hasMessageContaining("what the URLs of the server's ConceptMaps begin with");
        assertThatThrownBy(() -> SettingsReader.read(Map.of("crosswalk.translate.time-out", "1s")))
                .hasMessageContaining("did you mean crosswalk.translate.timeout?");
    }

    @Test
    void refusesTheStartWithAllProblemsAtOnce() {
        StartRefusedException refused = catchThrowableOfType(
                StartRefusedException.class,
                () -> SettingsReader.read(Map.of(
                        "crosswalk.broker.ulr", "tcp://x",
                        "crosswalk.destination.fhir.timeout", "5s",
                        "crosswalk.destination.lab.url", "ftp://x/y",
                        "crosswalk.destination.api.url", "https://user:password@host/fhir",
                        "crosswalk.channel.adt.port", "70000",
                        "crosswalk.channel.adt.host", "0.0.0.0",
                        "crosswalk.channel.adt.destinations", "nowhere",
                        "crosswalk.retry.first", "soon")));

        assertThat(refused.problems())
                .containsExactlyInAnyOrder(
                        "crosswalk.broker.ulr is not a setting; did you mean crosswalk.broker.url?",
                        "crosswalk.destination.fhir.url is missing: where does destination 'fhir' go? For example"
                                + " http://127.0.0.1:8090/fhir or file:data/out",
                        "crosswalk.destination.lab.url: destination 'lab': 'ftp' is not a way to deliver; there are"
                                + " http, https and file",
                        "crosswalk.destination.api.url: destination 'api': a user and a password do not belong into an"
                                + " address; they would stand in logs",
                        "crosswalk.channel.adt.port is '70000', which cannot be read; write it as in 2575",
                        "crosswalk.channel.adt.host is 0.0.0.0: MLLP without TLS would be open to the network; leave it"
                                + " at 127.0.0.1, or set crosswalk.mllp.insecure-plain=true where something else"
                                + " protects it",
                        "crosswalk.channel.adt.destinations: there is no destination 'nowhere'; there are ",
                        "crosswalk.retry.first is 'soon', which cannot be read; write it as in 30s");
        assertThat(refused).hasMessageStartingWith("the engine does not start; 8 problems to solve:\n - ");
    }

    @Test
    void leavesTheSettingsOfOtherRoomsAlone() {
        SettingsReader.read(Map.of("crosswalk.login.admin-password", "x", "crosswalk.console.refresh", "2s"));
    }

    @Test
    void listensToTheNetworkOnlyWhenThatIsSaidByName() {
        SettingsReader.read(Map.of("crosswalk.channel.adt.host", "0.0.0.0", "crosswalk.mllp.insecure-plain", "true"));
        SettingsReader.read(Map.of("crosswalk.channel.adt.host", "127.0.0.2"));
        assertThatThrownBy(() -> SettingsReader.read(Map.of("crosswalk.channel.adt.host", "127.0.0.1.example.org")))
                .isInstanceOf(StartRefusedException.class);
    }
}
