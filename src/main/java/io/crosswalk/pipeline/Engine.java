package io.crosswalk.pipeline;

import io.crosswalk.consent.ConsentPolicy;
import io.crosswalk.consent.ConsentStage;
import io.crosswalk.convert.ConvertStage;
import io.crosswalk.convert.MergedRecords;
import io.crosswalk.delivery.BundleSender;
import io.crosswalk.delivery.Deliverer;
import io.crosswalk.delivery.FolderDeliverer;
import io.crosswalk.delivery.HttpDeliverer;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.history.History;
import io.crosswalk.history.HistoryDatabase;
import io.crosswalk.history.HistoryQuery;
import io.crosswalk.history.MergeRegister;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.RequestKeys;
import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.ElementOrigins;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.Warmup;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Destination;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.broker.Broker;
import io.crosswalk.pipeline.broker.InboundWriter;
import io.crosswalk.pipeline.settings.DestinationSettings;
import io.crosswalk.pipeline.settings.Settings;
import io.crosswalk.pipeline.settings.StartRefusedException;
import io.crosswalk.routing.Router;
import io.crosswalk.terminology.translate.ServerTranslations;
import io.crosswalk.terminology.translate.Translations;
import io.crosswalk.validate.ValidateStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everything the journey needs, opened once and closed once: broker, history, mappings, stages, destinations. The
 * building blocks of routes are thin doors to it. Thread safe.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Engine.class);

    /** While database and broker open, which need longer. */
    private static final Duration WARM_UP = Duration.ofMillis(300);

    /** Much is compiled already: other mappings run on the same engine. */
    private static final Duration SWAP_WARM_UP = Duration.ofMillis(200);

    private final Settings settings;
    private final PipelineEvents events;
    private final Broker broker;
    private final InboundWriter writer;
    private final HistoryDatabase database;
    private final History history;
    private final HistoryQuery query;
    private final LaneKeys lanes;
    private final MergeRegister merges;
    private final RequestKeys requests;
    private final MergedRecords merged;
    private volatile Function<ReceivedMessage, Conversion> converter;
    private volatile @Nullable MappingWatch watch;
    private final Stages stages;
    private final Doors doors;
    private final Map<String, DestinationLine> lines = new LinkedHashMap<>();
    private final Set<String> channels = new ConcurrentSkipListSet<>();

    private Engine(
            Settings settings,
            PipelineEvents events,
            Broker broker,
            HistoryDatabase database,
            LaneKeys lanes,
            Function<ReceivedMessage, Conversion> converter) {
        this.settings = settings;
        this.events = events;
        this.broker = broker;
        this.database = database;
        this.history = new History(database);
        this.merges = new MergeRegister(database);
        this.requests = new RequestKeys(database);
        this.merged = new MergedRecords(merges);
        this.query = new HistoryQuery(database);
        this.lanes = lanes;
        this.converter = converter;
        this.writer = new InboundWriter(broker, new OnRecord(history::earlier));
        this.stages = new Stages(
                new ConvertStage(message -> this.converter.apply(message)),
                new ConvertStage(this::lossless),
                merged,
                this::origins,
                new ValidateStage(),
                new ConsentStage(ConsentPolicy.PERMIT_ALL),
                router(settings),
                events);
        settings.destinations().values().stream()
                .sorted((a, b) ->
                        a.destination().name().compareTo(b.destination().name()))
                .forEach(one ->
                        lines.put(one.destination().name(), new DestinationLine(one.destination(), deliverer(one))));
        lines.keySet().forEach(broker::ensureOutbound);
        this.doors = new Doors(writer, history::refused, events);
    }

    /**
     * Opens everything.
     *
     * @throws StartRefusedException with all that is wrong, when anything is
     */
    public static Engine open(Settings settings, PipelineEvents events) {
        Engine engine = open(settings, events, () -> {
            MappingLibrary library = library(settings);
            Warmup.run(new Converter(library), WARM_UP);
            return converter(settings, events, library);
        });
        engine.watchMappings();
        return engine;
    }

    private void watchMappings() {
        if (settings.reload().isPresent() && converter instanceof SampledConversion mapped) {
            watch = new MappingWatch(
                    settings.mappingsDirs(),
                    mapped.library(),
                    () -> library(settings),
                    this::use,
                    settings.reload().get());
        }
    }

    /** Which mappings are in use; empty when the engine does not convert by mappings, or does not look after their files. */
    public Optional<MappingStanding> mappings() {
        MappingWatch now = watch;
        return now == null ? Optional.empty() : Optional.of(now.standing());
    }

    private static Function<ReceivedMessage, Conversion> converter(
            Settings settings, PipelineEvents events, MappingLibrary library) {
        return new SampledConversion(
                new Converter(library, translations(settings, events)), settings.unmappedSample(), events);
    }

    private static Translations translations(Settings settings, PipelineEvents events) {
        return settings.translate()
                .<Translations>map(server -> new ServerTranslations(
                        server,
                        outcome -> events.askedToTranslate(outcome.name().toLowerCase(Locale.ROOT))))
                .orElse(Translations.NONE);
    }

    private static MappingLibrary library(Settings settings) {
        return MappingLibrary.load(
                settings.mappingsDirs(), MappingLibrary.Settings.of(settings.zone(), settings.mappingOptions()));
    }

    /** As {@link #open(Settings, PipelineEvents)}, with another converter than the mappings make. */
    static Engine open(
            Settings settings, PipelineEvents events, Callable<Function<ReceivedMessage, Conversion>> converting) {
        Opening<Function<ReceivedMessage, Conversion>> mappings = Opening.begin("mappings", converting);
        Opening<HistoryDatabase> history = Opening.begin(
                "crosswalk.history.url",
                () -> HistoryDatabase.open(
                        settings.history().url(),
                        settings.history().user(),
                        settings.history().password()));
        Opening<Broker> queues = Opening.begin("broker", () -> Broker.open(settings.broker()));
        Opening<LaneKeys> secret = Opening.begin("instance secret", () -> LaneKeys.in(settings.dataDir()));
        List<String> problems = new ArrayList<>();
        LaneKeys lanes = secret.end(problems);
        Function<ReceivedMessage, Conversion> converter = mappings.end(problems);
        HistoryDatabase database = history.end(problems);
        Broker broker = queues.end(problems);
        if (broker == null || database == null || converter == null || lanes == null) {
            closeAll(broker, database);
            throw new StartRefusedException(problems);
        }
        return new Engine(settings, events, broker, database, lanes, converter);
    }

    private static Router router(Settings settings) {
        Map<String, List<Destination>> byChannel = new HashMap<>();
        settings.destinationsOfChannel()
                .forEach((channel, names) -> byChannel.put(
                        channel,
                        names.stream()
                                .map(name -> settings.destinations().get(name))
                                .map(DestinationSettings::destination)
                                .toList()));
        List<Destination> all = settings.destinations().values().stream()
                .map(DestinationSettings::destination)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        return new Router(byChannel, all);
    }

    private static Deliverer deliverer(DestinationSettings settings) {
        Destination destination = settings.destination();
        if (destination.endpoint().getScheme().equalsIgnoreCase("file")) {
            return new FolderDeliverer(destination, settings.form());
        }
        return settings.form() == BundleForm.TRANSACTION
                ? new HttpDeliverer(destination, settings.timeout(), settings.abilities())
                : new BundleSender(destination, settings.timeout(), settings.form());
    }

    public Settings settings() {
        return settings;
    }

    public Broker broker() {
        return broker;
    }

    public History history() {
        return history;
    }

    public HistoryQuery query() {
        return query;
    }

    public HistoryDatabase database() {
        return database;
    }

    public Stages stages() {
        return stages;
    }

    public Doors doors() {
        return doors;
    }

    /** What has been merged into what. */
    public MergeRegister merges() {
        return merges;
    }

    /** What senders have named their requests. */
    public RequestKeys requests() {
        return requests;
    }

    LaneKeys lanes() {
        return lanes;
    }

    PipelineEvents events() {
        return events;
    }

    /** Channels that have a route now or had one since the start, in the order of their names. */
    public Set<String> channels() {
        return new TreeSet<>(channels);
    }

    /**
     * What the overlays of sites ask for and the routes do not have, in words: a channel that no route has. Such a site is never
     * found. It is no fault, since a route may be added while the engine runs.
     */
    List<String> sitesWithoutRoute() {
        if (!(converter instanceof SampledConversion mapped)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        mapped.channelsOfSites()
                .forEach((site, wanted) -> wanted.stream()
                        .filter(channel -> !channels.contains(channel))
                        .map(channel -> "the overlay of site '" + site + "' is for channel '" + channel
                                + "', and no route has a channel of that name; there are "
                                + String.join(", ", channels))
                        .forEach(missing::add));
        return missing;
    }

    /** The lines to all destinations, in the order of their names. */
    public Collection<DestinationLine> lines() {
        return List.copyOf(lines.values());
    }

    public DestinationLine line(String destination) {
        DestinationLine line = lines.get(destination);
        if (line == null) {
            throw new IllegalArgumentException("there is no destination '" + destination + "'; there are "
                    + String.join(", ", lines.keySet()) + "; set crosswalk.destination." + destination + ".url");
        }
        return line;
    }

    /**
     * Converts a message with the mappings of now and tells where everything comes from. Nothing is kept or sent; the time of the
     * caller pays for it.
     */
    public TracedConversion explain(ReceivedMessage message) {
        Function<ReceivedMessage, Conversion> now = converter;
        return now instanceof SampledConversion mapped
                ? mapped.explain(message)
                : TracedConversion.plain(convertOnly(message));
    }

    /**
     * Explains a message of the history: as {@link #explain(ReceivedMessage)}, and with all that came after the mappings, so that the
     * Bundle is the one that was delivered. Where it is another one by now, a remark says why.
     */
    public TracedConversion explain(ReceivedMessage message, MessageDetail stored) {
        TracedConversion converted = explain(message);
        TracedConversion kept = merged.explain(converted);
        if (!Arrays.equals(kept.conversion().bundle(), stored.bundle())
                && converter instanceof SampledConversion mapped
                && Converter.isLossless(stored.bundle())) {
            converted = mapped.explainLossless(message);
            kept = merged.explain(converted);
        }
        return kept.withIssues(ExplainedAnew.remarks(stored, converted.conversion(), kept.conversion()));
    }

    private Conversion lossless(ReceivedMessage message) {
        Function<ReceivedMessage, Conversion> now = converter;
        return now instanceof SampledConversion mapped ? mapped.lossless(message) : now.apply(message);
    }

    private ElementOrigins origins(ReceivedMessage message) {
        Function<ReceivedMessage, Conversion> now = converter;
        return now instanceof SampledConversion mapped ? mapped.origins(message) : ElementOrigins.of(explain(message));
    }

    /** Converts a message with the mappings of now. Nothing is kept or sent. */
    public Conversion convertOnly(ReceivedMessage message) {
        Function<ReceivedMessage, Conversion> now = converter;
        return new ConvertStage(now).convert(message);
    }

    /** Uses other mappings from the next message on. */
    public void use(MappingLibrary library) {
        Warmup.run(new Converter(library), SWAP_WARM_UP);
        converter = converter(settings, events, library);
    }

    /** Work on the queue of a channel: each message goes through {@code route}. */
    public QueueWork inbound(String channel, RouteCall<Journey> route) {
        broker.ensureInbound(channel);
        channels.add(channel);
        return new QueueWork(List.of(new InboundLoop(this, channel, route)));
    }

    /** Work on the queue of a destination: each Bundle goes through {@code route}. */
    public QueueWork outbound(String destination, RouteCall<Dispatch> route) {
        DestinationLine line = line(destination);
        int consumers = settings.destinations().get(destination) == null
                ? 1
                : settings.destinations().get(destination).consumers();
        List<QueueLoop> loops = new ArrayList<>();
        for (int number = 1; number <= consumers; number++) {
            loops.add(new OutboundLoop(this, line, number, route));
        }
        return new QueueWork(loops);
    }

    @Override
    public void close() {
        MappingWatch looking = watch;
        if (looking != null) {
            looking.close();
        }
        doors.close();
        writer.close();
        lines.values().forEach(line -> line.deliverer().close());
        closeAll(broker, database);
    }

    /** The broker last: until then what is in hand can still be given back to it. */
    private static void closeAll(@Nullable Broker broker, @Nullable HistoryDatabase database) {
        if (database != null) {
            database.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
