package io.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosswalk.pipeline.broker.BrokerSettings;
import io.crosswalk.pipeline.settings.EnvironmentNames;
import io.crosswalk.pipeline.settings.Settings;
import io.crosswalk.pipeline.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What can be known of docker/compose.yaml without containers. */
class ComposeFileTest {

    private static final Path DOCKER = Path.of("docker");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");

    @Test
    void publishesEachPortOnLoopbackOnly() throws Exception {
        services()
                .forEach((name, service) -> assertThat(list(service, "ports"))
                        .as(name)
                        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    @Test
    void givesNoServiceMoreRightsThanItNeeds() throws Exception {
        services().forEach((name, service) -> {
            assertThat(list(service, "cap_drop")).as(name).containsExactly("ALL");
            assertThat(list(service, "security_opt")).as(name).containsExactly("no-new-privileges:true");
            assertThat(service).as(name).containsKey("mem_limit").doesNotContainKey("privileged");
        });
        for (String dockerfile : List.of("engine/Dockerfile", "fhir-server/Dockerfile")) {
            assertThat(Files.readString(DOCKER.resolve(dockerfile)))
                    .as(dockerfile)
                    .containsSubsequence("USER 10001:10001", "HEALTHCHECK", "ENTRYPOINT");
        }
    }

    @Test
    void asksEveryServiceHowItIs() throws Exception {
        services()
                .forEach((name, service) -> assertThat(
                                service.containsKey("healthcheck") || service.containsKey("build"))
                        .as(name + " has a health check, here or in its image")
                        .isTrue());
    }

    @Test
    void tellsTheEngineWhereEverythingIsInSettingsThatItKnows() throws Exception {
        Settings settings = SettingsReader.read(settingsOf(environment("engine")));

        assertThat(settings.broker())
                .isInstanceOfSatisfying(
                        BrokerSettings.External.class,
                        broker -> assertThat(broker.url()).isEqualTo("tcp://broker:61616"));
        assertThat(settings.history().url()).isEqualTo("jdbc:postgresql://database:5432/crosswalk");
        assertThat(settings.destinations()).containsOnlyKeys("fhir");
    }

    @Test
    void holdsNoSecretAndNamesEachInTheSample() throws Exception {
        String sample = Files.readString(DOCKER.resolve("env.sample"));
        TreeSet<String> asked = new TreeSet<>();
        for (Map<String, Object> service : services().values()) {
            environmentOf(service).forEach((name, value) -> {
                if (name.endsWith("PASSWORD")) {
                    assertThat(value).as(name).matches("\\$\\{\\w+:\\?set \\w+ in docker/\\.env}");
                    var variable = VARIABLE.matcher(value);
                    assertThat(variable.find()).isTrue();
                    asked.add(variable.group(1));
                }
            });
        }
        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(sample).contains("\n" + name + "=\n"));
        assertThat(Files.readString(Path.of(".gitignore"))).contains("docker/.env\n");
    }

    @Test
    void isUnderstoodByDockerCompose() throws Exception {
        assumeTrue(run(Map.of(), "docker", "compose", "version") == 0, "docker compose is not on this machine");

        int verdict = run(
                Map.of("ADMIN_PASSWORD", "a", "BROKER_PASSWORD", "b", "DATABASE_PASSWORD", "c"),
                "docker",
                "compose",
                "-f",
                DOCKER.resolve("compose.yaml").toString(),
                "config",
                "--quiet");

        assertThat(verdict).isZero();
    }

    private static int run(Map<String, String> environment, String... command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1; // no such program
        }
    }

    private static Map<String, String> settingsOf(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : EnvironmentNames.of(environment.keySet())) {
            String variable = name.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
            settings.put(name, environment.get(variable));
        }
        return settings;
    }

    private static Map<String, String> environment(String service) throws IOException {
        return environmentOf(services().get(service));
    }

    private static Map<String, String> environmentOf(Map<String, Object> service) {
        Map<String, String> environment = new HashMap<>();
        map(service.getOrDefault("environment", Map.of()))
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    private static List<String> list(Map<String, Object> service, String name) {
        return service.getOrDefault(name, List.of()) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The services with what they take over from an anchor. */
    private static Map<String, Map<String, Object>> services() throws IOException {
        Object root = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DOCKER.resolve("compose.yaml")));
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(map(root).get("services")).forEach((name, value) -> {
            Map<String, Object> service = new HashMap<>(map(map(value).getOrDefault("<<", Map.of())));
            service.putAll(map(value));
            services.put(name, service);
        });
        assertThat(services).containsOnlyKeys("engine", "broker", "database", "fhir-server");
        return services;
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> result = new HashMap<>();
        ((Map<?, ?>) value).forEach((key, entry) -> result.put(String.valueOf(key), entry));
        return result;
    }
}
