package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry.Write;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.mapping.expression.Target.LabelKind;
import io.crosswalk.mapping.plan.ExprCompiler.At;
import io.crosswalk.mapping.plan.TargetPlan.Step;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.SourceSchema;
import io.crosswalk.terminology.CodeMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles all definitions to one plan, and what sites have otherwise to plans of their own that share with it whatever they
 * have not changed. Faults go to the files; the plans are right only when there are none.
 */
public final class PlanCompiler {

    private final Definitions definitions;
    private final SourceSchema schema;
    private final ExprCompiler exprs;
    private final TargetCompiler targets;
    private final @Nullable PlanCompiler shipped;
    /** What is compiled anew for a site; everything for what is shipped. */
    private final Set<String> anew;
    /** For each map and message what else of the definitions it was compiled with. */
    private final Map<String, Set<String>> uses = new HashMap<>();

    private final Map<String, MessagePlan> messages = new LinkedHashMap<>();
    private Set<String> noting = new HashSet<>();
    private final Map<String, MapPlan> plans = new LinkedHashMap<>();
    private final Map<String, Integer> products = new HashMap<>();
    private final Set<String> productNames = new TreeSet<>();
    private final Map<String, KeyPlan> typeKeys = new HashMap<>();
    private final Set<Integer> driven = new HashSet<>();
    private final List<Plan.Ignored> ignored = new ArrayList<>();

    public PlanCompiler(Definitions definitions, SourceSchema schema) {
        this(definitions, schema, null, Set.of());
    }

    private PlanCompiler(
            Definitions definitions, SourceSchema schema, @Nullable PlanCompiler shipped, Set<String> anew) {
        this.definitions = definitions;
        this.schema = schema;
        this.shipped = shipped;
        this.anew = anew;
        this.targets = shipped == null ? new TargetCompiler() : shipped.targets;
        this.exprs = new ExprCompiler(schema, definitions, name -> noting.add(name));
        if (shipped != null) {
            products.putAll(shipped.products);
            driven.addAll(shipped.driven);
            productNames.addAll(shipped.productNames);
        }
    }

    /** What others call a code map among the things that were used. */
    static String codes(String name) {
        return "codes " + name;
    }

    static String option(String name) {
        return "option " + name;
    }

    static String message(String name) {
        return "message " + name;
    }

    private static String typeKeyOf(String type) {
        return "key " + type;
    }

    /** Compiles what is shipped. To be called once. */
    public Plan compile() {
        Plan plan = compileAll();
        noting = new HashSet<>();
        return plan;
    }

    /**
     * The plan of a site. To be called when {@link #compile} has found no fault.
     *
     * @param siteSchema its own, or that of what is shipped
     */
    public Plan compile(SiteDefinitions site, SourceSchema siteSchema) {
        PlanCompiler own = new PlanCompiler(site.definitions(), siteSchema, this, affected(site));
        Plan plan = own.compileAll();
        site.leftOut().forEach(out -> own.ignore(out.file(), out.path(), out.map(), out.reason(), own.ignored));
        Map<String, String> dropped = new HashMap<>();
        site.dropped().forEach(drop -> dropped.putIfAbsent(drop.rule().place(), drop.place()));
        return new Plan(plan.messages(), plan.triggers(), plan.productNames(), own.ignored, dropped);
    }

    /** How many maps of a site's plan are not shared. */
    int compiledAnew() {
        return (int) plans.keySet().stream().filter(anew::contains).count();
    }

