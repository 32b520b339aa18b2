package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.FhirJson;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.fhir.Merge;
import io.crosswalk.fhir.StableId;
import io.crosswalk.mapping.expression.Rule;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourceTree;
import io.crosswalk.terminology.CodeMap;
import io.crosswalk.terminology.CodingSystems;
import io.crosswalk.terminology.translate.Translations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One conversion: two walks over the groups of a message. The first makes the products and their ids, the second fills
 * them, so that a reference never waits for its target. Confined to one thread.
 */
public final class Run {

    /** Maps that call maps stop here; only a mapping that calls itself gets so deep. */
    private static final int DEEPEST = 40;

    final @Nullable TraceListener trace;
    private final String messageId;
    private final byte[] body;
    private final BatchId batch;
    private final MessagePlan plan;
    private final int productNames;
    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> deletions = new HashSet<>(4);
    private final List<BundleEntry> entries = new ArrayList<>(32);
    /** By the id alone: the type is a part of what each id is made of. */
    private final Map<String, BundleEntry> byId = new HashMap<>(64);

    private final List<Product> products = new ArrayList<>(32);
    /** The products by the place that made them; null until somebody asks. */
    private @Nullable Map<SourceNode, List<Product>> madeAt;

    private final List<Waiting> waiting = new ArrayList<>(0);
    /** Resources of which the status alone is written; nothing of the message points to them. */
    private final Map<String, BundleEntry> patches = new HashMap<>(0);

    private final List<Application> applied = new ArrayList<>(64);
    private final List<Filled> filled = new ArrayList<>(4);
    private final Set<String> unknownSystems = new HashSet<>(2);
    private final List<Runnable> late = new ArrayList<>();
    private String patient = "";
    private final Map<Expr, Map<SourceNode, String>> occurrences = new IdentityHashMap<>(4);
    private final Map<Expr, Map<SourceNode, String>> occurrenceKeys = new IdentityHashMap<>(0);
    /** What the last key was made of, while somebody asks for an explanation. */
    private List<Claim> keyClaims = List.of();

    private String keyPlace = "";
    /** The ids of keys that were met: twenty results name one observer. */
    private final Map<FhirType, Map<String, String>> ids = new HashMap<>();

    final Recall recall;
    final Periods periods = new Periods(this);
    private @Nullable SourceTree source;
    /** How often a rule has used or left something that belongs to the whole message. */
    private int looks;

    private final Translations translations;
    /** How long the message has waited for translations. */
    private long asking;

    private final StringBuilder key = new StringBuilder(128);
    private @Nullable Product current;
    private @Nullable Composite head;
    private boolean filling;
    private int applications;
    private int depth;

    /** A map was applied to a place for a resource. */
    private record Application(BundleEntry entry, MapPlan map, SourceNode node) {}

    /** A map has filled an element of a resource that several maps lead to. */
    private record Filled(Composite element, MapPlan map, SourceNode node) {}

    /**
     * @param memory what earlier messages have had too; null when every rule is to run, because somebody asks which did
     * @param json writes what is remembered
     * @param translations are asked for codes that no table knows
     */
    public Run(
            MessagePlan plan,
            int productNames,
            String messageId,
            byte[] body,
            BatchId batch,
            @Nullable TraceListener trace,
            @Nullable ConversionMemory memory,
            FhirJson json,
            Translations translations) {
        this.translations = translations;
        this.recall = new Recall(this, memory, json);
        this.plan = plan;
        this.productNames = productNames;
        this.messageId = messageId;
        this.body = body;
        this.batch = batch;
        this.trace = trace;
    }

    /** Converts a message. */
    public void convert(SourceTree tree) {
        SourceNode root = tree.root();
        source = tree;
        if (trace != null) {
            tree.watch(trace);
        }
        Scope top = new Scope(null, "", false, productNames);
        walk(root, "", top);
        waiting.forEach(this::arrive);
        filling = true;
        for (int i = 0; i < products.size(); i++) {
            fill(products.get(i));
        }
        late.forEach(Runnable::run);
    }

    public List<Issue> issues() {
        return issues;
    }

    public List<BundleEntry> entries() {
        return entries;
    }

