package io.crosswalk.mapping;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirJson;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.StableId;
import io.crosswalk.mapping.coverage.MappedFields;
import io.crosswalk.mapping.plan.ConversionMemory;
import io.crosswalk.mapping.plan.MessagePlan;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.mapping.plan.Run;
import io.crosswalk.mapping.plan.TraceListener;
import io.crosswalk.mapping.trace.Trace;
import io.crosswalk.mapping.trace.Unmapped;
import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Merge;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.SourceTree;
import io.crosswalk.source.cda.CdaDocument;
import io.crosswalk.source.cda.CdaReader;
import io.crosswalk.source.cda.CdaSchema;
import io.crosswalk.source.cda.CdaTree;
import io.crosswalk.source.cda.Kinds;
import io.crosswalk.source.hl7v2.Hl7v2Message;
import io.crosswalk.source.hl7v2.Hl7v2Reader;
import io.crosswalk.terminology.RootedId;
import io.crosswalk.terminology.translate.Translations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one source message into one FHIR R4 Bundle: a transaction, or what a search has found. Immutable, shared by all threads without locks. */
public final class Converter {

    /** Writers keep their buffer: each thread has its own. */
    private static final ThreadLocal<FhirJson> JSON = ThreadLocal.withInitial(FhirJson::new);

    private static final Issue NO_PLACE = Issue.error(
            "unmapped-not-kept",
            "Bundle",
            "",
            "the mappings make neither a MessageHeader nor a Provenance of this message, so what is not mapped has no place");

    private final MappingLibrary library;
    private final Translations translations;
    private final ConversionMemory memory = new ConversionMemory();
    private final MappedFields fields;

    public Converter(MappingLibrary library) {
        this(library, Translations.NONE);
    }

    /** @param translations are asked for codes that the code maps do not have */
    public Converter(MappingLibrary library, Translations translations) {
        this.library = library;
        this.translations = translations;
        this.fields = new MappedFields(library.definitions());
    }

    /** Never throws for anything a message holds: a message that cannot be converted has a fatal issue and no Bundle. */
    public Conversion convert(ReceivedMessage message) {
        return run(message, null, memory).conversion();
    }

    /** As {@link #convert}, and remembers which rule and which source value each element comes from. Slower. */
    public TracedConversion convertTraced(ReceivedMessage message) {
        Trace trace = new Trace();
        Result result = run(message, trace, null);
        SourceTree tree = result.tree();
        return tree == null ? TracedConversion.plain(result.conversion()) : explained(message, trace, result, tree);
    }

    private TracedConversion explained(ReceivedMessage message, Trace trace, Result result, SourceTree tree) {
        Plan plan = result.plan();
        return trace.explain(result.conversion(), result.head(), result.entries(), tree, plan, dropped(message, plan));
    }

    /** What the site of a message leaves out that the shipped mappings would have taken. */
    private Map<String, String> dropped(ReceivedMessage message, Plan plan) {
        if (plan.dropped().isEmpty()) {
            return Map.of();
        }
        Trace trace = new Trace();
        Result result = run(message, trace, null, false);
        SourceTree tree = result.tree();
        return tree == null
                ? Map.of()
                : DroppedReads.of(
                        trace.explain(
                                result.conversion(), result.head(), result.entries(), tree, result.plan(), Map.of()),
                        plan.dropped());
    }

    /** As {@link #convert}, and every value that is not in the Bundle is kept in one extension of it. Slower. */
    public Conversion convertLossless(ReceivedMessage message) {
        Trace trace = new Trace();
        return lossless(message, trace, run(message, trace, null)).conversion();
    }

    /** As {@link #convertLossless}, explained as by {@link #convertTraced}: the elements of the extension as well. */
    public TracedConversion convertLosslessTraced(ReceivedMessage message) {
        Trace trace = new Trace();
        Result result = run(message, trace, null);
        TracedConversion lossless = lossless(message, trace, result);
        SourceTree tree = result.tree();
        return tree == null
                ? lossless
                : trace.explainKept(lossless, result.head(), result.entries(), tree, result.plan());
    }

    /** Whether a Bundle holds what was not mapped. */
    public static boolean isLossless(byte[] bundle) {
        return new String(bundle, StandardCharsets.UTF_8).contains('"' + UnmappedExtension.URL + '"');
    }

