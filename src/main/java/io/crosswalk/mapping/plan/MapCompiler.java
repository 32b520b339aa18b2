package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry.Write;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.mapping.expression.Expression;
import io.crosswalk.mapping.expression.Literal;
import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.mapping.expression.Rule;
import io.crosswalk.mapping.expression.Target.LabelKind;
import io.crosswalk.mapping.plan.ExprCompiler.At;
import io.crosswalk.mapping.plan.MapDefinition.CandidateDefinition;
import io.crosswalk.mapping.plan.MapDefinition.KeyDefinition;
import io.crosswalk.mapping.plan.MapDefinition.RuleDefinition;
import io.crosswalk.mapping.plan.TargetCompiler.Checked;
import io.crosswalk.source.SourcePath;
import io.crosswalk.terminology.CodeMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles one map. */
final class MapCompiler {

    private static final int DEEPEST_CHOICE = 12;

    private final PlanCompiler library;
    private final MapDefinition map;
    private final MapPlan plan;

    MapCompiler(PlanCompiler library, MapDefinition map, MapPlan plan) {
        this.library = library;
        this.map = map;
        this.plan = plan;
    }

    /** A rule with its checked target, on its way to a plan. */
    private record Draft(RuleDefinition rule, MapDefinition origin, Checked target) {}

    void compile() {
        FhirType type = plan.type();
        if (type == null) {
            return;
        }
        plan.setIdentity(key(map.identity()));
        if (type.isResource() && !map.resource() && !map.identity().isEmpty()) {
            map.file().fault(map.identity().get(0).text(), "a map that fills a resource has no identity of its own");
        }
        List<Draft> drafts = drafts(type);
        checkRows(drafts);
        Map<Integer, Draft> drivers = drivers(drafts);
        Map<String, Integer> starters = starters(drafts);
        List<RulePlan> sources = new ArrayList<>();
        List<RulePlan> mixed = new ArrayList<>();
        List<RulePlan> first = new ArrayList<>();
        List<RulePlan> drivenBehind = new ArrayList<>();
        List<RulePlan> constants = new ArrayList<>();
        List<RulePlan> siblings = new ArrayList<>();
        RulePlan value = null;
        for (Draft draft : inLabelOrder(drafts)) {
            RulePlan rule = rule(draft, drivers, starters);
            if (rule == null) {
                continue;
            }
            if (draft.target().value()) {
                value = rule;
            } else if (draft.target().plan().isSibling()) {
                siblings.add(rule);
            } else if (isConstant(draft.rule())) {
                constants.add(rule);
            } else if (rule.driveStep() >= 0 && isBehindAnArrow(draft)) {
                drivenBehind.add(rule);
            } else if (rule.driveStep() >= 0 || draft.target().behind() != null || isGoneBehind(draft, drafts)) {
                first.add(rule);
            } else {
                (hasConstant(draft.rule()) ? mixed : sources).add(rule);
            }
        }
        first.addAll(drivenBehind);
        first.addAll(sources);
        first.addAll(mixed);
        if (type.isPrimitive() && value == null && !map.rules().isEmpty()) {
            map.file()
                    .fault(
                            map.name(),
                            "map '" + map.name().value() + "' fills a primitive and needs a rule for $value");
        }
        plan.setRules(
                first.toArray(RulePlan[]::new),
                constants.toArray(RulePlan[]::new),
                siblings.toArray(RulePlan[]::new),
                value);
    }

    /** A row of a guide is implemented by rules that there are. */
    private void checkRows(List<Draft> drafts) {
        Set<String> targets = new TreeSet<>();
        drafts.forEach(draft -> targets.add(draft.rule().targetText().value()));
        map.rows().forEach((row, names) -> {
            for (String name : names.strip().split("\\s+")) {
                if (!targets.contains(name)) {
                    map.file()
                            .fault(
                                    row.line(),
                                    row.column(),
                                    "row '" + row.value() + "': this map has no rule for '" + name + "'",
                                    Nearest.of(name, targets));
                }
            }
        });
    }

