package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.MessagePlan;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.message.Format;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Hl7v2Message;
import io.crosswalk.source.hl7v2.Hl7v2Reader;
import io.crosswalk.source.hl7v2.Hl7v2Schema;
import io.crosswalk.source.hl7v2.Structure;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All mappings of an installation, checked and compiled. Immutable, shared by all threads. */
public final class MappingLibrary {

    private final Definitions definitions;
    private final Plan plan;
    private final @Nullable DocumentPlan documents;
    private final Definitions documentDefinitions;
    private final String version;
    private final Settings settings;
    private final Map<MessagePlan, Structure> structures = new IdentityHashMap<>();

    private final List<Site> sites;
    private final @Nullable Sites finder;

    private MappingLibrary(LibraryLoader loader, LibraryLoader.Loaded loaded, Settings settings) {
        this.definitions = loader.definitions();
        this.plan = loaded.messages();
        this.documents = loaded.documents();
        this.documentDefinitions = loader.documentDefinitions();
        this.version = loader.version();
        this.settings = settings;
        this.sites = loader.sites();
        this.finder = loader.finder();
        prepare(plan);
        sites.forEach(site -> prepare(site.plan()));
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
        LibraryLoader loader = new LibraryLoader(roots, settings);
        return new MappingLibrary(loader, loader.load(Hl7v2Schema.standard()), settings);
    }

    /** A hash of all files: the same files give the same version on every machine. */
    public String version() {
        return version;
    }

    /** Names of the message structures that can be converted, sorted: {@code ADT_A01}. */
    public List<String> structures() {
        return plan.messages().keySet().stream().sorted().toList();
    }

    /** Names of the sites that have something otherwise, sorted. */
    public List<String> sites() {
        return sites.stream().map(Site::name).toList();
    }

    /** The site of a message; null when it is of none. Without sites nothing is looked at. */
    @Nullable
    Site site(String channel, Hl7v2Message message) {
        return finder == null ? null : finder.of(channel, message);
    }

    /** The name of the site that a message is of; empty when it is of none. */
    public String siteOf(ReceivedMessage message) {
        if (finder == null || message.format() != Format.HL7V2) {
            return "";
        }
        Site site = finder.of(message.channel(), Hl7v2Reader.read(message.body(), settings.zone()));
        return site == null ? "" : site.name();
    }

    /** A channel by which messages of a site come; empty when it is not known by its channel. */
    String channelOf(String site) {
        return finder == null ? "" : finder.channelOf(site);
    }

    /** The channels that sites name as theirs, by the name of the site: without a route of that name their messages never come. */
    public Map<String, Set<String>> channelsOfSites() {
        return finder == null ? Map.of() : finder.channels();
    }

    Plan plan() {
        return plan;
    }

    /** How documents are converted; null when no mappings for them are loaded. */
    @Nullable
    DocumentPlan documents() {
        return documents;
    }

    /** The definitions of documents. */
    Definitions documentDefinitions() {
        return documentDefinitions;
    }

    Definitions definitions() {
        return definitions;
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
     * @param options values for names declared in {@code options.yaml}; others keep their default
     */
    public record Settings(ZoneId zone, Map<String, String> options) {

        public static final Settings DEFAULT = new Settings(ZoneId.of("UTC"), Map.of());

        /** The zone of times that carry none, where somebody has said one: that of the default is not known to be right. */
        Optional<ZoneId> knownZone() {
            return zone.equals(DEFAULT.zone()) ? Optional.empty() : Optional.of(zone);
        }

        public Settings {
            options = Map.copyOf(options);
        }
    }
}
