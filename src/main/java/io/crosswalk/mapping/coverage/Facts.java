package io.crosswalk.mapping.coverage;

import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.mapping.expression.Expression;
import io.crosswalk.mapping.expression.Literal;
import io.crosswalk.mapping.expression.Rule;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.plan.MapDefinition;
import io.crosswalk.mapping.plan.MapDefinition.CandidateDefinition;
import io.crosswalk.mapping.plan.MapDefinition.RuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Unfolds a map into {@link Fact}s: its own rules, those it uses, and those of the maps it calls. */
final class Facts {

    private static final int DEEPEST = 7;

    private final Map<String, MapDefinition> maps;
    private final Function<String, String> systems;

    /**
     * @param maps all maps by name
     * @param systems the URI of an alias
     */
    Facts(Map<String, MapDefinition> maps, Function<String, String> systems) {
        this.maps = maps;
        this.systems = systems;
    }

    List<Fact> of(MapDefinition map) {
        List<Fact> facts = new ArrayList<>();
        unfold(map, Context.top(map), facts, 0);
        return facts;
    }

    /** What a map writes when it is called for a place of the source, at a place of FHIR. */
    List<Fact> applied(MapDefinition map, String at, String path) {
        List<Fact> facts = new ArrayList<>();
        Context top = Context.top(map);
        Context called = new Context(
                new LogicReader.View(map.source(), at),
                path,
                path,
                List.of(),
                top.maps(),
                Set.of(),
                Set.of(),
                Logic.TRUE,
                Logic.TRUE,
                Set.of());
        unfold(map, called, facts, 0);
        return facts;
    }

    /** How a map was come to. */
    private record Context(
            LogicReader.View view,
            String path,
            String labelled,
            List<Fact.Url> urls,
            Set<String> maps,
            Set<String> codeMaps,
            Set<String> reads,
            Logic when,
            Logic inOrder,
            Set<String> ran) {

        static Context top(MapDefinition map) {
            return new Context(
                    new LogicReader.View(map.source(), map.source()),
                    "",
                    "",
                    List.of(),
                    Set.of(map.name().value()),
                    Set.of(),
                    Set.of(),
                    Logic.TRUE,
                    Logic.TRUE,
                    Set.of());
        }
    }

    private void unfold(MapDefinition map, Context context, List<Fact> facts, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (RuleDefinition rule : rules(map)) {
            MapDefinition origin = originOf(map, rule);
            List<Logic> yielding = candidates(origin, rule.target(), rule.candidates(), context, facts, depth);
            if (rule.orAbsent()) {
                facts.add(absent(rule, context, yielding));
            }
        }
        if (!map.choose().isEmpty()) {
            candidates(map, null, map.choose(), context, facts, depth);
        }
    }

    /** Own rules and those of used maps; own lines win. */
    private List<RuleDefinition> rules(MapDefinition map) {
        Map<String, RuleDefinition> rules = new LinkedHashMap<>();
        collect(map, rules, new HashSet<>());
        return List.copyOf(rules.values());
    }

    private void collect(MapDefinition map, Map<String, RuleDefinition> rules, Set<String> seen) {
        if (!seen.add(map.name().value())) {
            return;
        }
        map.rules().forEach(rule -> rules.putIfAbsent(rule.targetText().value(), rule));
        map.use().forEach(name -> {
            MapDefinition used = maps.get(name.value());
            if (used != null) {
                collect(used, rules, seen);
            }
        });
    }

    /** The map whose paths and names a rule uses: a used map's rules speak in its own terms. */
    private MapDefinition originOf(MapDefinition map, RuleDefinition rule) {
        if (map.rules().contains(rule)) {
            return map;
        }
        for (MapDefinition other : maps.values()) {
            if (other.rules().contains(rule)) {
                return other;
            }
        }
        return map;
    }

    /** Writes the facts of one rule; returns what must not have yielded for all candidates to fail. */
    private List<Logic> candidates(
            MapDefinition map,
            @Nullable Target target,
            List<CandidateDefinition> candidates,
            Context context,
            List<Fact> facts,
            int depth) {
        LogicReader.View view =
                new LogicReader.View(map.source(), context.view().place());
        LogicReader reader = new LogicReader(view, map.let());
        List<Logic> earlier = new ArrayList<>();
        for (CandidateDefinition definition : candidates) {
            Rule.Candidate candidate = definition.candidate();
            Logic when = reader.logic(candidate.when());
            List<Logic> ordered = new ArrayList<>(earlier);
            ordered.add(when);
            ordered.add(context.inOrder());
            Logic all = new Logic.All(List.of(context.when(), when));
            candidate(target, definition, reader, context, all, new Logic.All(List.copyOf(ordered)), facts, depth);
            earlier.add(new Logic.None(yields(candidate, reader, when)));
        }
        return earlier;
    }

    /** The data-absent-reason where no candidate yields a value. */
    private static Fact absent(RuleDefinition rule, Context context, List<Logic> noneYields) {
        Place place = place(rule.target(), context, "");
        String extension = place.path() + ".extension";
        List<Fact.Url> urls = new ArrayList<>(place.urls());
        urls.add(new Fact.Url(extension, "data-absent-reason"));
        List<Logic> parts = new ArrayList<>(noneYields);
        parts.add(context.when());
        Logic when = new Logic.All(List.copyOf(parts));
        return new Fact(
                extension + ".valueCode",
                place.labelled() + ".extension(data-absent-reason)",
                List.copyOf(urls),
                context.reads(),
                context.maps(),
                Set.of(),
                new Literal("", "unknown", "", false),
                when,
                when,
                false,
                true,
                with(context.ran(), MapDefinition.absence(rule.place())));
    }