    private static boolean isBehindAnArrow(Draft draft) {
        return draft.rule().targetText().value().contains("->");
    }

    /** Whether another rule repeats behind this reference: who is meant must be known before anything is said of them. */
    private boolean isGoneBehind(Draft draft, List<Draft> drafts) {
        String reference = draft.rule().targetText().value() + "->";
        return drafts.stream()
                .anyMatch(other -> other.rule().targetText().value().startsWith(reference) && driveStep(other) >= 0);
    }

    // ---- rules taken together

    private List<Draft> drafts(FhirType type) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (RuleDefinition rule : map.rules()) {
            Checked target = library.targets().check(rule.file(), rule.targetText(), rule.target(), type);
            if (target == null) {
                continue;
            }
            String path = withoutChoice(target);
            Draft before = drafts.putIfAbsent(path, new Draft(rule, map, target));
            if (before != null) {
                rule.file()
                        .fault(
                                rule.targetText(),
                                "'" + rule.targetText().value() + "' has a rule in line "
                                        + before.rule().targetText().line()
                                        + " already; write the two as candidates of one");
            }
        }
        used(type, drafts, map, new HashSet<>(Set.of(map.name().value())));
        return new ArrayList<>(drafts.values());
    }

    private static String withoutChoice(Checked target) {
        return target.path() + (target.behind() == null ? "" : "->");
    }

    /** Rules of maps that this one uses; its own lines win. */
    private void used(FhirType type, Map<String, Draft> drafts, MapDefinition from, Set<String> seen) {
        for (var name : from.use()) {
            MapDefinition used = library.definition(name.value());
            if (used == null) {
                from.file()
                        .fault(
                                name,
                                0,
                                "there is no map '" + name.value() + "'",
                                Nearest.of(name.value(), library.mapNames()));
                continue;
            }
            if (!seen.add(name.value())) {
                continue;
            }
            MapPlan usedPlan = library.plan(name.value());
            if (usedPlan.type() != type) {
                from.file()
                        .fault(
                                name,
                                "'" + name.value() + "' fills " + usedPlan.type() + ", and this map " + type.name());
                continue;
            }
            for (RuleDefinition rule : used.rules()) {
                Checked target = library.targets().check(rule.file(), rule.targetText(), rule.target(), type);
                if (target != null) {
                    drafts.putIfAbsent(withoutChoice(target), new Draft(rule, used, target));
                }
            }
            used(type, drafts, used, seen);
        }
    }

    /** Numbered elements stand in the order of their numbers, wherever their rules stand. */
    private static List<Draft> inLabelOrder(List<Draft> drafts) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            String list = numberedList(drafts.get(i).target());
            if (list != null) {
                places.computeIfAbsent(list, k -> new ArrayList<>()).add(i);
            }
        }
        List<Draft> ordered = new ArrayList<>(drafts);
        places.values().forEach(indexes -> {
            List<Draft> sorted =
                    new ArrayList<>(indexes.stream().map(drafts::get).toList());
            sorted.sort((a, b) -> Integer.compare(number(a.target()), number(b.target())));
            for (int i = 0; i < indexes.size(); i++) {
                ordered.set(indexes.get(i), sorted.get(i));
            }
        });
        return ordered;
    }

    private static @Nullable String numberedList(Checked target) {
        StringBuilder way = new StringBuilder();
        for (TargetPlan.Step step : target.plan().steps()) {
            way.append('.').append(step.element().name());
            if (step.kind() == LabelKind.NUMBER) {
                return way.append(step.url()).toString();
            }
            way.append(step.text());
        }
        return null;
    }

    private static int number(Checked target) {
        for (TargetPlan.Step step : target.plan().steps()) {
            if (step.kind() == LabelKind.NUMBER) {
                String text = step.text();
                return Integer.parseInt(text.substring(text.lastIndexOf('[') + 1, text.length() - 1));
            }
        }
        return 0;
    }

    /** For each named label the rule whose source repeats into it. */
    private Map<Integer, Draft> drivers(List<Draft> drafts) {
        Map<Integer, Draft> drivers = new HashMap<>();
        for (Draft draft : drafts) {
            int step = driveStep(draft);
            if (step < 0) {
                continue;
            }
            Draft before =
                    drivers.putIfAbsent(draft.target().plan().steps()[step].labelId(), draft);
            if (before != null && !field(before).equals(field(draft))) {
                draft.rule()
                        .file()
                        .fault(
                                draft.rule().targetText(),
                                "'[" + name(draft.target().plan().steps()[step]) + "]' repeats with " + field(before)
                                        + " already (line "
                                        + before.rule().targetText().line() + "); it cannot repeat with "
                                        + field(draft) + " too");
            }
        }
        return drivers;
    }

    private static String name(TargetPlan.Step step) {
        String text = step.text();
        return text.substring(text.lastIndexOf('[') + 1, text.length() - 1);
    }

    /** The index of the named element that the rule's repeating source drives; -1 for none. */
    private int driveStep(Draft draft) {
        int named = -1;
        TargetPlan.Step[] steps = draft.target().plan().steps();
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].kind() == LabelKind.EACH) {
                return -1;
            }
            if (steps[i].kind() == LabelKind.NAME) {
                named = i;
            }
        }
        return named >= 0 && !field(draft).isEmpty() ? named : -1;
    }

    /** The field whose repetitions a rule takes; empty when its source does not repeat. */
    private String field(Draft draft) {
        for (CandidateDefinition candidate : draft.rule().candidates()) {
            Expression source = resolved(candidate.candidate().source(), draft.origin());
            if (source instanceof Expression.Path path && path.isPlain() && repeats(draft, candidate, path)) {
                return fieldOf(path.base());
            }
        }
        return "";
    }

    private boolean repeats(Draft draft, CandidateDefinition candidate, Expression.Path path) {
        At at = at(draft.origin(), candidate);
        Expr expr = library.quietly(() -> library.exprs().expr(path, at), at.file());
        return expr != null && expr.canRepeat();
    }

    private @Nullable Expression resolved(@Nullable Expression source, MapDefinition origin) {
        if (source instanceof Expression.Let let && origin.let().get(let.name()) != null) {
            try {
                return io.crosswalk.mapping.expression.Parser.expression(
                        origin.let().get(let.name()).value(), library.style());
            } catch (io.crosswalk.mapping.expression.ExpressionException e) {
                return null; // told as a fault where the rule is compiled
            }
        }
        return source;
    }

    private String fieldOf(String path) {
        if (library.style() == PathStyle.NAMES) {
            return path;
        }
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** Ways that some rule with a source makes, so that a constant only completes them. */
    private static Map<String, Integer> starters(List<Draft> drafts) {
        Map<String, Integer> starters = new HashMap<>();
        for (Draft draft : drafts) {
            if (isConstant(draft.rule())) {
                continue;
            }
            StringBuilder way = new StringBuilder(sibling(draft.target()));
            if (draft.target().plan().isSibling()) {
                starters.put(way.toString(), 0);
            }
            TargetPlan.Step[] steps = draft.target().plan().steps();
            for (int i = 0; i < steps.length; i++) {
                starters.put(way.append('/').append(wayText(steps[i])).toString(), i);
            }
        }
        return starters;
    }

    /** The element beside the one that the map was called for; empty for the element itself. */
    private static String sibling(Checked target) {
        return target.plan().isSibling()
                ? target.path().substring(0, target.path().indexOf(']') + 1)
                : "";
    }

    private static String wayText(TargetPlan.Step step) {
        return step.element().index() + "#" + step.labelId();
    }

    private static int constantFrom(Checked target, Map<String, Integer> starters) {
        String sibling = sibling(target);
        StringBuilder way = new StringBuilder(sibling);
        TargetPlan.Step[] steps = target.plan().steps();
        int from = starters.containsKey(sibling) ? 1 : 0;
        for (int i = 0; i < steps.length - 1; i++) {
            way.append('/').append(wayText(steps[i]));
            if (starters.containsKey(way.toString())) {
                from = i + 1;
            }
        }
        return from;
    }

    private static boolean isConstant(RuleDefinition rule) {
        return rule.candidates().stream().allMatch(c -> c.candidate().source() instanceof Expression.Constant);
    }

    private static boolean hasConstant(RuleDefinition rule) {
        return rule.candidates().stream().anyMatch(c -> c.candidate().source() instanceof Expression.Constant);
    }

    // ---- one rule

    private @Nullable RulePlan rule(Draft draft, Map<Integer, Draft> drivers, Map<String, Integer> starters) {
        Checked target = draft.target();
        int drive = driveStep(draft);
        boolean each = false;
        int follow = -1;
        TargetPlan.Step[] steps = target.plan().steps();
        for (int i = 0; i < steps.length; i++) {
            each |= steps[i].kind() == LabelKind.EACH;
            if (follow < 0 && i != drive && steps[i].kind() == LabelKind.NAME) {
                follow = i;
            }
        }
        boolean followsDriver = follow >= 0 && drivers.containsKey(steps[follow].labelId());
        List<CandidatePlan> candidates = new ArrayList<>();
        for (CandidateDefinition definition : draft.rule().candidates()) {
            CandidatePlan candidate = candidate(definition, draft.origin(), target, each || drive >= 0, drive >= 0, 0);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        if (candidates.size() != draft.rule().candidates().size()) {
            return null;
        }
        return new RulePlan(
                target.plan(),
                candidates.toArray(CandidatePlan[]::new),
                draft.rule().orAbsent() ? absent(draft) : null,
                draft.rule().place(),
                drive,
                followsDriver || follow >= 0 && library.isDriven(steps[follow].labelId()) ? follow : -1,
                followsDriver,
                constantFrom(target, starters));
    }

    private @Nullable Maker absent(Draft draft) {
        Checked target = draft.target();
        TypeOption option = target.options().get(0);
        if (target.options().size() > 1 || target.plan().steps().length == 0) {
            draft.rule()
                    .file()
                    .fault(draft.rule().targetText(), "'or absent' needs an element of one type; name the type");
            return null;
        }
        TargetPlan.Step[] steps = target.plan().steps();
        int from = 0;
        for (int i = 0; i < steps.length - 1; i++) {
            if (steps[i].element().min() == 0) {
                from = i + 1;
            }
        }
        return new CompositeMakers.Absent(option, from, reasons(draft), library.absences());
    }

    /** The places whose own reason for being absent is to be told. */
    private Expr[] reasons(Draft draft) {
        List<Expr> places = new ArrayList<>();
        for (CandidateDefinition candidate : draft.rule().candidates()) {
            Expression source = resolved(candidate.candidate().source(), draft.origin());
            if (library.style() == PathStyle.NAMES && source instanceof Expression.Path path) {
                At at = at(draft.origin(), candidate);
                Expr place = library.quietly(() -> library.exprs().expr(path, at), at.file());
                if (place != null) {
                    places.add(place);
                }
            }
        }
        return places.toArray(Expr[]::new);
    }

    private static At at(MapDefinition origin, CandidateDefinition candidate) {
        return new At(candidate.file(), candidate.text(), origin.source(), origin.let());
    }

    /**
     * @param repeats whether the target takes every repetition
     * @param drives whether each repetition has an element of its own, so that parts of it belong together
     */
    private @Nullable CandidatePlan candidate(
            CandidateDefinition definition,
            MapDefinition origin,
            Checked target,
            boolean repeats,
            boolean drives,
            int depth) {
        Rule.Candidate candidate = definition.candidate();
        At at = at(origin, definition);
        Cond when = candidate.when() == null ? null : library.exprs().condition(candidate.when(), at);
        boolean conditionBroken = candidate.when() != null && when == null;
        Expression source = candidate.source();
        if (source == null) {
            return conditionBroken ? null : new CandidatePlan(definition.place(), when, null, null, false, null);
        }
        if (source instanceof Expression.Constant constant) {
            Maker maker = constant(constant, candidate, target, at);
            return maker == null || conditionBroken
                    ? null
                    : new CandidatePlan(definition.place(), when, null, maker, false, null);
        }
        if (source instanceof Expression.Call call && call.function().equals(MadeExpr.NAME)) {
            return made(call, definition, when, conditionBroken, target, repeats, at);
        }
        Expr expr = library.exprs().expr(source, at);
        if (expr == null || isBareName(source, candidate, at)) {
            return null;
        }
        boolean all = repeats && expr.canRepeat();
        SourcePath part = null;
        Expression named = resolved(source, origin);
        if (all
                && drives
                && library.style() == PathStyle.POSITIONS
                && named instanceof Expression.Path path
                && path.base().indexOf('.') > 0) {
            String field = fieldOf(path.base());
            Expr whole = library.exprs().expr(new Expression.Path(field, null, "", path.offset()), at);
            part = whole == null
                    ? null
                    : library.exprs()
                            .compile(at.in(whole.type()), path.base().substring(field.length()), path.offset());
            expr = whole == null ? expr : whole;
        }
        Maked made = maker(candidate, expr, part == null ? "" : part.type(), target, at, depth);
        if (made == null || conditionBroken) {
            return null;
        }
        return new CandidatePlan(definition.place(), when, made.source(), made.maker(), all, part);
    }

    /** References to what places of the document have made, or the address of it. */
    private @Nullable CandidatePlan made(
            Expression.Call call,
            CandidateDefinition definition,
            @Nullable Cond when,
            boolean conditionBroken,
            Checked target,
            boolean repeats,
            At at) {
        if (call.arguments().isEmpty()) {
            return allMade(call, definition, when, conditionBroken, target, repeats, at);
        }
        Expr places = call.arguments().size() == 1
                ? library.exprs().expr(call.arguments().get(0), at)
                : null;
        if (places == null || !places.isPlace()) {
            at.fault(
                    call.offset(),
                    "'made' takes 1 path, of the places whose resources are meant, or none for all of them");
            return null;
        }
        TypeOption[] references = references(target);
        TypeOption address = references.length > 0 ? null : address(target);
        if (references.length == 0 && address == null) {
            notTaken(call, target, at);
            return null;
        }
        if (conditionBroken) {
            return null;
        }
        Expr makers = new MadeExpr(places, address == null ? references : new TypeOption[] {address});
        Maker maker = address == null ? new MadeMaker(references) : new MadeMaker.Address(address);
        return new CandidatePlan(definition.place(), when, makers, maker, repeats, null);
    }

    /** References to all that the document has made. */
    private @Nullable CandidatePlan allMade(
            Expression.Call call,
            CandidateDefinition definition,
            @Nullable Cond when,
            boolean conditionBroken,
            Checked target,
            boolean repeats,
            At at) {
        TypeOption[] references = references(target);
        if (references.length == 0) {
            notTaken(call, target, at);
            return null;
        }
        if (!repeats) {
            at.fault(call.offset(), "'made()' gives many references; write a list, as in '" + target.path() + "[]'");
            return null;
        }
        return conditionBroken
                ? null
                : new CandidatePlan(definition.place(), when, null, new MadeMaker.All(references), false, null);
    }

    private static TypeOption[] references(Checked target) {
        return target.options().stream()
                .filter(option -> option.type().name().equals("Reference"))
                .toArray(TypeOption[]::new);
    }

    /** The only type of an element that is no list, when it is an address. */
    private static @Nullable TypeOption address(Checked target) {
        TypeOption only = target.options().get(0);
        return target.options().size() == 1
                        && only.type().isUri()
                        && !only.element().isList()
                ? only
                : null;
    }

    private static void notTaken(Expression.Call call, Checked target, At at) {
        at.fault(
                call.offset(),
                element(target) + " takes " + Fit.names(target.options()) + "; 'made' gives references and addresses");
    }

    /** A group or segment as a whole has no text: only a map can take it. */
    private boolean isBareName(Expression source, Rule.Candidate candidate, At at) {
        boolean bare = library.style() == PathStyle.POSITIONS
                && source instanceof Expression.Path path
                && candidate.as() == null
                && path.base().indexOf('.') < 0
                && path.base().indexOf('-') < 0;
        if (bare) {
            at.fault(
                    source.offset(),
                    "'" + ((Expression.Path) source).base()
                            + "' is no value; a source is a field, a component or a function, as in PID-8");
        }
        return bare;
    }

    /** A maker and the source it wants. */
    private record Maked(Expr source, Maker maker) {}

    private @Nullable Maked maker(
            Rule.Candidate candidate, Expr source, String partType, Checked target, At at, int depth) {
        Rule.Name as = candidate.as();
        CodeMap via = null;
        Rule.Name viaName = candidate.via();
        if (viaName != null) {
            via = library.exprs().codeMap(viaName.text(), viaName.offset(), at);
            if (via == null) {
                return null;
            }
        }
        if (as == null) {
            return plain(candidate, source, via, target, at);
        }
        if (Character.isLowerCase(as.text().charAt(0))) {
            return primitive(as, candidate, source, via, target, at);
        }
        MapPlan called = resolve(as, target, at);
        return called == null ? null : call(called, candidate, source, via, target, at, depth);
    }

    /** Without "as": the element's own primitive, or a code that is translated. */
    private @Nullable Maked plain(Rule.Candidate candidate, Expr source, @Nullable CodeMap via, Checked target, At at) {
        if (target.options().size() > 1) {
            TypeOption text = source.isPlace()
                    ? null
                    : Fit.primitive(target.options(), FhirTypes.r4().type("string"));
            if (text != null) {
                return text(text, "string", candidate, source, via);
            }
            at.fault(candidate.offset(), "say which type the value has: 'as string', 'as dateTime', 'as CWE', ...");
            return null;
        }
        TypeOption option = target.options().get(0);
        FhirType type = option.type();
        if (type.isPrimitive()) {
            return text(option, type.name(), candidate, source, via);
        }
        if (via != null && (type == Codes.CODING || type == Codes.CONCEPT)) {
            return new Maked(
                    source, new CodingMaker(option, source.isPlace() ? null : source, via, candidate.unmapped()));
        }
        at.fault(
                candidate.offset(),
                element(target) + " is a " + type.name() + "; say which map makes it, as in 'as " + example(type)
                        + "'");
        return null;
    }

    private String example(FhirType type) {
        String wanted = "[" + type.name() + "]";
        return library.mapNames().stream()
                .filter(name -> name.endsWith(wanted))
                .findFirst()
                .orElse("MAP" + wanted);
    }

    private static String element(Checked target) {
        TargetPlan.Step[] steps = target.plan().steps();
        return steps.length == 0
                ? target.path()
                : steps[steps.length - 1].element().path();
    }

    private static Maked text(
            TypeOption option, String type, Rule.Candidate candidate, Expr source, @Nullable CodeMap via) {
        if (via != null) {
            return new Maked(
                    source, new CodeMaker(option, source.isPlace() ? null : source, via, candidate.unmapped()));
        }
        return new Maked(
                source,
                source.isPlace()
                        ? new PrimitiveMaker.OfPlace(option, type)
                        : new PrimitiveMaker.OfText(option, source));
    }

    private @Nullable Maked primitive(
            Rule.Name as, Rule.Candidate candidate, Expr source, @Nullable CodeMap via, Checked target, At at) {
        FhirType type = FhirTypes.r4().find(as.text());
        if (type == null || !type.isPrimitive()) {
            at.fault(
                    as.offset(),
                    "FHIR has no primitive '" + as.text() + "'",
                    Nearest.of(as.text(), library.primitives()));
            return null;
        }
        TypeOption option = Fit.primitive(target.options(), type);
        if (option == null) {
            at.fault(as.offset(), element(target) + " takes " + Fit.names(target.options()) + ", not " + type.name());
            return null;
        }
        return text(option, type.name(), candidate, source, via);
    }

    private @Nullable MapPlan resolve(Rule.Name as, Checked target, At at) {
        if (library.definition(as.text()) != null) {
            return library.plan(as.text());
        }
        List<String> fitting = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : library.mapNames()) {
            if (name.startsWith(as.text() + "[")) {
                (Fit.map(library.plan(name), target) != null ? fitting : others).add(name);
            }
        }
        if (fitting.size() > 1) {
            String exact = as.text() + "[" + target.options().get(0).type().name() + "]";
            if (target.options().size() == 1 && fitting.contains(exact)) {
                return library.plan(exact);
            }
            at.fault(as.offset(), "'" + as.text() + "' may be " + String.join(" or ", fitting) + " here; say which");
            return null;
        }
        if (fitting.size() == 1) {
            return library.plan(fitting.get(0));
        }
        if (others.isEmpty()) {
            at.fault(
                    as.offset(),
                    "there is no map '" + as.text() + "'",
                    Nearest.of(as.text(), as.text().indexOf('[') < 0 ? library.mapSources() : library.mapNames()));
        } else {
            at.fault(
                    as.offset(),
                    "no map of '" + as.text() + "' makes " + Fit.names(target.options()) + " for " + element(target));
        }
        return null;
    }

    private @Nullable Maked call(
            MapPlan called,
            Rule.Candidate candidate,
            Expr source,
            @Nullable CodeMap via,
            Checked target,
            At at,
            int depth) {
        MapDefinition definition = library.definition(called.name());
        if (definition != null && !definition.choose().isEmpty()) {
            return choose(definition, source, target, at, candidate, depth);
        }
        TypeOption option = Fit.map(called, target);
        if (option == null) {
            int offset =
                    candidate.as() == null ? candidate.offset() : candidate.as().offset();
            at.fault(
                    offset,
                    "map '" + called.name() + "' makes " + called.type() + ", and " + element(target) + " takes "
                            + Fit.names(target.options()));
            return null;
        }
        FhirType type = called.resourceType();
        if (called.isResource()) {
            return new Maked(source, new CompositeMakers.Resource(option, called, null));
        }
        if (type.isPrimitive()) {
            if (via != null) {
                return new Maked(
                        new MapExpr(called, source),
                        new CodeMaker(option, new MapExpr(called, source), via, candidate.unmapped()));
            }
            return new Maked(source, new PrimitiveMaker.OfMap(option, called, source.isPlace() ? null : source));
        }
        if (via != null && option.type() != Codes.CONCEPT && option.type() != Codes.CODING) {
            at.fault(
                    candidate.offset(),
                    "'via' translates codes, and a " + option.type().name() + " is none");
            return null;
        }
        return new Maked(source, new CompositeMakers.DataType(option, called, via, candidate.unmapped()));
    }

    private @Nullable Maked choose(
            MapDefinition definition, Expr source, Checked target, At at, Rule.Candidate candidate, int depth) {
        if (depth > DEEPEST_CHOICE) {
            at.fault(candidate.offset(), "'" + definition.name().value() + "' chooses itself without end");
            return null;
        }
        List<CandidateDefinition> fitting = definition.choose().stream()
                .filter(alternative -> mayStandAt(alternative, target))
                .toList();
        List<CandidatePlan> alternatives = new ArrayList<>();
        List<CandidateDefinition> wanted = fitting.isEmpty() ? definition.choose() : fitting;
        for (CandidateDefinition alternative : wanted) {
            CandidatePlan compiled = candidate(alternative, definition, target, false, false, depth + 1);
            if (compiled != null) {
                alternatives.add(compiled);
            }
        }
        return alternatives.size() == wanted.size()
                ? new Maked(source, new CompositeMakers.Choose(alternatives.toArray(CandidatePlan[]::new)))
                : null;
    }

    /**
     * Whether an alternative can come out at an element. A map that chooses among resources is called for many references: one that
     * an element does not point to (a Device as the recorder of a condition) is no alternative there, and no fault.
     */
    private boolean mayStandAt(CandidateDefinition alternative, Checked target) {
        Rule.Name as = alternative.candidate().as();
        if (as == null) {
            return true;
        }
        MapDefinition definition = library.definition(as.text());
        return definition == null || !definition.resource() || Fit.map(library.plan(as.text()), target) != null;
    }

    // ---- constants

    private @Nullable Maker constant(Expression.Constant constant, Rule.Candidate candidate, Checked target, At at) {
        if (candidate.as() != null || candidate.via() != null) {
            at.fault(candidate.offset(), "a constant takes no 'as' and no 'via'");
            return null;
        }
        Literal literal = constant.literal();
        String system = literal.system().isEmpty() ? "" : system(literal.system(), constant.offset(), at);
        if (system == null) {
            return null;
        }
        return constantOf(literal, system, target, constant.offset(), at, this::element);
    }

    private String element(Checked target, boolean unused) {
        return element(target);
    }

    /** Names an element in a fault. */
    interface Naming {
        String of(Checked target, boolean unused);
    }

    static @Nullable Maker constantOf(
            Literal literal, String system, Checked target, int offset, At at, Naming naming) {
        TypeOption option = Fit.constant(target.options(), literal);
        if (option == null) {
            at.fault(
                    offset,
                    naming.of(target, true) + " takes " + Fit.names(target.options())
                            + "; a constant is a primitive, a Coding or a CodeableConcept");
            return null;
        }
        FhirType type = option.type();
        if (type == Codes.CODING || type == Codes.CONCEPT) {
            return new CompositeMakers.Constant(option, system, literal.value(), literal.display());
        }
        boolean uri = !literal.system().isEmpty() && !type.name().equals("code");
        String text = uri ? system + "#" + literal.value() : literal.value();
        String value = PrimitiveText.of(type.name(), text);
        if (value == null) {
            at.fault(offset, "'" + text + "' is no " + type.name());
            return null;
        }
        return new PrimitiveMaker.Constant(option, value);
    }

    private @Nullable String system(String alias, int offset, At at) {
        return library.system(alias, offset, at);
    }

    // ---- identity

    KeyPlan key(List<KeyDefinition> definitions) {
        List<KeyPlan.Part[]> alternatives = new ArrayList<>();
        for (KeyDefinition definition : definitions) {
            At at = new At(definition.file(), definition.text(), map.source(), map.let());
            List<KeyPlan.Part> parts = new ArrayList<>();
            for (Expression expression : definition.parts()) {
                KeyPlan.Part part = part(expression, at);
                if (part != null) {
                    parts.add(part);
                }
            }
            if (parts.size() == definition.parts().size()) {
                alternatives.add(parts.toArray(KeyPlan.Part[]::new));
            }
        }
        String place = definitions.isEmpty()
                ? ""
                : map.file().name() + ":" + definitions.get(0).text().lineAt(0);
        return new KeyPlan(alternatives.toArray(KeyPlan.Part[][]::new), place);
    }

    private KeyPlan.@Nullable Part part(Expression expression, At at) {
        if (expression instanceof Expression.ProductId product) {
            if (map.needs().stream().noneMatch(need -> need.value().equals(product.product()))) {
                at.fault(
                        product.offset(),
                        "'" + product.product() + "' is a product of the message; name it under 'needs:'");
                return null;
            }
            return new KeyPlan.ProductPart(library.product(product.product()));
        }
        Expr expr = library.exprs().expr(expression, at);
        if (expr == null) {
            return null;
        }
        KeyPlan typeKey = expr.isPlace() ? library.typeKey(expr.type()) : null;
        return typeKey == null ? new KeyPlan.TextPart(expr) : new KeyPlan.ValuePart(expr, typeKey);
    }

    static Write write(MapDefinition map) {
        var text = map.write();
        if (text == null) {
            return Write.PUT;
        }
        Write write = Run.write(new Rule.Name(text.value(), 0));
        if (write == null) {
            map.file()
                    .fault(
                            text,
                            0,
                            "'write:' wants put, create, settle, status or refer, not '" + text.value() + "'",
                            Nearest.of(text.value(), List.of("put", "create", "settle", "status", "refer")));
            return Write.PUT;
        }
        return write;
    }
}