    /** What has changed, and what was compiled with it, and so on. */
    private Set<String> affected(SiteDefinitions site) {
        Set<String> affected = new HashSet<>(site.changed());
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> user : uses.entrySet()) {
                if (!affected.contains(user.getKey())
                        && user.getValue().stream().anyMatch(affected::contains)) {
                    affected.add(user.getKey());
                    MapDefinition map = definitions.maps.get(user.getKey());
                    if (map != null && !map.key().isEmpty()) {
                        affected.add(typeKeyOf(map.source()));
                    }
                    more = true;
                }
            }
        }
        return affected;
    }

    /** What a compiler asks for from now on belongs to this one. */
    private void note(String user) {
        noting = uses.computeIfAbsent(user, u -> new HashSet<>());
    }

    private boolean isShared(String name) {
        return shipped != null && !anew.contains(name);
    }

    private Plan compileAll() {
        for (MapDefinition map : definitions.maps.values()) {
            String name = map.name().value();
            plans.put(name, isShared(name) && shipped != null ? shipped.plan(name) : shell(map));
        }
        List<MapDefinition> own = definitions.maps.values().stream()
                .filter(map -> !isShared(map.name().value()))
                .toList();
        own.forEach(this::findDriven);
        for (MapDefinition map : own) {
            note(map.name().value());
            new MapCompiler(this, map, plan(map.name().value())).compile();
        }
        definitions.maps.values().forEach(this::ignores);
        definitions.parts.values().forEach(part -> part.sections().forEach(this::noteProducts));
        definitions.messages.values().forEach(message -> message.sections().forEach(this::noteProducts));
        if (shipped == null) {
            PartTaker.take(definitions);
        }
        Map<String, MessagePlan> triggers = new HashMap<>();
        for (MessageDefinition message : definitions.messages.values()) {
            MessagePlan plan = messagePlan(message);
            messages.put(plan.name(), plan);
            triggers.putIfAbsent(plan.name(), plan);
            for (String trigger : plan.also()) {
                String code = plan.name().substring(0, Math.max(0, plan.name().indexOf('_')));
                MessagePlan before = triggers.put(code + "_" + trigger, plan);
                if (before != null && before != plan) {
                    message.file()
                            .fault(message.name(), "trigger '" + trigger + "' is already taken by " + before.name());
                }
            }
        }
        return new Plan(messages, triggers, products.size(), ignored, Map.of());
    }

    private MessagePlan messagePlan(MessageDefinition message) {
        String name = message.name().value();
        MessagePlan known = isShared(message(name)) && shipped != null ? shipped.messages.get(name) : null;
        note(message(name));
        return known != null ? known : new MessageCompiler(this, message).compile();
    }

    private void noteProducts(Section section) {
        section.items().forEach(item -> productNames.add(item.product()));
        productNames.remove("");
    }

    private MapPlan shell(MapDefinition map) {
        YamlNode.Scalar text = map.type();
        FhirType type = text == null ? null : FhirTypes.r4().find(text.value());
        if (text != null && type == null) {
            TreeSet<String> known = new TreeSet<>();
            FhirTypes.r4().all().forEach(t -> known.add(t.name()));
            map.file().fault(text, 0, "FHIR R4 has no type '" + text.value() + "'", Nearest.of(text.value(), known));
        } else if (text != null && type != null && map.resource() && !type.isResource()) {
            map.file().fault(text, 0, type.name() + " is no resource; write 'fills: " + type.name() + "'", "");
        }
        return new MapPlan(map.name().value(), type, map.resource(), MapCompiler.write(map));
    }

    /** Labels into which some source of some map repeats: others must look for several elements. */
    private void findDriven(MapDefinition map) {
        FhirType type = plan(map.name().value()).type();
        if (type == null) {
            return;
        }
        for (MapDefinition.RuleDefinition rule : map.rules()) {
            TargetCompiler.Checked target =
                    quietly(() -> targets.check(rule.file(), rule.targetText(), rule.target(), type), rule.file());
            if (target != null) {
                for (Step step : target.plan().steps()) {
                    if (step.kind() == LabelKind.NAME) {
                        driven.add(step.labelId());
                    }
                }
            }
        }
    }

    private void ignores(MapDefinition map) {
        map.ignore().forEach((path, reason) -> ignore(map.file(), path, map, reason, ignored));
    }

    private void ignore(
            SourceFile file, YamlNode.Scalar path, MapDefinition map, String reason, List<Plan.Ignored> to) {
        SourcePath compiled = exprs.compile(new At(file, path, map.source(), map.let()), path.value(), 0);
        if (compiled != null) {
            to.add(new Plan.Ignored(map.source(), compiled, reason));
        }
    }

    // ---- what the compilers of maps and messages ask

    ExprCompiler exprs() {
        return exprs;
    }

    PathStyle style() {
        return definitions.style();
    }

    /** What the reasons of a source for having no value are called in FHIR; null when it has none. */
    @Nullable
    CodeMap absences() {
        return definitions.codeMaps.get("NullFlavorDataAbsentReason");
    }

    TargetCompiler targets() {
        return targets;
    }

    SourceSchema schema() {
        return schema;
    }

    @Nullable
    MapDefinition definition(String name) {
        noting.add(name);
        return definitions.maps.get(name);
    }

    MapPlan plan(String name) {
        noting.add(name);
        MapPlan plan = plans.get(name);
        if (plan == null) {
            throw new IllegalArgumentException("no map '" + name + "'");
        }
        return plan;
    }

    Set<String> mapNames() {
        return plans.keySet();
    }

    /** What maps start at: PID, CX. */
    Set<String> mapSources() {
        Set<String> sources = new TreeSet<>();
        definitions.maps.values().forEach(map -> sources.add(map.source()));
        return sources;
    }

    Set<String> primitives() {
        Set<String> names = new TreeSet<>();
        FhirTypes.r4().all().stream().filter(FhirType::isPrimitive).forEach(type -> names.add(type.name()));
        return names;
    }

    boolean isDriven(int label) {
        return driven.contains(label);
    }

    /** The number of a product's name, the same in all messages. */
    int product(String name) {
        return products.computeIfAbsent(name, n -> products.size());
    }

    /** Names of all that message files and parts make. */
    Set<String> productNames() {
        return productNames;
    }

    /** The key that some map declares for a data type of the source; null when none does. */
    @Nullable
    KeyPlan typeKey(String type) {
        if (type.isEmpty()) {
            return null;
        }
        noting.add(typeKeyOf(type));
        KeyPlan known = typeKeys.get(type);
        if (known != null) {
            return known.isEmpty() ? null : known;
        }
        typeKeys.put(type, KeyPlan.NONE);
        for (MapDefinition map : definitions.maps.values()) {
            if (map.source().equals(type) && !map.key().isEmpty()) {
                KeyPlan key = new MapCompiler(this, map, plan(map.name().value())).key(map.key());
                typeKeys.put(type, key);
                return key;
            }
        }
        return null;
    }

    /** The URI that an alias stands for; null with a fault. */
    @Nullable
    String system(String alias, int offset, At at) {
        String uri = definitions.systems.get(alias);
        if (uri != null) {
            return uri;
        }
        if (alias.indexOf(':') > 0) {
            return alias;
        }
        if (alias.startsWith("v2-") || alias.startsWith("v3-")) {
            return Definitions.CODE_SYSTEM + alias;
        }
        at.fault(offset, "systems.csv has no alias '" + alias + "'", Nearest.of(alias, definitions.systems.keySet()));
        return null;
    }

    /** Does something whose faults are told elsewhere. */
    <T> @Nullable T quietly(Supplier<@Nullable T> work, SourceFile file) {
        int before = file.faults().size();
        T result = work.get();
        while (file.faults().size() > before) {
            file.faults().remove(file.faults().size() - 1);
        }
        return result;
    }

    /** Where a map finds its segment from another one; null when it is the same. */
    @Nullable
    SourcePath segment(MapDefinition map, String from, At at, int offset) {
        try {
            return schema.other(from, map.source());
        } catch (SourcePathException e) {
            at.fault(offset, String.valueOf(e.getMessage()));
            return null;
        }
    }

    static Write orPut(@Nullable Write write, Write otherwise) {
        return write == null ? otherwise : write;
    }
}