    /** The Bundle's own elements; null when no map fills them. */
    public @Nullable Composite head() {
        return head;
    }

    /** The first patient with a key, as {@code Patient/id}; empty when there is none. */
    public String patient() {
        return patient;
    }

    String messageId() {
        looks++;
        if (trace != null) {
            trace.readMessage();
        }
        return messageId;
    }

    /** The message as it came. */
    byte[] body() {
        looks++;
        if (trace != null) {
            trace.readMessage();
        }
        return body;
    }

    /** What the message came in. */
    BatchId batch() {
        looks++;
        return batch;
    }

    /** Notes that a rule has looked at what stands beside its own segment. */
    void look() {
        looks++;
    }

    /** Grows when making something has used or left anything but the place that it is made of. */
    int looksAround() {
        return looks + (source == null ? 0 : source.looksAround());
    }

    /** What an expression has counted already. */
    Map<SourceNode, String> occurrences(Expr expr) {
        looks++;
        return occurrences.computeIfAbsent(expr, e -> new IdentityHashMap<>());
    }

    // ---- what is told when somebody asks for an explanation

    /** How much the rule at hand has read; null when nobody wants to know. */
    TraceListener.@Nullable Mark mark() {
        return trace == null ? null : trace.mark();
    }

    /** What was read since then has given nothing. */
    void passed(TraceListener.@Nullable Mark since) {
        if (trace != null && since != null) {
            trace.passed(since);
        }
    }

    void hush() {
        if (trace != null) {
            trace.hush();
        }
    }

    void heed() {
        if (trace != null) {
            trace.heed();
        }
    }

    /** What reading is for from here on; returns what it was for. */
    Use use(Use next) {
        return trace == null ? next : trace.use(next);
    }

    /** The text of an expression that need not say what it reads. */
    @Nullable
    String computed(Expr expr, Frame frame) {
        if (trace == null || expr.isFaithful()) {
            return expr.text(frame);
        }
        Use before = trace.use(Use.COMPUTED);
        String text = expr.text(frame);
        trace.use(before);
        return text;
    }

    /** The id of a product is a part of another. */
    void tellIdentity(Product product) {
        if (trace != null) {
            for (Claim claim : product.identity) {
                tellClaim(trace, claim);
            }
        }
    }

    private static void tellClaim(TraceListener trace, Claim claim) {
        SourceNode node = claim.node();
        if (node == null) {
            trace.readMessage();
            return;
        }
        Use before = trace.use(claim.use());
        trace.read(node);
        trace.use(before);
    }

    void noteOccurrence(Expr expr, SourceNode segment, String of) {
        if (trace != null) {
            occurrenceKeys(expr).put(segment, of);
        }
    }

    /** What segments are compared by, while somebody asks for an explanation. */
    Map<SourceNode, String> occurrenceKeys(Expr expr) {
        return occurrenceKeys.computeIfAbsent(expr, e -> new IdentityHashMap<>());
    }

    private @Nullable String heardKey(KeyPlan identity, Frame frame, TraceListener listener) {
        listener.enter(identity.place());
        Use before = listener.use(Use.IDENTITY);
        String found = identity.of(frame);
        listener.use(before);
        keyClaims = listener.claims();
        keyPlace = identity.place();
        listener.leave();
        return found;
    }

    /** Where keys are put together, one inside the other. */
    StringBuilder keyBuilder() {
        return key;
    }

    private String id(FhirType type, String of) {
        Map<String, String> known = ids.computeIfAbsent(type, t -> new HashMap<>(4));
        String id = known.get(of);
        if (id == null) {
            id = StableId.of(type.name(), of);
            known.put(of, id);
        }
        return id;
    }

    /** The product that a place sees; null when it has none. */
    @Nullable
    Product product(Scope scope, int name) {
        looks++;
        return scope.find(name);
    }

    int nextApplication() {
        return ++applications;
    }

    /** A name of a coding system that has no URI: told once for each message, since every result may bear it. */
    void unknownSystem(String name, String place) {
        looks++;
        if (!name.equals(CodingSystems.LOCAL) && unknownSystems.add(name)) {
            issues.add(Issue.warning(
                    "coding-system-unknown",
                    place,
                    "",
                    "no URI is known for this name of a coding system; the codes under it are kept without a system"));
        }
    }