    /** When a candidate ends the search: its condition holds and its first path is valued. */
    private static Logic yields(Rule.Candidate candidate, LogicReader reader, Logic when) {
        List<Logic> parts = new ArrayList<>(List.of(when));
        reader.reads(candidate.source()).stream().limit(1).forEach(path -> parts.add(new Logic.Valued(path)));
        return new Logic.All(List.copyOf(parts));
    }

    private void candidate(
            @Nullable Target target,
            CandidateDefinition definition,
            LogicReader reader,
            Context context,
            Logic when,
            Logic inOrder,
            List<Fact> facts,
            int depth) {
        Rule.Candidate candidate = definition.candidate();
        Expression source = candidate.source();
        if (source == null) {
            return;
        }
        Rule.Name as = candidate.as();
        MapDefinition called = as == null ? null : called(as.text());
        Place place = place(target, context, type(candidate, called));
        Set<String> names = new LinkedHashSet<>(context.maps());
        if (as != null) {
            names.add(called == null ? as.text() : called.name().value());
            if (called != null) {
                called.use().forEach(used -> names.add(used.value()));
            }
        }
        Set<String> codeMaps = new LinkedHashSet<>(context.codeMaps());
        if (candidate.via() != null) {
            codeMaps.add(candidate.via().text());
        }
        Set<String> reads = new LinkedHashSet<>(reader.reads(source));
        Literal constant = source instanceof Expression.Constant c ? resolved(c.literal()) : null;
        boolean composite = constant != null || called == null && candidate.via() != null;
        Set<String> ran = with(context.ran(), definition.place());
        facts.add(new Fact(
                place.path(),
                place.labelled(),
                place.urls(),
                reads,
                names,
                codeMaps,
                constant,
                when,
                inOrder,
                composite,
                called == null,
                ran));
        if (called != null) {
            String at =
                    reads.isEmpty() ? context.view().place() : reads.iterator().next();
            Context inner = new Context(
                    new LogicReader.View(called.source(), at),
                    place.path(),
                    place.labelled(),
                    place.urls(),
                    names,
                    codeMaps,
                    reads,
                    when,
                    inOrder,
                    ran);
            unfold(called, inner, facts, depth + 1);
        }
    }

    private static Set<String> with(Set<String> set, String more) {
        Set<String> all = new LinkedHashSet<>(set);
        all.add(more);
        return Set.copyOf(all);
    }

    private Literal resolved(Literal literal) {
        return literal.system().isEmpty()
                ? literal
                : new Literal(systems.apply(literal.system()), literal.value(), literal.display(), literal.quoted());
    }

    /** The map of a name, or the only one of a bare type. */
    private @Nullable MapDefinition called(String name) {
        MapDefinition exact = maps.get(name);
        if (exact != null || Character.isLowerCase(name.charAt(0))) {
            return exact;
        }
        MapDefinition only = null;
        for (MapDefinition map : maps.values()) {
            if (map.source().equals(name)) {
                if (only != null) {
                    return null;
                }
                only = map;
            }
        }
        return only;
    }

    /** The FHIR type that comes out, for the suffix of a choice element; empty when the map says it itself. */
    private static String type(Rule.Candidate candidate, @Nullable MapDefinition called) {
        if (called != null) {
            return called.type() == null
                    ? ""
                    : called.resource() ? "Reference" : called.type().value();
        }
        if (candidate.as() != null) {
            return candidate.as().text();
        }
        return candidate.source() instanceof Expression.Constant constant
                ? constant.literal().system().isEmpty() ? "string" : "CodeableConcept"
                : "string";
    }

    /** Where a candidate writes. */
    private record Place(String path, String labelled, List<Fact.Url> urls) {}

    private static Place place(@Nullable Target target, Context context, String type) {
        if (target == null) {
            return new Place(suffixed(context.path(), type), context.labelled(), context.urls());
        }
        StringBuilder path = new StringBuilder(context.path());
        StringBuilder labelled = new StringBuilder(context.labelled());
        List<Fact.Url> urls = new ArrayList<>(context.urls());
        for (Target.Step step : target.steps()) {
            if (step.name().equals("$this") || step.name().equals("$value")) {
                if (step.name().equals("$value") && path.length() == 0) {
                    path.append("$value");
                }
                labelled.append(step.label().isEmpty() ? "" : "[" + step.label() + "]");
                continue;
            }
            path.append(path.length() == 0 ? "" : ".").append(step.name()).append(step.choice() ? "[x]" : "");
            labelled.append('.')
                    .append(step.name())
                    .append('(')
                    .append(step.url())
                    .append(')');
            labelled.append('[').append(step.label()).append(']');
            if (!step.url().isEmpty()) {
                urls.add(new Fact.Url(path.toString(), step.url()));
            }
        }
        return new Place(suffixed(path.toString(), type), labelled.toString(), List.copyOf(urls));
    }

    private static String suffixed(String path, String type) {
        if (!path.endsWith("[x]") || type.isEmpty()) {
            return path;
        }
        boolean known = FhirTypes.r4().find(type) != null;
        String base = path.substring(0, path.length() - 3);
        return known ? base + Character.toUpperCase(type.charAt(0)) + type.substring(1) : path;
    }
}
