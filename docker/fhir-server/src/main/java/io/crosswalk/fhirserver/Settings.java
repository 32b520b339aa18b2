package io.crosswalk.fhirserver;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Where the server listens and where it keeps its data.
 *
 * @param host the address to listen on; loopback unless told otherwise
 * @param port the port; 0 lets the system choose a free one
 * @param data the folder of the database, or empty to keep everything in memory and forget it at the end
 */
record Settings(String host, int port, Optional<Path> data) {

    static final String USAGE = """
            usage: java -jar fhir-server.jar [--port PORT] [--host ADDRESS] [--data FOLDER]
              --port PORT       port to listen on (8090; 0 takes a free one)
              --host ADDRESS    address to listen on (127.0.0.1)
              --data FOLDER     keep the database in this folder (in memory, gone at the end)""";

    Settings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("--host needs an address");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port " + port + " is not between 0 and 65535");
        }
    }

    static Settings from(String... arguments) {
        var settings = new Settings("127.0.0.1", 8090, Optional.empty());
        var words = List.of(arguments).iterator();
        while (words.hasNext()) {
            var option = words.next();
            settings = switch (option) {
                case "--host" -> new Settings(value(option, words), settings.port, settings.data);
                case "--port" -> new Settings(settings.host, number(value(option, words)), settings.data);
                case "--data" -> new Settings(settings.host, settings.port, Optional.of(Path.of(value(option, words))));
                default -> throw new IllegalArgumentException("unknown option '" + option + "'");
            };
        }
        return settings;
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port '" + value + "' is not a number", e);
        }
    }

    /** The address of the database. Each write is on disk before it is answered, as a hospital's server would have it. */
    String jdbcUrl() {
        return data.map(folder -> "jdbc:h2:file:" + folder.toAbsolutePath().resolve("fhir") + ";WRITE_DELAY=0")
                .orElse("jdbc:h2:mem:fhir;DB_CLOSE_DELAY=-1");
    }
}