    /**
     * What a code becomes: as the table says, else as the site's terminology server does. A message waits for that server
     * no longer than two answers may take, however many of its codes are unknown.
     *
     * @param system URI; empty when the source does not say
     */
    CodeMap.@Nullable Row translation(CodeMap map, String system, String code) {
        CodeMap.Row row = map.lookup(system, code);
        if (row != null || map.isEmpty() || asking >= translations.limit().toNanos()) {
            return row;
        }
        looks++; // what a server says today is not remembered with a resource
        long start = System.nanoTime();
        String of = system.isEmpty() ? map.sourceSystem() : system;
        Set<String> wanted = map.targetSystems();
        List<CodeMap.Target> targets = translations.of(map.name(), of, code).stream()
                .filter(target -> wanted.contains(target.system()))
                .toList();
        asking += System.nanoTime() - start;
        return targets.isEmpty() ? null : new CodeMap.Row(of, code, targets, "$translate", 0);
    }

    /** Does something when all resources are filled. */
    void later(Runnable work) {
        looks++;
        late.add(work);
    }

    void issue(Issue issue) {
        looks++;
        issues.add(issue);
    }

    /** HL7 v2, chapter 2: {@code ""} asks to delete. Told once for each place, however many rules read it. */
    void deleted(SourceNode node, RulePlan rule) {
        looks++;
        if (trace != null) {
            trace.left(node, Reason.ASKS_TO_DELETE, rule.place());
        }
        if (deletions.add(node.place())) {
            issues.add(new Issue(
                    Issue.Severity.INFORMATION,
                    "asks-to-delete",
                    node.place(),
                    rule.place(),
                    "the sender asks to delete this value; nothing is written for it"));
        }
    }

    /** A value that the target's type does not take: it is left out, the message goes on. */
    void refuse(SourceNode node, RulePlan rule, String type) {
        looks++;
        if (trace != null) {
            trace.leftReads(Reason.BAD_VALUE, rule.place());
        }
        issues.add(Issue.warning(
                "not-a-" + type, node.place(), rule.place(), "the value is not a FHIR " + type + "; it is left out"));
    }

    // ---- first walk

    private void walk(SourceNode group, String groupName, Scope scope) {
        List<SourceNode> children = group.places();
        for (int i = 0; i < children.size(); i++) {
            SourceNode child = children.get(i);
            String name = child.kind();
            if (plan.groupNames().contains(name)) {
                Scope inner = new Scope(scope, name, plan.repeating().contains(name), productNames);
                ItemPlan[] own = plan.ofKind(name);
                if (own != null) {
                    make(own, child, inner);
                }
                walk(child, name, inner);
            } else {
                ItemPlan[] items = plan.items(groupName, name);
                if (items != null) {
                    make(items, child, scope);
                } else if (trace != null) {
                    trace.left(child, Reason.NO_MAP, "");
                }
            }
        }
    }

    private void make(ItemPlan[] items, SourceNode segment, Scope scope) {
        boolean otherwise = true;
        if (trace != null) {
            trace.enter("");
            tellKinds(segment, trace);
        }
        for (ItemPlan item : items) {
            Product given = item.given() < 0 ? null : scope.find(item.given());
            if (item.given() >= 0 && given == null) {
                continue;
            }
            if (trace != null && given != null) {
                trace.decidedBy(given.conditions);
            }
            Frame frame = probe(scope, segment);
            otherwise |= item.opens();
            frame.otherwise = otherwise;
            Cond when = item.when();
            if (when != null) {
                if (!when.test(frame)) {
                    continue;
                }
                otherwise = false;
            }
            Product product = item.into().length > 0 ? into(item, segment, scope) : made(item, segment, scope, frame);
            if (product != null) {
                add(product);
                if (trace != null) {
                    product.conditions = trace.claims();
                }
            } else if (item.into().length > 0) {
                waiting.add(new Waiting(item, segment, scope, trace == null ? List.of() : trace.claims()));
            }
        }
        if (trace != null) {
            trace.leave();
        }
    }

