package io.crosswalk.pipeline.settings;

import io.crosswalk.delivery.MergePolicy;
import io.crosswalk.delivery.RetryPolicy;
import io.crosswalk.delivery.ServerAbilities;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.message.Destination;
import io.crosswalk.pipeline.broker.BrokerSettings;
import io.crosswalk.pipeline.settings.Settings.HistorySettings;
import io.crosswalk.terminology.translate.TranslateSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads {@link Settings} from names and values, and collects everything that is wrong with them. The names stand in
 * docs/reference/configuration.md.
 */
public final class SettingsReader {

    private static final String OPTION = "crosswalk.mapping.option.";
    private static final String DESTINATION = "crosswalk.destination.";
    private static final String CHANNEL = "crosswalk.channel.";
    private static final Set<String> OF_DESTINATION =
            Set.of("url", "timeout", "consumers", "bundle", "merges", "patches");
    private static final Set<String> OF_CHANNEL = Set.of("host", "port", "folder", "destinations");

    private final SettingValues values;

    private SettingsReader(Map<String, String> values) {
        this.values = new SettingValues(values);
    }

    /**
     * @param values all settings by their names; names of others are left alone
     * @throws StartRefusedException with every problem
     */
    public static Settings read(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(values);
        Settings settings = reader.settings();
        if (!reader.values.problems().isEmpty()) {
            throw new StartRefusedException(reader.values.problems());
        }
        return settings;
    }

    private Settings settings() {
        SettingNames.refuseUnknown(values);
        Path data = Path.of(values.text("crosswalk.data.dir", "data"));
        Map<String, DestinationSettings> destinations = destinations(data);
        return new Settings(
                data,
                values.list("crosswalk.mappings.dir", "mappings").stream()
                        .map(Path::of)
                        .toList(),
                values.read(
                        "crosswalk.mapping.zone",
                        Optional.empty(),
                        text -> Optional.of(ZoneId.of(text)),
                        "Europe/Berlin"),
                values.below(OPTION),
                (int) values.number("crosswalk.mapping.unmapped-sample", 100, SettingsReader::sample, "100"),
                reload(),
                destinations,
                channels(destinations.keySet()),
                broker(data),
                new HistorySettings(
                        values.text(
                                "crosswalk.history.url",
                                "jdbc:h2:file:" + data.toAbsolutePath() + "/history/crosswalk"),
                        values.text("crosswalk.history.user", "crosswalk"),
                        values.text("crosswalk.history.password", "")),
                retry(),
                translate());
    }

    private Optional<Duration> reload() {
        String name = "crosswalk.mapping.reload";
        String every = values.text(name, "2s");
        if (every.equals("off")) {
            return Optional.empty();
        }
        Duration pace = values.duration(name, Duration.ofSeconds(2));
        if (pace.isNegative() || pace.isZero()) {
            values.problem(name + " is '" + every + "'; files are looked at after some time, as in 2s, or 'off'");
            return Optional.empty();
        }
        return Optional.of(pace);
    }

    private Optional<TranslateSettings> translate() {
        String url = values.text("crosswalk.translate.url", "");
        String maps = values.text("crosswalk.translate.concept-maps", "");
        if (url.isEmpty()) {
            if (!maps.isEmpty()) {
                values.problem("crosswalk.translate.concept-maps has no effect without crosswalk.translate.url");
            }
            return Optional.empty();
        }
        Duration limit = values.duration("crosswalk.translate.timeout", Duration.ofMillis(500));
        try {
            return Optional.of(new TranslateSettings(URI.create(url), maps, limit));
        } catch (IllegalArgumentException e) {
            values.problem("crosswalk.translate: " + e.getMessage());
            return Optional.empty();
        }
    }

    private BrokerSettings broker(Path data) {
        String url = values.text("crosswalk.broker.url", "");
        if (!url.isEmpty()) {
            return new BrokerSettings.External(
                    url, values.text("crosswalk.broker.user", ""), values.text("crosswalk.broker.password", ""));
        }
        BrokerSettings.Embedded usual = BrokerSettings.Embedded.in(data.resolve("broker"));
        return new BrokerSettings.Embedded(
                usual.folder(),
                values.bytes("crosswalk.broker.queue-limit", usual.queueLimit()),
                values.bytes("crosswalk.broker.min-disk-free", usual.minDiskFree()),
                values.bytes("crosswalk.broker.memory", usual.memory()));
    }

