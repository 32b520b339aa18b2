package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.plan.MapDefinition.RuleDefinition;
import io.crosswalk.mapping.plan.OverlayDefinition.Change;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.terminology.CodeMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The definitions of one site: what is shipped, with the changes of its overlay. Knows what has changed, so that everything
 * else is compiled once for all sites. A line that changes nothing is a fault: who wrote it believes that it does.
 */
public final class SiteDefinitions {

    private final Definitions shipped;
    private final Definitions definitions;
    private final Set<String> changed = new HashSet<>();
    private final List<Dropped> dropped = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /** A rule that the site does not have, and the line that says so. */
    record Dropped(MapDefinition map, RuleDefinition rule, String place) {}

    /** A path that the site leaves out on purpose. */
    record LeftOut(SourceFile file, MapDefinition map, YamlNode.Scalar path, String reason) {}

    public SiteDefinitions(Definitions shipped, String site) {
        this.shipped = shipped;
        this.definitions = shipped.of(site);
    }

    /** Where maps of the site's own are read into. */
    public Definitions definitions() {
        return definitions;
    }

    /** Maps, code maps and options that are not as shipped, by the names that {@link PlanCompiler} notes. */
    Set<String> changed() {
        return changed;
    }

    List<Dropped> dropped() {
        return dropped;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** A code map of the site: its rows stand instead of the shipped ones of the same system and code. */
    public void addCodes(CodeMap codes, SourceFile file) {
        CodeMap before = definitions.codeMaps.get(codes.name());
        if (before == null) {
            definitions.codeMaps.put(codes.name(), codes);
        } else {
            for (CodeMap.Row row : codes.rows()) {
                if (before.rows(row.sourceCode()).stream().anyMatch(known -> saysTheSame(known, row))) {
                    file.fault(
                            row.line(),
                            1,
                            "code map '" + codes.name() + "' has this row for '" + row.sourceCode()
                                    + "' already; take it out");
                }
            }
            definitions.codeMaps.put(codes.name(), before.changedBy(codes));
        }
        changed.add(PlanCompiler.codes(codes.name()));
    }

    private static boolean saysTheSame(CodeMap.Row known, CodeMap.Row row) {
        return known.sourceSystem().equals(row.sourceSystem())
                && known.targets().equals(row.targets());
    }

    /** Whether the site names places of documents that are not named otherwise. */
    public boolean changesKinds() {
        return definitions.kinds.size() > shipped.kinds.size();
    }

    /** To be called when all files of the site are read. */
    public void apply(OverlayDefinition overlay) {
        if (changesKinds()) {
            definitions.messages.replaceAll((name, message) -> message.over(definitions.places(name)));
            definitions.messages.keySet().forEach(name -> changed.add(PlanCompiler.message(name)));
        }
        definitions.maps.keySet().forEach(name -> {
            if (!shipped.maps.containsKey(name)) {
                changed.add(name);
            }
        });
        overlay.options().forEach((name, value) -> option(overlay.file(), name, value));
        overlay.changes().forEach(change -> change(overlay.file(), change));
        make(overlay);
        if (changed.isEmpty()
                && overlay.zone() == null
                && overlay.file().faults().isEmpty()) {
            overlay.file().fault(overlay.name(), "this overlay changes nothing");
        }
    }

    private void option(SourceFile file, YamlNode.Scalar name, YamlNode.Scalar value) {
        OptionDefinition option = definitions.options.get(name.value());
        if (option == null) {
            file.fault(
                    name,
                    0,
                    "there is no option '" + name.value() + "'",
                    Nearest.of(name.value(), definitions.options.keySet()));
        } else if (!option.values().contains(value.value())) {
            file.fault(
                    value,
                    0,
                    "option '" + name.value() + "' has no value '" + value.value() + "'; it has "
                            + String.join(", ", option.values()),
                    Nearest.of(value.value(), option.values()));
        } else if (option.value().equals(value.value())) {
            file.fault(value, "option '" + name.value() + "' is '" + value.value() + "' already");
        } else {
            definitions.setOption(name.value(), value.value());
            changed.add(PlanCompiler.option(name.value()));
        }
    }

    // ---- maps

    private void change(SourceFile file, Change change) {
        MapDefinition map = definitions.maps.get(change.map().value());
        if (map == null) {
            file.fault(
                    change.map(),
                    0,
                    "there is no map '" + change.map().value() + "'",
                    Nearest.of(change.map().value(), definitions.maps.keySet()));
            return;
        }
        if (map.rules().isEmpty()) {
            file.fault(
                    change.map(),
                    "map '" + map.name().value()
                            + "' chooses between others; change these, or write a map of your own");
            return;
        }
        Map<String, RuleDefinition> rules = new LinkedHashMap<>();
        map.rules().forEach(rule -> rules.put(rule.target().canonical(), rule));
        Set<String> elements = new TreeSet<>(rules.keySet());
        for (OverlayDefinition.Drop drop : change.drops()) {
            RuleDefinition rule = rules.remove(drop.target().canonical());
            if (rule == null) {
                missing(file, drop.text(), map, elements);
            } else {
                dropped.add(
                        new Dropped(map, rule, file.name() + ":" + drop.text().line()));
            }
        }
        for (RuleDefinition rule : change.replaced()) {
            RuleDefinition before = rules.get(rule.target().canonical());
            if (before == null) {
                missing(file, rule.targetText(), map, elements);
                continue;
            }
            if (texts(before).equals(texts(rule))) {
                file.fault(rule.targetText(), "this is what " + before.place() + " says already; take it out");
            }
            dropped.add(new Dropped(map, before, rule.place()));
            rules.put(rule.target().canonical(), rule);
        }
        for (RuleDefinition rule : change.added()) {
            RuleDefinition before = rules.putIfAbsent(rule.target().canonical(), rule);
            if (before != null) {
                file.fault(
                        rule.targetText(),
                        "'" + rule.targetText().value() + "' has a rule in " + before.place()
                                + "; a rule that stands instead of it goes under 'replace:'");
            }
        }
        change.ignore().forEach((path, reason) -> leftOut.add(new LeftOut(file, map, path, reason)));
        definitions.maps.put(map.name().value(), changed(file, map, change, List.copyOf(rules.values())));
        changed.add(map.name().value());
    }

    private static void missing(SourceFile file, YamlNode.Scalar text, MapDefinition map, Set<String> elements) {
        file.fault(
                text,
                0,
                "map '" + map.name().value() + "' has no rule for '" + text.value() + "'",
                Nearest.of(text.value(), elements));
    }

    private static List<String> texts(RuleDefinition rule) {
        return rule.candidates().stream()
                .map(candidate -> candidate.text().value())
                .toList();
    }

    private static MapDefinition changed(
            SourceFile file, MapDefinition map, Change change, List<RuleDefinition> rules) {
        Map<String, YamlNode.Scalar> let = new HashMap<>(map.let());
        change.let().forEach((name, text) -> {
            if (let.putIfAbsent(name, text) != null) {
                file.fault(text, "the map has a name '" + name + "' already; take another");
            }
        });
        List<YamlNode.Scalar> needs = new ArrayList<>(map.needs());
        needs.addAll(change.needs());
        return new MapDefinition(
                map.file(),
                map.name(),
                map.source(),
                map.type(),
                map.resource(),
                change.identity().isEmpty() ? map.identity() : change.identity(),
                map.key(),
                let,
                rules,
                map.choose(),
                map.use(),
                needs,
                map.write(),
                map.ignore(),
                map.guide(),
                map.rows());
    }

    // ---- messages

    private void make(OverlayDefinition overlay) {
        Set<Section> used = new HashSet<>();
        definitions.messages.replaceAll((name, message) -> {
            PartTaker.Places places = new PartTaker.Places(message.groups());
            List<Section> own = new ArrayList<>();
            for (Section section : overlay.sections()) {
                List<Section> there = places.all(section);
                if (!there.isEmpty()) {
                    used.add(section);
                    own.addAll(there);
                }
            }
            if (own.isEmpty()) {
                return message;
            }
            changed.add(PlanCompiler.message(name));
            return message.making(PartTaker.joined(message.sections(), own));
        });
        for (Section section : overlay.sections()) {
            if (!used.contains(section)) {
                section.fault("no structure has a place '" + section.place().text() + "'", "");
            }
        }
    }
}