    /** The extension is in the Bundle, and not yet in the explanation. */
    private TracedConversion lossless(ReceivedMessage message, Trace trace, Result result) {
        SourceTree tree = result.tree();
        Conversion made = result.conversion();
        if (tree == null) {
            return TracedConversion.plain(made);
        }
        TracedConversion explained = explained(message, trace, result, tree);
        UnmappedExtension kept = new UnmappedExtension(message.body(), tree.values(), trace);
        return kept.add(explained.values(), result.entries())
                ? explained.withBundle(bundle(message, made.kind(), result.head(), result.entries()))
                : explained.withIssues(List.of(NO_PLACE));
    }

    /** Where the elements of a message's Bundle come from, also those that are missing. Slower than {@link #convertTraced}. */
    public ElementOrigins origins(ReceivedMessage message) {
        return new ElementOrigins(convertTraced(message), fields);
    }

    /** As {@link #convert}, and tells which source values no rule has read. A little slower; no elements are explained. */
    public TracedConversion convertNotingUnmapped(ReceivedMessage message) {
        Result result = run(message, null, null);
        SourceTree tree = result.tree();
        return new TracedConversion(
                result.conversion(),
                List.of(),
                List.of(),
                tree == null
                        ? List.of()
                        : Unmapped.of(
                                tree,
                                result.plan(),
                                dropped(message, result.plan()),
                                result.conversion().issues()));
    }

    /** Converts a message only to tell which rules run. */
    void exercise(Format format, byte[] body, TraceListener listener) {
        MessageKey key = MessageKey.of("example", "", "", "", "", body);
        run(new ReceivedMessage(key, "", "example", "", format, "", "", Instant.EPOCH, body), listener, null);
    }

    /** A conversion with what explains it; no tree when the message could not be read. */
    private record Result(
            Conversion conversion,
            Plan plan,
            @Nullable SourceTree tree,
            @Nullable Composite head,
            List<BundleEntry> entries) {}

    private Result run(ReceivedMessage message, @Nullable TraceListener trace, @Nullable ConversionMemory remembered) {
        return run(message, trace, remembered, true);
    }

    /** @param overlaid whether the site of the message has its say */
    private Result run(
            ReceivedMessage message,
            @Nullable TraceListener trace,
            @Nullable ConversionMemory remembered,
            boolean overlaid) {
        if (message.format() == Format.CDA) {
            return document(message, trace, remembered, overlaid);
        }
        if (message.format() != Format.HL7V2) {
            return failed(
                    message,
                    List.of(),
                    Issue.fatal("format-not-supported", "", "no mappings for " + message.format() + " are loaded"));
        }
        Hl7v2Message source =
                Hl7v2Reader.read(message.body(), library.settings().zone());
        if (!source.readable()) {
            return failed(
                    message,
                    source.issues(),
                    Issue.fatal("not-readable", "", "the message has no readable MSH segment"));
        }
        Plan plan = overlaid ? planFor(message.channel(), source) : library.plan();
        MessagePlan structure = plan.select(source.structure(), source.messageCode(), source.triggerEvent());
        if (structure == null) {
            return failed(message, source.issues(), noMapping());
        }
        return converted(message, plan, structure, source.group(library.structure(structure)), trace, remembered);
    }

    private Result document(
            ReceivedMessage message,
            @Nullable TraceListener trace,
            @Nullable ConversionMemory remembered,
            boolean overlaid) {
        FormatMappings documents = library.documents();
        CdaDocument source = CdaReader.read(message.body(), library.settings().knownZone());
        if (!source.readable()) {
            return failed(
                    message,
                    source.issues(),
                    Issue.fatal("not-readable", "", "this is no well-formed clinical document"));
        }
        Site site = overlaid ? library.site(message.channel(), source) : null;
        if (site != null) {
            site.zone().ifPresent(source::useZone);
        }
        Plan plan = documents.planOf(site);
        MessagePlan structure = plan.messages().get(Kinds.DOCUMENT);
        if (structure == null) {
            return failed(
                    message,
                    List.of(),
                    Issue.fatal("format-not-supported", "", "no mappings for clinical documents are loaded"));
        }
        SourceTree tree = CdaTree.of(
                source,
                ((CdaSchema) documents.schemaOf(site)).kinds(),
                (root, extension) -> RootedId.value(root, extension) != null);
        return converted(message, plan, structure, tree, trace, remembered);
    }