    /** What a place is, and what those around it are, has decided that an item is for it. */
    private static void tellKinds(SourceNode place, TraceListener listener) {
        for (SourceNode node = place; node != null; node = node.parent()) {
            node.kindTold().forEach(listener::shapedBy);
        }
    }

    private void add(Product product) {
        products.add(product);
        ItemPlan item = product.item;
        for (int i = 0; i < item.links().length; i++) {
            product.links[i] = product.scope.find(item.links()[i]);
        }
        if (item.product() >= 0) {
            product.scope.add(item.product(), product);
        }
    }

    /** What is to be written into a resource that nothing has made yet: a segment may stand before the one that makes it. */
    private record Waiting(ItemPlan item, SourceNode node, Scope scope, List<Claim> conditions) {}

    /** All are made: the only one that can be meant takes what waits for it. */
    private void arrive(Waiting late) {
        for (int name : late.item.into()) {
            List<Product> found = late.scope.findAll(name);
            if (found.size() == 1) {
                Product product = into(late.item, late.node, late.scope, found.get(0));
                product.conditions = late.conditions;
                add(product);
                return;
            }
        }
    }

    private Frame probe(Scope scope, SourceNode node) {
        return new Frame(this, scope, node, Nowhere.ENTRY, Nowhere.CONTENT);
    }

    private @Nullable Product into(ItemPlan item, SourceNode segment, Scope scope) {
        Product target = null;
        for (int name : item.into()) {
            Product found = scope.find(name);
            if (found != null && (target == null || products.indexOf(found) > products.indexOf(target))) {
                target = found;
            }
        }
        return target == null ? null : into(item, segment, scope, target);
    }

    private static Product into(ItemPlan item, SourceNode segment, Scope scope, Product target) {
        Product product = new Product(item, segment, scope, target.entry, true, item.links().length);
        product.identity = target.identity;
        return product;
    }

    private @Nullable Product made(ItemPlan item, SourceNode segment, Scope scope, Frame frame) {
        FhirType type = item.maps()[0].resourceType();
        if (item.fills() == ItemPlan.Fills.ENVELOPE) {
            BundleEntry envelope = new BundleEntry(type, StableId.of("Bundle", messageId), BundleEntry.Write.REFER);
            head = envelope.content();
            if (trace != null) {
                trace.identified(envelope, List.of(Claim.MESSAGE), true, item.place());
            }
            return new Product(item, segment, scope, envelope, true, item.links().length);
        }
        String key = identity(item, segment, frame);
        Product other = item.unless() < 0 ? null : scope.find(item.unless());
        if (trace != null && other != null) {
            trace.decidedBy(keyClaims);
            trace.decidedBy(other.identity);
        }
        if (other != null && key != null && other.entry.id().equals(id(type, key))) {
            same(item, segment, type);
            return null;
        }
        String id = key != null
                ? id(type, key)
                : StableId.of(type.name(), messageId + '|' + item.maps()[0].name() + '|' + segment.place());
        boolean patch = item.write() == BundleEntry.Write.STATUS;
        if (patch && byId.containsKey(id)) {
            return null; // the message says the whole of it
        }
        BundleEntry known = patch ? patches.get(id) : byId.get(id);
        BundleEntry entry = known != null ? known : newEntry(type, id, item.write());
        if (patient.isEmpty() && key != null && type.name().equals("Patient")) {
            patient = entry.reference();
        }
        Product survivor = item.survivor() < 0 ? null : scope.find(item.survivor());
        if (survivor != null) {
            entry.setSurvivor(survivor.entry);
        }
        Product product = new Product(item, segment, scope, entry, known == null, item.links().length);
        if (trace != null) {
            product.identity = key != null ? keyClaims : List.of(Claim.MESSAGE);
            trace.identified(entry, product.identity, known == null, key != null ? keyPlace : item.place());
        }
        return product;
    }

    /** A patient that is merged into himself would be taken out of use. */
    private void same(ItemPlan item, SourceNode segment, FhirType type) {
        issues.add(new Issue(
                Issue.Severity.INFORMATION,
                "the-same-resource",
                segment.place(),
                item.place(),
                "both numbers name one " + type.name() + "; nothing is replaced"));
    }

