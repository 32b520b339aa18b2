package io.crosswalk.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.syntax.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckTest {

    @TempDir
    Path folder;

    @Test
    void aSoundRouteIsNamedByItsId() throws IOException {
        assertThat(check("""
                        - route:
                            id: adt-from-his
                            from:
                              uri: direct:in
                              steps:
                                - to: log:seen?showAll=true
                        """).routes()).containsExactly("adt-from-his");
        assertThat(text()).isEmpty();
    }

    @Test
    void aStepThatCamelDoesNotKnowIsToldWithItsPlace() throws IOException {
        assertThat(text("""
                        - route:
                            id: a
                            from:
                              uri: direct:in
                              steps:
                                - too: log:seen
                        """)).isEqualTo("""
                        a.yaml:6:11: Unknown node id: too
                         |         - too: log:seen
                         |           ^""");
    }

    @Test
    void whatIsNotYamlIsToldWithItsPlace() throws IOException {
        assertThat(text("- route:\n    id: \"a\n")).isEqualTo("""
                        a.yaml:3:1: found unexpected end of stream""");
    }

    @Test
    void aComponentThatIsNotThereIsTold() throws IOException {
        assertThat(text(route("nety:tcp://127.0.0.1:2575", ""))).isEqualTo("""
                        a.yaml:4:13: there is no component 'nety' in this installation
                         |       uri: "nety:tcp://127.0.0.1:2575"
                         |             ^""");
    }

    @Test
    void aMisspelledParameterIsToldWithTheNearestRightOne() throws IOException {
        assertThat(text(route("netty:tcp://127.0.0.1:2575", "synk: true"))).isEqualTo("""
                        a.yaml:6:9: netty has no parameter 'synk'; did you mean 'sync'?
                         |         synk: true
                         |         ^""");
    }

    @Test
    void aParameterInTheAddressIsCheckedToo() throws IOException {
        assertThat(text(route("netty:tcp://127.0.0.1:2575?synk=true", "")))
                .startsWith("a.yaml:4:13: netty has no parameter 'synk'; did you mean 'sync'?");
    }

    @Test
    void aValueOfTheWrongKindIsTold() throws IOException {
        assertThat(text(route("netty:tcp://127.0.0.1:2575", "sync: perhaps")))
                .startsWith("a.yaml:6:15: netty parameter 'sync' must be true or false");
    }

    @Test
    void aSettingWithoutValueIsToldWithTheWayOut() throws IOException {
        assertThat(text(route("netty:tcp://127.0.0.1:{{crosswalk.channel.a.prot}}", "")))
                .startsWith(
                        "a.yaml:4:35: the setting 'crosswalk.channel.a.prot' has no value; set it, or write a default"
                                + " as in {{crosswalk.channel.a.prot:2575}}");
        assertThat(text(route("netty:tcp://127.0.0.1:{{crosswalk.channel.a.prot:2575}}", "")))
                .isEmpty();
        assertThat(text(route("netty:tcp://127.0.0.1:{{known}}", ""))).isEmpty();
    }

    @Test
    void aBuildingBlockThatIsNotThereIsToldWithTheNearestRightOne() throws IOException {
        assertThat(text(inside("crosswalk:convrt", "")))
                .startsWith("a.yaml:7:18: there is no building block 'crosswalk:convrt'; did you mean"
                        + " 'crosswalk:convert'?");
        assertThat(text(inside("crosswalk:everything", "")))
                .startsWith("a.yaml:7:18: there is no building block 'crosswalk:everything'; there are"
                        + " crosswalk:receive, crosswalk:folder, crosswalk:inbound,");
    }

    @Test
    void theRouteOfAFolderIsSound() throws IOException {
        assertThat(text(route("crosswalk:folder?channel=a&settle=5s&marker=.done", "")))
                .isEmpty();
        assertThat(text(inside("crosswalk:receive?channel=a&takes=documents&limit=10m", "")))
                .isEmpty();
        assertThat(text(inside("crosswalk:receive?channel=a&takes=docments", "")))
                .contains("parameter 'takes' must be one of messages, documents; did you mean 'documents'?");
        assertThat(text(inside("crosswalk:folder?channel=a", "")))
                .contains("crosswalk:folder stands at the beginning of a route (from)");
        assertThat(text(inside("crosswalk:embedded", ""))).contains("crosswalk:embedded needs the parameter 'channel'");
    }

    @Test
    void aBuildingBlockInTheWrongPlaceIsTold() throws IOException {
        assertThat(text(inside("crosswalk:inbound?channel=a", "")))
                .startsWith("a.yaml:7:18: crosswalk:inbound stands at the beginning of a route (from)");
        assertThat(text(route("crosswalk:convert", "")))
                .startsWith("a.yaml:4:13: crosswalk:convert stands inside a route (to)");
    }

    @Test
    void theParametersOfABuildingBlockAreChecked() throws IOException {
        assertThat(text(inside("crosswalk:receive", "chanel: a")).lines().filter(line -> line.startsWith("a.yaml")))
                .containsExactly(
                        "a.yaml:7:18: crosswalk:receive needs the parameter 'channel'",
                        "a.yaml:9:15: crosswalk:receive has no parameter 'chanel'; did you mean 'channel'?");
        assertThat(text(inside("crosswalk:validate", "against: r5")))
                .startsWith("a.yaml:9:24: crosswalk:validate parameter 'against' must be one of none, r4; did you mean"
                        + " 'r4'?");
    }

    @Test
    void thePlaceholdersOfATemplateAreItsParameters() throws IOException {
        assertThat(text("""
                        - routeTemplate:
                            id: deliver
                            parameters:
                              - name: destination
                            from:
                              uri: crosswalk:outbound
                              parameters:
                                destination: "{{destination}}"
                              steps:
                                - to: crosswalk:deliver
                        """)).isEmpty();
    }

    @Test
    void theRoutesOfThisInstallationAreSound() throws IOException {
        RouteCheck check = RouteCheck.of(Path.of("routes"), setting -> false);
        assertThat(check.faults()).isEmpty();
        assertThat(check.routes()).contains("adt-from-his", "lab-results-from-lis");
    }

    @Test
    void aRouteNeedsAName() throws IOException {
        assertThat(text(route("direct:in", "").replace("    id: a\n", "")))
                .startsWith("a.yaml:2:5: a route needs an id");
    }

    @Test
    void twoRoutesOfOneNameAreTold() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), route("direct:a", ""));
        Files.writeString(folder.resolve("b.yaml"), route("direct:b", ""));
        assertThat(text()).startsWith("b.yaml:2:9: route 'a' is already at a.yaml:2");
    }

    @Test
    void allFaultsOfAllFilesAreToldAtOnce() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), route("nety:a", "x: 1"));
        Files.writeString(folder.resolve("b.yaml"), route("direct:{{none}}", "").replace("id: a", "id: b"));
        assertThat(RouteCheck.of(folder, "known"::equals).faults()).hasSize(2);
    }

    @Test
    void anEmptyFolderIsAFaultForNothingWouldEverArrive() throws IOException {
        assertThat(text()).endsWith(": there is no route (*.yaml) in this folder");
    }

    private static String route(String uri, String parameter) {
        return "- route:\n    id: a\n    from:\n      uri: \"" + uri + "\"\n"
                + (parameter.isEmpty() ? "" : "      parameters:\n        " + parameter + "\n")
                + "      steps:\n        - log: x\n";
    }

    private static String inside(String uri, String parameter) {
        return "- route:\n    id: a\n    from:\n      uri: direct:in\n      steps:\n        - to:\n            uri: "
                + uri + "\n"
                + (parameter.isEmpty() ? "" : "            parameters:\n              " + parameter + "\n");
    }

    private RouteCheck check(String yaml) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), yaml);
        return RouteCheck.of(folder, "known"::equals);
    }

    private String text(String yaml) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), yaml);
        return text();
    }

    private String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Fault fault : RouteCheck.of(folder, "known"::equals).faults()) {
            text.append(text.isEmpty() ? "" : "\n").append(fault.format());
        }
        return text.toString().replace(folder + "/", "");
    }
}