    private RetryPolicy retry() {
        Duration first = values.duration("crosswalk.retry.first", RetryPolicy.DEFAULT.first());
        Duration longest = values.duration("crosswalk.retry.longest", RetryPolicy.DEFAULT.longest());
        Duration probe = values.duration("crosswalk.retry.probe", RetryPolicy.DEFAULT.probe());
        try {
            return new RetryPolicy(first, longest, probe);
        } catch (IllegalArgumentException e) {
            values.problem("crosswalk.retry: " + e.getMessage());
            return RetryPolicy.DEFAULT;
        }
    }

    private Map<String, DestinationSettings> destinations(Path data) {
        Map<String, DestinationSettings> destinations = new TreeMap<>();
        for (String name : names(DESTINATION, OF_DESTINATION)) {
            String url = values.text(DESTINATION + name + ".url", "");
            if (url.isEmpty()) {
                values.problem(DESTINATION + name + ".url is missing: where does destination '" + name
                        + "' go? For example http://127.0.0.1:8090/fhir or file:data/out");
                continue;
            }
            try {
                destinations.put(name, destination(name, URI.create(url)));
            } catch (IllegalArgumentException e) {
                values.problem(DESTINATION + name + ".url: " + e.getMessage());
            }
        }
        if (destinations.isEmpty() && values.problems().isEmpty()) {
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
                destination,
                values.duration(DESTINATION + name + ".timeout", Duration.ofSeconds(30)),
                (int) values.number(DESTINATION + name + ".consumers", 4, Long::parseLong, "4"),
                form(DESTINATION + name + ".bundle"),
                new ServerAbilities(
                        mergePolicy(DESTINATION + name + ".merges"), patches(DESTINATION + name + ".patches")));
    }

    private BundleForm form(String name) {
        String code = values.text(name, BundleForm.TRANSACTION.code());
        for (BundleForm form : BundleForm.values()) {
            if (form.code().equals(code)) {
                return form;
            }
        }
        values.problem(name + " must be transaction, message or collection");
        return BundleForm.TRANSACTION;
    }

    private boolean patches(String name) {
        String text = values.text(name, "true");
        if (!text.equals("true") && !text.equals("false")) {
            values.problem(name + " must be true or false");
        }
        return text.equals("true");
    }

    private MergePolicy mergePolicy(String name) {
        return switch (values.text(name, "move")) {
            case "move" -> MergePolicy.MOVE;
            case "link" -> MergePolicy.LINK;
            default -> {
                values.problem(
                        name + " must be move or link: move files what refers to a merged record under the one that"
                                + " goes on, link only connects the two records");
                yield MergePolicy.MOVE;
            }
        };
    }

    private Map<String, List<String>> channels(Set<String> destinations) {
        boolean plain = Boolean.parseBoolean(values.text("crosswalk.mllp.insecure-plain", "false"));
        Map<String, List<String>> chosen = new TreeMap<>();
        for (String channel : names(CHANNEL, OF_CHANNEL)) {
            String prefix = CHANNEL + channel;
            values.number(prefix + ".port", 0, SettingsReader::port, "2575");
            String host = values.text(prefix + ".host", "127.0.0.1");
            if (!plain && !loopback(host)) {
                values.problem(
                        prefix + ".host is " + host + ": MLLP without TLS would be open to the network; leave it at"
                                + " 127.0.0.1, or set crosswalk.mllp.insecure-plain=true where something else protects it");
            }
            List<String> named = values.list(prefix + ".destinations", "");
            for (String name : named) {
                if (!destinations.contains(name)) {
                    values.problem(prefix + ".destinations: there is no destination '" + name + "'; there are "
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
        for (String key : values.names()) {
            if (key.startsWith(prefix)) {
                int dot = key.lastIndexOf('.');
                if (dot > prefix.length() && parts.contains(key.substring(dot + 1))) {
                    names.add(key.substring(prefix.length(), dot));
                } else {
                    values.problem(key + " is not a setting; after " + prefix + "<name>. there can be "
                            + String.join(", ", new TreeSet<>(parts)));
                }
            }
        }
        return names;
    }
}