    private @Nullable String identity(ItemPlan item, SourceNode segment, Frame frame) {
        for (int i = 0; i < item.maps().length; i++) {
            SourceNode node = segment(item, i, segment);
            if (node != null) {
                frame.node = node;
                KeyPlan plan = item.maps()[i].identity();
                String key = trace == null ? plan.of(frame) : heardKey(plan, frame, trace);
                if (key != null) {
                    return key;
                }
            }
        }
        return null;
    }

    private static @Nullable SourceNode segment(ItemPlan item, int index, SourceNode segment) {
        SourcePath path = item.segments()[index];
        return path == null ? segment : path.first(segment);
    }

    private BundleEntry newEntry(FhirType type, String id, BundleEntry.Write write) {
        BundleEntry entry = new BundleEntry(type, id, write);
        if (write == BundleEntry.Write.STATUS) {
            entries.add(entry);
            patches.put(id, entry);
        } else if (write != BundleEntry.Write.REFER) {
            take(entry);
        }
        return entry;
    }

    void take(BundleEntry entry) {
        entries.add(entry);
        byId.put(entry.id(), entry);
        BundleEntry patch = patches.remove(entry.id());
        if (patch != null) {
            entries.remove(patch); // one entry only may write a resource
        }
    }

    /** What the Bundle has already, by id. */
    Map<String, BundleEntry> taken() {
        return byId;
    }

    // ---- second walk

    private void fill(Product product) {
        current = product;
        if (trace == null) {
            fillOne(product);
            return;
        }
        trace.enter(product.item.place(), product.conditions);
        fillOne(product);
        trace.leave();
    }

    private void fillOne(Product product) {
        BundleEntry entry = product.entry;
        ItemPlan item = product.item;
        boolean search = item.fills() == ItemPlan.Fills.SEARCH;
        Composite whole = search ? entry.makeSearch() : entry.content();
        Composite content = product.first ? whole : new Composite(whole.type());
        for (int i = 0; i < item.maps().length; i++) {
            SourceNode node = segment(item, i, product.node);
            if (node != null && note(entry, item.maps()[i], node)) {
                Frame frame = new Frame(this, product.scope, node, entry, content);
                item.maps()[i].fillResource(frame);
                if (trace != null && frame.yielded) {
                    trace.filled(plan.name(), item.place(), item.maps()[i].name());
                }
            }
        }
        if (item.with().length > 0) {
            Frame frame = new Frame(this, product.scope, product.node, entry, content);
            for (RulePlan rule : item.with()) {
                rule.run(frame);
            }
        }
        if (!product.first) {
            merge(whole, content, product.node, item.place());
        }
        for (ItemPlan.ToPlan to : item.to()) {
            if (to.each()) {
                product.scope.findAll(item.links()[to.link()]).forEach(target -> point(target, product, to));
            } else {
                Product target = link(product, to.link());
                if (target != null) {
                    point(target, product, to);
                }
            }
        }
    }

    private void point(Product target, Product product, ItemPlan.ToPlan to) {
        to.rule().run(new Frame(this, product.scope, product.node, target.entry, target.entry.content()));
    }

    /** Notes an application; false when the same was there before. */
    boolean note(BundleEntry entry, MapPlan map, SourceNode node) {
        for (int i = 0; i < applied.size(); i++) {
            Application before = applied.get(i);
            if (before.node == node && before.map == map && before.entry == entry) {
                return false;
            }
        }
        applied.add(new Application(entry, map, node));
        return true;
    }

    /** Notes that an element is filled; false when the same map has filled it from the same place: its lines come once. */
    boolean noteFilled(Composite element, MapPlan map, SourceNode node) {
        for (int i = 0; i < filled.size(); i++) {
            Filled before = filled.get(i);
            if (before.element == element && before.node == node && before.map == map) {
                return false;
            }
        }
        filled.add(new Filled(element, map, node));
        return true;
    }