    private Result converted(
            ReceivedMessage message,
            Plan plan,
            MessagePlan structure,
            SourceTree tree,
            @Nullable TraceListener trace,
            @Nullable ConversionMemory remembered) {
        Run run = new Run(
                structure,
                plan.productNames(),
                message.key().value(),
                message.body(),
                message.batch(),
                trace,
                remembered,
                JSON.get(),
                translations);
        run.convert(tree);
        return finished(message, plan, structure.kind(), tree, run);
    }

    /** What the site of a message has otherwise, else what is shipped. */
    private Plan planFor(String channel, Hl7v2Message source) {
        Site site = library.site(channel, source);
        if (site == null) {
            return library.plan();
        }
        site.zone().filter(zone -> !zone.equals(library.settings().zone())).ifPresent(source::useZone);
        return site.plan();
    }

    private Issue noMapping() {
        return Issue.fatal(
                "no-mapping",
                "MSH-9",
                "no mapping for the structure of this message; known are " + String.join(", ", library.structures()));
    }

    private Result finished(ReceivedMessage message, Plan plan, BundleKind kind, SourceTree tree, Run run) {
        List<Issue> issues = new ArrayList<>(tree.issues());
        issues.addAll(run.issues());
        List<ResourceCount> counts = counts(run.entries());
        if (counts.isEmpty() && kind == BundleKind.TRANSACTION) {
            return failed(message, issues, Issue.fatal("nothing-mapped", "", "no rule found a value in this message"));
        }
        byte[] bundle = bundle(message, kind, run.head(), run.entries());
        boolean toWrite = kind == BundleKind.TRANSACTION;
        Conversion conversion = new Conversion(
                message.key(),
                bundle,
                kind,
                run.patient(),
                counts,
                toWrite ? written(run.entries()) : List.of(),
                toWrite ? merges(run.entries()) : List.of(),
                issues,
                library.version());
        return new Result(conversion, plan, tree, run.head(), run.entries());
    }

    private static byte[] bundle(
            ReceivedMessage message, BundleKind kind, @Nullable Composite head, List<BundleEntry> entries) {
        return JSON.get().bundle(StableId.of("Bundle", message.key().value()), kind, head, entries);
    }

    private static List<String> written(List<BundleEntry> entries) {
        List<String> written = new ArrayList<>(entries.size());
        for (BundleEntry entry : entries) {
            if (entry.isWritten()) {
                written.add(entry.reference());
            }
        }
        return written;
    }

    private static List<Merge> merges(List<BundleEntry> entries) {
        List<Merge> merges = new ArrayList<>(0);
        for (BundleEntry entry : entries) {
            BundleEntry survivor = entry.survivor();
            if (survivor != null && entry.isWritten() && survivor.isWritten()) {
                merges.add(new Merge(entry.reference(), survivor.reference()));
            }
        }
        return merges;
    }

    private static List<ResourceCount> counts(List<BundleEntry> entries) {
        Map<FhirType, int[]> counts = new LinkedHashMap<>();
        for (BundleEntry entry : entries) {
            if (entry.isWritten()) {
                counts.computeIfAbsent(entry.type(), type -> new int[1])[0]++;
            }
        }
        List<ResourceCount> result = new ArrayList<>(counts.size());
        counts.forEach((type, count) -> result.add(new ResourceCount(type.name(), count[0])));
        return result;
    }

    private Result failed(ReceivedMessage message, List<Issue> before, Issue fatal) {
        List<Issue> issues = new ArrayList<>(before);
        if (issues.stream().noneMatch(Issue::isFatal)) {
            issues.add(fatal);
        }
        return new Result(
                Conversion.failed(message.key(), issues, library.version()), library.plan(), null, null, List.of());
    }

    /** The mappings that it works with. */
    public MappingLibrary library() {
        return library;
    }

    /** What is loaded, for those who report on it. */
    Plan plan() {
        return library.plan();
    }
}
