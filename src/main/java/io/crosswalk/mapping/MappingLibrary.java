package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.MessagePlan;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.message.Format;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.cda.CdaDocument;
import io.crosswalk.source.cda.CdaReader;
import io.crosswalk.source.hl7v2.Hl7v2Message;
import io.crosswalk.source.hl7v2.Hl7v2Reader;
import io.crosswalk.source.hl7v2.Hl7v2Schema;
import io.crosswalk.source.hl7v2.Structure;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All mappings of an installation, checked and compiled. Immutable, shared by all threads. */
public final class MappingLibrary {

    private final FormatMappings messages;
    private final FormatMappings documents;
    private final String version;
    private final Settings settings;
    private final Map<MessagePlan, Structure> structures = new IdentityHashMap<>();

    private MappingLibrary(LibraryLoader loader, Settings settings) {
        LibraryLoader.Loaded loaded = loader.load();
        this.messages = loaded.messages();
        this.documents = loaded.documents();
        this.version = loader.version();
        this.settings = settings;
        prepare(messages.plan());
        messages.sites().forEach(site -> prepare(site.plan()));
    }

    private void prepare(Plan any) {
        any.messages().values().forEach(message -> structures.computeIfAbsent(message, m -> Structure.of(m.groups())));
    }

    /**
     * Loads every mapping below the given folders.
     *
     * @param roots folders laid out as {@code mappings/} is; later ones add to earlier ones
     * @throws MappingFaultsException when anything is wrong, with all faults of all files
     */
    public static MappingLibrary load(List<Path> roots) {
        return load(roots, Settings.DEFAULT);
    }

    /** As {@link #load(List)}, with the site's own settings. */
    public static MappingLibrary load(List<Path> roots, Settings settings) {
        return new MappingLibrary(new LibraryLoader(roots, settings, Hl7v2Schema.standard()), settings);
    }

    /** A hash of all files: the same files give the same version on every machine. */
    public String version() {
        return version;
    }

    /** Names of the message structures that can be converted, sorted: {@code ADT_A01}. */
    public List<String> structures() {
        return messages.plan().messages().keySet().stream().sorted().toList();
    }

    /** Names of the sites that have something otherwise, sorted. */
    public List<String> sites() {
        return formats()
                .flatMap(format -> format.sites().stream())
                .map(Site::name)
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<FormatMappings> formats() {
        return Stream.of(messages, documents);
    }

    /** The site of a message; null when it is of none. Without sites nothing is looked at. */
    @Nullable
    Site site(String channel, Hl7v2Message message) {
        Sites finder = messages.finder();
        return finder == null ? null : finder.of(channel, message::header);
    }

    /** The site of a document; null when it is of none. */
    @Nullable
    Site site(String channel, CdaDocument document) {
        Sites finder = documents.finder();
        return finder == null
                ? null
                : finder.of(channel, (field, component) -> field == Sites.CUSTODIAN ? document.custodian() : "");
    }

    /** The name of the site that a message is of; empty when it is of none. */
    public String siteOf(ReceivedMessage message) {
        boolean known = message.format() == Format.CDA ? documents.finder() != null : messages.finder() != null;
        if (!known) {
            return "";
        }
        Site site = message.format() == Format.CDA
                ? siteOfDocument(message)
                : site(message.channel(), Hl7v2Reader.read(message.body(), settings.zone()));
        return site == null ? "" : site.name();
    }

    private @Nullable Site siteOfDocument(ReceivedMessage message) {
        CdaDocument document = CdaReader.read(message.body(), settings.knownZone());
        return document.readable() ? site(message.channel(), document) : null;
    }

    /** A channel by which messages of a site come; empty when it is not known by its channel. */
    String channelOf(String site) {
        return formats()
                .map(FormatMappings::finder)
                .filter(Objects::nonNull)
                .map(finder -> finder.channelOf(site))
                .filter(channel -> !channel.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The channels that sites name as theirs, by the name of the site: without a route of that name their messages never come. */
    public Map<String, Set<String>> channelsOfSites() {
        Map<String, Set<String>> channels = new TreeMap<>();
        formats()
                .map(FormatMappings::finder)
                .filter(Objects::nonNull)
                .forEach(finder -> finder.channels()
                        .forEach((site, names) -> channels.computeIfAbsent(site, s -> new LinkedHashSet<>())
                                .addAll(names)));
        return channels;
    }

    /** The mappings of HL7 v2. */
    FormatMappings messages() {
        return messages;
    }

    /** The mappings of clinical documents; they make nothing when none are loaded. */
    FormatMappings documents() {
        return documents;
    }

    Plan plan() {
        return messages.plan();
    }

    Definitions definitions() {
        return messages.definitions();
    }

    /** The groups of a message of the plan, prepared for arranging segments. */
    Structure structure(MessagePlan message) {
        return Objects.requireNonNull(structures.get(message));
    }

    Settings settings() {
        return settings;
    }

    /**
     * What a site decides.
     *
     * @param zone zone of times that carry none and whose message carries none
     * @param zoneSaid whether somebody has said that zone: where nobody has, a document's time is told to the day
     * @param options values for names declared in {@code options.yaml}; others keep their default
     */
    public record Settings(ZoneId zone, boolean zoneSaid, Map<String, String> options) {

        public static final Settings DEFAULT = new Settings(ZoneId.of("UTC"), false, Map.of());

        /** @param zone of the installation; that of the machine where nobody has said one */
        public static Settings of(Optional<ZoneId> zone, Map<String, String> options) {
            return new Settings(zone.orElseGet(ZoneId::systemDefault), zone.isPresent(), options);
        }

        /** The zone that somebody has said. */
        Optional<ZoneId> knownZone() {
            return zoneSaid ? Optional.of(zone) : Optional.empty();
        }

        public Settings {
            options = Map.copyOf(options);
        }
    }
}