    private void merge(Composite target, Composite content, SourceNode node, String place) {
        if (trace != null) {
            trace.merging(target, content);
        }
        if (!Merge.into(target, content)) {
            issues.add(new Issue(
                    Issue.Severity.INFORMATION,
                    "same-resource-twice",
                    node.place(),
                    place,
                    "a " + target.type().name()
                            + " of the same identity has other values already; the first are kept"));
        }
    }

    /** What an item's {@code with} or {@code to} points to; -1 is the item's own resource. */
    @Nullable
    BundleEntry linked(int link) {
        looks++;
        Product product = current;
        if (product == null) {
            return null;
        }
        Product target = link < 0 ? product : link(product, link);
        if (trace != null && target != null) {
            trace.pointsTo(target.identity);
        }
        return target == null ? null : target.entry;
    }

    /** The product that was made before, else the one made later, else the only one in a group that might repeat. */
    private @Nullable Product link(Product product, int link) {
        Product known = product.links[link];
        int name = product.item.links()[link];
        if (known == null) {
            known = product.scope.find(name);
        }
        if (known != null) {
            return known;
        }
        List<Product> all = product.scope.findAll(name);
        if (all.size() > 1) {
            issue(new Issue(
                    Issue.Severity.INFORMATION,
                    "ambiguous-reference",
                    product.node.place(),
                    product.item.place(),
                    "there are " + all.size() + " that could be meant; no reference is written"));
        }
        return all.size() == 1 ? all.get(0) : null;
    }

    /** The product of a place that one of some elements may refer to, the first that was made there; null when it has none. */
    @Nullable
    Product madeAt(SourceNode place, TypeOption[] options) {
        looks++;
        for (Product product : productsAt().getOrDefault(place, List.of())) {
            for (TypeOption option : options) {
                if (option.allows(product.entry.type())) {
                    return product;
                }
            }
        }
        return null;
    }

    /** What the places of the message have made, in their order; the same resource may come twice. */
    List<Product> allMade() {
        looks++;
        return products;
    }

    /** Whether a place has made any resource. */
    boolean hasMade(SourceNode place) {
        looks++;
        return productsAt().containsKey(place);
    }

    /** Whether a place has made something so far: what it makes stands near the end. */
    boolean hasMadeSoFar(SourceNode place) {
        looks++;
        for (int i = products.size() - 1; i >= 0; i--) {
            if (products.get(i).node == place) {
                return true;
            }
        }
        return false;
    }

    private Map<SourceNode, List<Product>> productsAt() {
        Map<SourceNode, List<Product>> known = madeAt;
        if (known == null) {
            known = new IdentityHashMap<>();
            for (Product product : products) {
                known.computeIfAbsent(product.node, n -> new ArrayList<>(2)).add(product);
            }
            madeAt = known;
        }
        return known;
    }

    /** The places in full that bear an identifier of a place. */
    List<SourceNode> sameAs(SourceNode place) {
        looks++;
        return source == null ? List.of() : source.sameAs(place);
    }

    /** The place that tells in full what a place only names by an identifier. */
    SourceNode inFull(SourceNode place) {
        looks++;
        return source == null ? place : source.inFull(place);
    }

    // ---- resources inside resources

    /**
     * The resource that a map makes of a place, shared by its identity.
     *
     * @param behind the resource that the reference points to already
     * @param write what the caller wants; null for what the map says
     * @return null when nothing came out
     */
    @Nullable
    BundleEntry resource(
            MapPlan map,
            SourceNode node,
            Frame owner,
            RulePlan rule,
            @Nullable BundleEntry behind,
            BundleEntry.@Nullable Write write) {
        if (depth > DEEPEST) {
            issue(Issue.error(
                    "endless-mapping",
                    node.place(),
                    rule.place(),
                    "the maps call each other without end; stopped here"));
            return null;
        }
        return recall.resource(map, node, owner, rule, behind, write);
    }

