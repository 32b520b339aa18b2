package io.crosswalk.pipeline.settings;

import io.crosswalk.delivery.RetryPolicy;
import io.crosswalk.message.Destination;
import io.crosswalk.pipeline.broker.BrokerSettings;
import io.crosswalk.pipeline.settings.Settings.HistorySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads {@link Settings} from names and values, and collects everything that is wrong with them. The names stand in
 * docs/reference/configuration.md.
 */
public final class SettingsReader {

    private static final String UNMAPPED_SAMPLE = "crosswalk.mapping.unmapped-sample";
    private static final Set<String> SINGLE = Set.of(
            "crosswalk.data.dir",
            "crosswalk.mappings.dir",
            "crosswalk.routes.dir",
            "crosswalk.mapping.zone",
            UNMAPPED_SAMPLE,
            "crosswalk.mllp.insecure-plain",
            "crosswalk.broker.url",
            "crosswalk.broker.user",
            "crosswalk.broker.password",
            "crosswalk.broker.queue-limit",
            "crosswalk.broker.min-disk-free",
            "crosswalk.broker.memory",
            "crosswalk.history.url",
            "crosswalk.history.user",
            "crosswalk.history.password",
            "crosswalk.retry.first",
            "crosswalk.retry.longest",
            "crosswalk.retry.probe");

    /** The first parts of names that are ours to check; other rooms of the house have settings of their own. */
    private static final List<String> OURS = List.of(
            "crosswalk.broker.",
            "crosswalk.history.",
            "crosswalk.retry.",
            "crosswalk.data.",
            "crosswalk.mappings.",
            "crosswalk.mllp.",
            "crosswalk.routes.");

    private static final String OPTION = "crosswalk.mapping.option.";
    private static final String DESTINATION = "crosswalk.destination.";
    private static final String CHANNEL = "crosswalk.channel.";
    private static final Set<String> OF_DESTINATION = Set.of("url", "timeout", "consumers");
    private static final Set<String> OF_CHANNEL = Set.of("host", "port", "destinations");

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /**
     * @param values all settings by their names; names of others are left alone
     * @throws StartRefusedException with every problem
     */
    public static Settings read(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(values);
        Settings settings = reader.settings();
        if (!reader.problems.isEmpty()) {
            throw new StartRefusedException(reader.problems);
        }
        return settings;
    }

    private Settings settings() {
        refuseUnknownNames();
        Path data = Path.of(text("crosswalk.data.dir", "data"));
        Map<String, DestinationSettings> destinations = destinations(data);
        return new Settings(
                data,
                list("crosswalk.mappings.dir", "mappings").stream()
                        .map(Path::of)
                        .toList(),
                read("crosswalk.mapping.zone", ZoneId.systemDefault(), ZoneId::of, "Europe/Berlin"),
                mappingOptions(),
                (int) number(UNMAPPED_SAMPLE, 100, SettingsReader::sample, "100"),
                destinations,
                channels(destinations.keySet()),
                broker(data),
                new HistorySettings(
                        text("crosswalk.history.url", "jdbc:h2:file:" + data.toAbsolutePath() + "/history/crosswalk"),
                        text("crosswalk.history.user", "crosswalk"),
                        text("crosswalk.history.password", "")),
                retry());
    }

    private BrokerSettings broker(Path data) {
        String url = text("crosswalk.broker.url", "");
        if (!url.isEmpty()) {
            return new BrokerSettings.External(
                    url, text("crosswalk.broker.user", ""), text("crosswalk.broker.password", ""));
        }
        BrokerSettings.Embedded usual = BrokerSettings.Embedded.in(data.resolve("broker"));
        return new BrokerSettings.Embedded(
                usual.folder(),
                bytes("crosswalk.broker.queue-limit", usual.queueLimit()),
                bytes("crosswalk.broker.min-disk-free", usual.minDiskFree()),
                bytes("crosswalk.broker.memory", usual.memory()));
    }

    private RetryPolicy retry() {
        Duration first = duration("crosswalk.retry.first", RetryPolicy.DEFAULT.first());
        Duration longest = duration("crosswalk.retry.longest", RetryPolicy.DEFAULT.longest());
        Duration probe = duration("crosswalk.retry.probe", RetryPolicy.DEFAULT.probe());
        try {
            return new RetryPolicy(first, longest, probe);
        } catch (IllegalArgumentException e) {
            problems.add("crosswalk.retry: " + e.getMessage());
            return RetryPolicy.DEFAULT;
        }
    }

    private Map<String, DestinationSettings> destinations(Path data) {
        Map<String, DestinationSettings> destinations = new TreeMap<>();
        for (String name : names(DESTINATION, OF_DESTINATION)) {
            String url = text(DESTINATION + name + ".url", "");
            if (url.isEmpty()) {
                problems.add(DESTINATION + name + ".url is missing: where does destination '" + name
                        + "' go? For example http://127.0.0.1:8090/fhir or file:data/out");
                continue;
            }
            try {
                destinations.put(name, destination(name, URI.create(url)));
            } catch (IllegalArgumentException e) {
                problems.add(DESTINATION + name + ".url: " + e.getMessage());
            }
        }
        if (destinations.isEmpty() && problems.isEmpty()) {
            destinations.put("folder", destination("folder", URI.create("file:" + slashes(data.resolve("out")))));
        }
        return destinations;
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/').replace(" ", "%20");
    }

