package io.crosswalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of an installation as the engine would see them: system properties, then the environment, then
 * {@code config/application.properties}, then the defaults in the build (MicroProfile Config's order).
 */
final class Configuration {

    private final Properties system;
    private final Map<String, String> environment;
    private final Properties file;
    private final Properties defaults;

    private Configuration(Properties system, Map<String, String> environment, Properties file, Properties defaults) {
        this.system = system;
        this.environment = environment;
        this.file = file;
        this.defaults = defaults;
    }

    static Configuration of(Home home) {
        return of(home, System.getProperties(), System.getenv());
    }

    static Configuration of(Home home, Properties system, Map<String, String> environment) {
        try {
            return new Configuration(
                    system, environment, read(home.folder().resolve("config/application.properties")), defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a setting; empty when nobody sets it. */
    Optional<String> value(String name) {
        return Optional.ofNullable(system.getProperty(name))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .or(() -> Optional.ofNullable(environment.get(inEnvironment(name))))
                .or(() -> Optional.ofNullable(file.getProperty(name)))
                .or(() -> Optional.ofNullable(defaults.getProperty(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String value(String name, String otherwise) {
        return value(name).orElse(otherwise);
    }

    /** The settings whose names begin with {@code prefix}, by the rest of their names. */
    Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (Properties source : List.of(defaults, file)) {
            source.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(prefix))
                    .forEach(name -> found.put(name.substring(prefix.length()), source.getProperty(name, "")));
        }
        String variables = inEnvironment(prefix);
        environment.forEach((name, value) -> {
            // A variable cannot have a dash; the names of options have no underscores.
            if (name.startsWith(variables)) {
                found.put(
                        name.substring(variables.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                        value);
            }
        });
        system.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> found.put(name.substring(prefix.length()), system.getProperty(name, "")));
        return found;
    }

    /** {@code crosswalk.data.dir} is {@code CROSSWALK_DATA_DIR}. */
    private static String inEnvironment(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Properties read(Path path) throws IOException {
        Properties properties = new Properties();
        if (Files.isReadable(path)) {
            try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private static Properties defaults() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Configuration.class.getResourceAsStream("/application.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        }
        return properties;
    }
}