    /**
     * The resource that a map makes of a place, and what is written of it.
     *
     * @param mine what is to be learnt of it; null for nothing
     */
    @Nullable
    BundleEntry made(
            MapPlan map,
            SourceNode node,
            Frame owner,
            RulePlan rule,
            @Nullable BundleEntry behind,
            BundleEntry.@Nullable Write write,
            Recall.@Nullable Learning mine) {
        FhirType type = map.resourceType();
        Frame probe = probe(owner.scope, node);
        String key = trace == null ? map.identity().of(probe) : heardKey(map.identity(), probe, trace);
        String id = key != null
                ? id(type, key)
                : behind != null
                        ? behind.id()
                        : StableId.of(type.name(), owner.entry.id() + '|' + rule.target() + '|' + node.place());
        BundleEntry.Write mode = write == null ? map.write() : write;
        BundleEntry known = behind != null ? behind : byId.get(id);
        BundleEntry entry = known != null ? known : newEntry(type, id, mode);
        List<Claim> identity = trace == null ? List.of() : identified(map, entry, owner, key, behind, known == null);
        if (mine == null && mode.isWhole()) {
            looks++;
        }
        if (!note(entry, map, node)) {
            looks++;
            pointsTo(identity);
            return entry.isValued() ? entry : null;
        }
        boolean fresh = known == null || known == behind;
        BundleEntry alone = fresh ? entry : new BundleEntry(type, id, entry.write());
        depth++;
        map.fillResource(new Frame(this, owner.scope, node, alone, alone.content()));
        depth--;
        if (!fresh && alone.isValued()) {
            entry.markValued();
        }
        if (mine != null && key != null) {
            mine.resource = alone;
        }
        if (!fresh) {
            Composite content = alone.content();
            if (isWaiting(entry)) {
                late.add(() -> merge(entry.content(), content, node, rule.place()));
            } else {
                merge(entry.content(), content, node, rule.place());
            }
        }
        pointsTo(identity);
        return entry.isValued() ? entry : null;
    }

    private void pointsTo(List<Claim> identity) {
        if (trace != null) {
            trace.pointsTo(identity);
        }
    }

    private List<Claim> identified(
            MapPlan map,
            BundleEntry entry,
            Frame owner,
            @Nullable String key,
            @Nullable BundleEntry behind,
            boolean created) {
        TraceListener listener = trace;
        if (listener == null) {
            return List.of();
        }
        List<Claim> claims =
                behind != null ? listener.identity(behind) : key != null ? keyClaims : listener.identity(owner.entry);
        if (behind == null) {
            listener.identified(entry, claims, created, map.identity().place());
        }
        return claims;
    }

    /** Whether a product of the message owns the resource: what it says itself comes first. */
    private boolean isWaiting(BundleEntry entry) {
        for (int i = 0; i < products.size(); i++) {
            if (products.get(i).entry == entry) {
                return filling;
            }
        }
        return false;
    }

    /** A resource without a key of its own: known by its owner and the way to it. */
    BundleEntry ownedEntry(Frame owner, FhirType type, String way, String more) {
        looks++;
        SourceNode origin = owner.origin;
        boolean inside = owner.self != owner.entry.content();
        String place = origin != null ? origin.place() : inside ? owner.node.place() : "";
        BundleEntry entry = newEntry(
                type,
                StableId.of(type.name(), owner.entry.id() + '|' + way + '|' + place + more),
                BundleEntry.Write.PUT);
        if (trace != null) {
            trace.identified(entry, trace.identity(owner.entry), true, "");
        }
        return entry;
    }

    /** Stands for the resource where none is meant: in keys and in conditions of items. */
    private static final class Nowhere {

        private static final FhirType TYPE = FhirTypes.r4().type("Basic");
        static final BundleEntry ENTRY = new BundleEntry(TYPE, "none", BundleEntry.Write.REFER);
        static final Composite CONTENT = new Composite(TYPE);
    }

    static BundleEntry.@Nullable Write write(Rule.@Nullable Name word) {
        if (word == null) {
            return null;
        }
        return switch (word.text()) {
            case "put" -> BundleEntry.Write.PUT;
            case "create" -> BundleEntry.Write.CREATE;
            case "settle" -> BundleEntry.Write.SETTLE;
            case "status" -> BundleEntry.Write.STATUS;
            case "refer" -> BundleEntry.Write.REFER;
            default -> null;
        };
    }
}