    private DestinationSettings destination(String name, URI endpoint) {
        Destination destination = new Destination(name, endpoint);
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https", "file").contains(scheme)) {
            throw new IllegalArgumentException("destination '" + name + "': '" + scheme
                    + "' is not a way to deliver; there are http, https and file");
        }
        if (endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException("destination '" + name
                    + "': a user and a password do not belong into an address; they would stand in logs");
        }
        return new DestinationSettings(
                destination, duration(DESTINATION + name + ".timeout", Duration.ofSeconds(30)), (int)
                        number(DESTINATION + name + ".consumers", 4, Long::parseLong, "4"));
    }

    private Map<String, String> mappingOptions() {
        Map<String, String> options = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), value);
            }
        });
        return options;
    }

    private Map<String, List<String>> channels(Set<String> destinations) {
        boolean plain = Boolean.parseBoolean(text("crosswalk.mllp.insecure-plain", "false"));
        Map<String, List<String>> chosen = new TreeMap<>();
        for (String channel : names(CHANNEL, OF_CHANNEL)) {
            String prefix = CHANNEL + channel;
            number(prefix + ".port", 0, SettingsReader::port, "2575");
            String host = text(prefix + ".host", "127.0.0.1");
            if (!plain && !loopback(host)) {
                problems.add(
                        prefix + ".host is " + host + ": MLLP without TLS would be open to the network; leave it at"
                                + " 127.0.0.1, or set crosswalk.mllp.insecure-plain=true where something else protects it");
            }
            List<String> named = list(prefix + ".destinations", "");
            for (String name : named) {
                if (!destinations.contains(name)) {
                    problems.add(prefix + ".destinations: there is no destination '" + name + "'; there are "
                            + String.join(", ", destinations));
                }
            }
            if (!named.isEmpty()) {
                chosen.put(channel, named);
            }
        }
        return chosen;
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static long port(String text) {
        long port = Long.parseLong(text);
        if (port < 0 || port > 65535) {
            throw new NumberFormatException(text);
        }
        return port;
    }

    private static long sample(String text) {
        int oneIn = Integer.parseInt(text);
        if (oneIn < 0) {
            throw new NumberFormatException(text);
        }
        return oneIn;
    }

    /** The names between a prefix and one of its parts: {@code fhir} of {@code crosswalk.destination.fhir.url}. */
    private Set<String> names(String prefix, Set<String> parts) {
        Set<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            if (key.startsWith(prefix)) {
                int dot = key.lastIndexOf('.');
                if (dot > prefix.length() && parts.contains(key.substring(dot + 1))) {
                    names.add(key.substring(prefix.length(), dot));
                } else {
                    problems.add(key + " is not a setting; after " + prefix + "<name>. there can be "
                            + String.join(", ", new TreeSet<>(parts)));
                }
            }
        }
        return names;
    }

    private void refuseUnknownNames() {
        for (String key : values.keySet()) {
            if (OURS.stream().anyMatch(key::startsWith) && !SINGLE.contains(key)) {
                problems.add(key + " is not a setting; did you mean " + nearest(key) + "?");
            }
        }
    }

    private static String nearest(String key) {
        return new TreeSet<>(SINGLE)
                .stream()
                        .min(Comparator.comparingInt(known -> distance(key, known)))
                        .orElse("");
    }

    /** How many letters must be changed, added, taken away or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, steps, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] steps, int i, int j) {
        int changed = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }

    private String text(String name, String otherwise) {
        String value = values.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private List<String> list(String name, String otherwise) {
        return List.of(text(name, otherwise).split(",", -1)).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private long number(String name, long otherwise, Function<String, Long> parser, String example) {
        return read(name, otherwise, parser, example);
    }

    /** {@code 500}, {@code 64k}, {@code 48m}, {@code 16g}. */
    private long bytes(String name, long otherwise) {
        return read(name, otherwise, SettingsReader::parseBytes, "48m");
    }

    private static long parseBytes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int unit = "kmg".indexOf(lower.charAt(lower.length() - 1));
        if (unit < 0) {
            return Long.parseLong(lower);
        }
        return Math.multiplyExact(Long.parseLong(lower.substring(0, lower.length() - 1)), 1L << (10 * (unit + 1)));
    }

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, or ISO 8601. */
    private Duration duration(String name, Duration otherwise) {
        return read(name, otherwise, SettingsReader::parseDuration, "30s");
    }

    private static Duration parseDuration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
        }
        return Duration.parse(lower.startsWith("p") ? lower : "PT" + lower);
    }

    private <T> T read(String name, T otherwise, Function<String, T> parser, String example) {
        String value = text(name, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.apply(value);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            problems.add(name + " is '" + value + "', which cannot be read; write it as in " + example);
            return otherwise;
        }
    }
}
