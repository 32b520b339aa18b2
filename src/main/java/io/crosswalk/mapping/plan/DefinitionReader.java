package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.expression.ExpressionException;
import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.expression.Parser;
import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.mapping.expression.Rule;
import io.crosswalk.mapping.expression.SiteCondition;
import io.crosswalk.mapping.expression.TakeItem;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.plan.MapDefinition.CandidateDefinition;
import io.crosswalk.mapping.plan.MapDefinition.KeyDefinition;
import io.crosswalk.mapping.plan.MapDefinition.RuleDefinition;
import io.crosswalk.mapping.plan.PartDefinition.Take;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.mapping.syntax.YamlReader;
import io.crosswalk.message.BundleKind;
import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads files into {@link Definitions}. Faults go to the files. */
public final class DefinitionReader {

    // The schemas for editors are made from these sets too.
    static final Set<String> MAP_KEYS = Set.of(
            "resource",
            "fills",
            "identity",
            "key",
            "set",
            "choose",
            "let",
            "use",
            "needs",
            "write",
            "ignore",
            "guide",
            "rows");
    static final Set<String> MESSAGE_KEYS = Set.of("also", "bundle", "groups", "take", "make");
    static final Set<String> PART_KEYS = Set.of("take", "make");
    static final Set<String> OVERLAY_KEYS = Set.of("overlay", "for", "zone", "options", "change", "make");
    static final Set<String> CHANGE_KEYS = Set.of("drop", "replace", "add", "identity", "let", "needs", "ignore");
    static final Set<String> OPTION_KEYS = Set.of("values", "default", "text");

    private final SourceFile file;
    private final Definitions definitions;

    private DefinitionReader(SourceFile file, Definitions definitions) {
        this.file = file;
        this.definitions = definitions;
    }

    /** A file of {@code segments/} or {@code datatypes/}. */
    public static void readMaps(SourceFile file, Definitions definitions) {
        new DefinitionReader(file, definitions).eachBlock(DefinitionReader::map);
    }

    /** A file of {@code kinds/}. */
    public static void readKinds(SourceFile file, Definitions definitions) {
        YamlNode.Mapping root = YamlReader.read(file);
        if (root == null) {
            return;
        }
        for (YamlNode.Entry entry : root.entries()) {
            if (!(entry.value() instanceof YamlNode.Scalar pattern)) {
                file.fault(entry.key(), "a kind is one line: its name and its pattern");
                continue;
            }
            Definitions.KindDefinition kind = new Definitions.KindDefinition(file, entry.key(), pattern);
            Definitions.KindDefinition before =
                    definitions.kinds.putIfAbsent(entry.key().value(), kind);
            if (before != null) {
                file.fault(
                        entry.key(),
                        "kind '" + entry.key().value() + "' stands in "
                                + before.file().name() + ":" + before.name().line() + " already");
            }
        }
    }

    /** A file of {@code messages/}. */
    public static void readMessages(SourceFile file, Definitions definitions) {
        new DefinitionReader(file, definitions).eachBlock(DefinitionReader::message);
        definitions.incomplete |= !file.faults().isEmpty();
    }

    /** A file of {@code parts/}. */
    public static void readParts(SourceFile file, Definitions definitions) {
        new DefinitionReader(file, definitions).eachBlock(DefinitionReader::part);
    }

    /** The file {@code options.yaml}. */
    public static void readOptions(SourceFile file, Definitions definitions) {
        new DefinitionReader(file, definitions).eachBlock(DefinitionReader::option);
    }

    /** A file {@code overlay.yaml}; null when nothing of it can be read. */
    public static @Nullable OverlayDefinition readOverlay(SourceFile file, Definitions shipped) {
        YamlNode.Mapping root = YamlReader.read(file);
        if (root == null) {
            if (file.faults().isEmpty()) {
                file.fault(1, 1, "an overlay needs 'overlay:' with the name of its site");
            }
            return null;
        }
        return new DefinitionReader(file, new Definitions(shipped.style())).overlay(root);
    }

    /** Reads one block. */
    private interface Block {
        void read(DefinitionReader reader, YamlNode.Scalar name, YamlNode.Mapping body);
    }

    private void eachBlock(Block block) {
        YamlNode.Mapping root = YamlReader.read(file);
        if (root == null) {
            return;
        }
        for (YamlNode.Entry entry : root.entries()) {
            if (entry.value() instanceof YamlNode.Mapping body) {
                block.read(this, entry.key(), body);
            } else {
                file.fault(entry.key(), "'" + entry.key().value() + "' has no content");
            }
        }
    }

    // ---- maps

    private void map(YamlNode.Scalar name, YamlNode.Mapping body) {
        parse(name, Parser::mapName);
        checkKeys(body, MAP_KEYS, "a map");
        int bracket = name.value().indexOf('[');
        YamlNode.Scalar resource = text(body, "resource");
        YamlNode.Scalar fills = text(body, "fills");
        if (resource != null && fills != null) {
            file.fault(fills, "a map says 'resource:' or 'fills:', not both");
        }
        boolean choose = body.get("choose") != null;
        if (choose == (body.get("set") != null)) {
            file.fault(name, "map '" + name.value() + "' needs either 'set:' or 'choose:'");
        }
        if (resource == null && fills == null && !choose) {
            file.fault(name, "map '" + name.value() + "' needs 'resource:' or 'fills:'");
        }
        definitions.addMap(new MapDefinition(
                file,
                name,
                bracket < 0 ? name.value() : name.value().substring(0, bracket),
                resource != null ? resource : fills,
                resource != null,
                keys(body.get("identity"), "identity"),
                keys(body.get("key"), "key"),
                lets(body.get("let")),
                rules(body.get("set"), "set"),
                candidates(body.get("choose")),
                list(body.get("use"), "use"),
                list(body.get("needs"), "needs"),
                text(body, "write"),
                reasons(body.get("ignore"), "ignore"),
                reasons(body.get("guide"), "guide"),
                reasons(body.get("rows"), "rows")));
    }

    private void checkKeys(YamlNode.Mapping body, Set<String> known, String what) {
        for (YamlNode.Entry entry : body.entries()) {
            String key = entry.key().value();
            if (!known.contains(key)) {
                file.fault(
                        entry.key().line(),
                        entry.key().column(),
                        what + " has no key '" + key + "'",
                        Nearest.of(key, known));
            }
        }
    }

    private YamlNode.@Nullable Scalar text(YamlNode.Mapping body, String key) {
        YamlNode node = body.get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof YamlNode.Scalar scalar && !scalar.value().isBlank()) {
            return scalar;
        }
        file.fault(node, "'" + key + ":' wants one word");
        return null;
    }

    private List<YamlNode.Scalar> list(@Nullable YamlNode node, String key) {
        List<YamlNode.Scalar> items = new ArrayList<>();
        if (node instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Scalar scalar) {
                    items.add(scalar);
                } else {
                    file.fault(
                            item,
                            "an item of '" + key
                                    + ":' is one line of text; a text with ': ' in it stands in single quotes");
                }
            }
        } else if (node instanceof YamlNode.Scalar scalar) {
            items.add(scalar);
        } else if (node != null) {
            file.fault(node, "'" + key + ":' wants a list");
        }
        return items;
    }

    private List<KeyDefinition> keys(@Nullable YamlNode node, String key) {
        List<KeyDefinition> keys = new ArrayList<>();
        for (YamlNode.Scalar item : list(node, key)) {
            var parts = parse(item, text -> Parser.key(text, definitions.style()));
            if (parts != null) {
                keys.add(new KeyDefinition(file, item, parts));
            }
        }
        return keys;
    }

    private Map<String, YamlNode.Scalar> lets(@Nullable YamlNode node) {
        Map<String, YamlNode.Scalar> lets = new LinkedHashMap<>();
        if (node instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entry.value() instanceof YamlNode.Scalar scalar) {
                    lets.put(entry.key().value(), scalar);
                } else {
                    file.fault(entry.value(), "what 'let:' names is one line of text");
                }
            }
        } else if (node != null) {
            file.fault(node, "'let:' wants lines of 'name: path or condition'");
        }
        return lets;
    }

    private Map<YamlNode.Scalar, String> reasons(@Nullable YamlNode node, String key) {
        Map<YamlNode.Scalar, String> reasons = new LinkedHashMap<>();
        if (node instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entry.value() instanceof YamlNode.Scalar scalar
                        && !scalar.value().isBlank()) {
                    reasons.put(entry.key(), scalar.value());
                } else {
                    file.fault(
                            entry.key(),
                            "'" + key + ":' wants a reason for '" + entry.key().value() + "'");
                }
            }
        } else if (node != null) {
            file.fault(node, "'" + key + ":' wants lines of 'name: reason'");
        }
        return reasons;
    }

    private List<RuleDefinition> rules(@Nullable YamlNode node, String key) {
        List<RuleDefinition> rules = new ArrayList<>();
        if (node instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                RuleDefinition rule = rule(entry);
                if (rule != null) {
                    rules.add(rule);
                }
            }
        } else if (node != null) {
            file.fault(node, "'" + key + ":' wants lines of 'element: rule'");
        }
        return rules;
    }

    private @Nullable RuleDefinition rule(YamlNode.Entry entry) {
        Target target = parse(entry.key(), Parser::target);
        List<CandidateDefinition> candidates = new ArrayList<>();
        boolean orAbsent = false;
        List<YamlNode.Scalar> texts = list(entry.value(), entry.key().value());
        for (YamlNode.Scalar text : texts) {
            if (text.value().isBlank()) {
                file.fault(entry.key(), "'" + entry.key().value() + "' has no rule");
                continue;
            }
            Rule rule = parse(text, one -> Parser.rule(one, definitions.style()));
            if (rule != null) {
                rule.candidates().forEach(candidate -> candidates.add(new CandidateDefinition(file, text, candidate)));
                orAbsent |= rule.orAbsent();
            }
        }
        return target == null || candidates.isEmpty() && !orAbsent
                ? null
                : new RuleDefinition(file, entry.key(), target, List.copyOf(candidates), orAbsent);
    }

    private List<CandidateDefinition> candidates(@Nullable YamlNode node) {
        List<CandidateDefinition> candidates = new ArrayList<>();
        for (YamlNode.Scalar text : list(node, "choose")) {
            Rule rule = parse(text, one -> Parser.rule(one, definitions.style()));
            if (rule != null) {
                rule.candidates().forEach(candidate -> candidates.add(new CandidateDefinition(file, text, candidate)));
            }
        }
        return candidates;
    }

    private <T> @Nullable T parse(YamlNode.Scalar scalar, Function<String, T> grammar) {
        try {
            return grammar.apply(scalar.value());
        } catch (ExpressionException e) {
            file.fault(scalar, e.offset(), e.reason(), e.suggestion());
            return null;
        }
    }

    /** A condition of a {@code let:}; null with a fault when it is none. */
    static @Nullable Condition condition(SourceFile file, YamlNode.Scalar text, PathStyle style) {
        return new DefinitionReader(file, new Definitions(style))
                .parse(text, condition -> Parser.condition(condition, style));
    }

    // ---- messages

    private void message(YamlNode.Scalar name, YamlNode.Mapping body) {
        checkKeys(body, MESSAGE_KEYS, "a message");
        boolean document = definitions.style() == PathStyle.NAMES;
        YamlNode.Scalar groups = document ? null : text(body, "groups");
        if (groups == null && !document) {
            file.fault(name, "message '" + name.value() + "' needs 'groups:'");
            return;
        }
        GroupTable table =
                groups == null ? definitions.places(name.value()) : new GroupsParser(file, groups).parse(name.value());
        YamlNode.Scalar also = body.get("also") == null ? null : text(body, "also");
        List<String> triggers =
                also == null ? List.of() : List.of(also.value().trim().split("\\s+"));
        List<Take> takes = takes(body);
        List<Section> sections = sections(name, body, "message", false);
        if (table != null) {
            definitions.addMessage(
                    new MessageDefinition(file, name, triggers, kind(body), table, takes, sections), file);
        }
    }

    /** Most messages are to be written. */
    private BundleKind kind(YamlNode.Mapping body) {
        YamlNode.Scalar word = body.get("bundle") == null ? null : text(body, "bundle");
        if (word == null) {
            return BundleKind.TRANSACTION;
        }
        List<String> codes = new ArrayList<>();
        for (BundleKind kind : BundleKind.values()) {
            if (kind.code().equals(word.value())) {
                return kind;
            }
            codes.add(kind.code());
        }
        file.fault(
                word.line(),
                word.column(),
                "a Bundle is one of " + String.join(", ", codes),
                Nearest.of(word.value(), codes));
        return BundleKind.TRANSACTION;
    }

    private void part(YamlNode.Scalar name, YamlNode.Mapping body) {
        checkKeys(body, PART_KEYS, "a part");
        if (!Parser.isName(name.value())) {
            file.fault(name, "the name of a part is one word: letters, digits, '-' and '_'");
        }
        definitions.addPart(new PartDefinition(file, name, takes(body), sections(name, body, "part", true)));
    }

    private List<Take> takes(YamlNode.Mapping body) {
        List<Take> takes = new ArrayList<>();
        for (YamlNode.Scalar line : list(body.get("take"), "take")) {
            TakeItem item = parse(line, Parser::take);
            if (item != null) {
                takes.add(new Take(file, line, item));
            }
        }
        return takes;
    }

    private List<Section> sections(YamlNode.Scalar name, YamlNode.Mapping body, String what, boolean shared) {
        List<Section> sections = new ArrayList<>();
        if (body.get("make") instanceof YamlNode.Mapping make) {
            make.entries().forEach(entry -> sections.addAll(section(entry, shared)));
        } else if (body.get("make") != null || body.get("take") == null) {
            file.fault(name, what + " '" + name.value() + "' needs 'make:' with lines for its segments");
        }
        return sections;
    }

    /** One section for each place that a key names. */
    private List<Section> section(YamlNode.Entry entry, boolean shared) {
        List<Section.Item> items = new ArrayList<>();
        for (YamlNode.Scalar text : list(joined(entry.value()), entry.key().value())) {
            var item = parse(text, one -> Parser.make(one, definitions.style()));
            if (item != null) {
                items.add(new Section.Item(file, text, item, shared));
            }
        }
        List<Rule.Name> places = parse(entry.key(), Parser::places);
        return places == null
                ? List.of()
                : places.stream()
                        .map(place -> Section.of(file, entry.key(), place, items))
                        .toList();
    }

    /** {@code - patient: PID[Patient]} is a key with a value to YAML, and one line to us. */
    private static YamlNode joined(YamlNode node) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            return node;
        }
        List<YamlNode> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            items.add(
                    item instanceof YamlNode.Mapping mapping
                                    && mapping.entries().size() == 1
                                    && Parser.isName(
                                            mapping.entries().get(0).key().value())
                                    && mapping.entries().get(0).value() instanceof YamlNode.Scalar value
                            ? YamlNode.Scalar.join(mapping.entries().get(0).key(), value)
                            : item);
        }
        return new YamlNode.Sequence(items, sequence.line(), sequence.column());
    }

    // ---- overlays

    private @Nullable OverlayDefinition overlay(YamlNode.Mapping root) {
        checkKeys(root, OVERLAY_KEYS, "an overlay");
        YamlNode.Scalar name = text(root, "overlay");
        if (name == null) {
            if (root.get("overlay") == null) {
                file.fault(root, "an overlay needs 'overlay:' with the name of its site");
            }
            return null;
        }
        List<OverlayDefinition.Line> lines = new ArrayList<>();
        for (YamlNode.Scalar line : list(root.get("for"), "for")) {
            SiteCondition condition = parse(line, text -> Parser.site(text, definitions.style()));
            if (condition != null) {
                lines.add(new OverlayDefinition.Line(line, condition));
            }
        }
        if (root.get("for") == null) {
            file.fault(name, "an overlay needs 'for:': which messages are the site's, as in MSH-4.1 = \"A\"");
        }
        List<OverlayDefinition.Change> changes = new ArrayList<>();
        if (root.get("change") instanceof YamlNode.Mapping maps) {
            maps.entries().forEach(entry -> change(entry, changes));
        } else if (root.get("change") != null) {
            file.fault(name, "'change:' wants the names of maps, each with what is different in it");
        }
        List<Section> sections = root.get("make") == null ? List.of() : sections(name, root, "overlay", true);
        return new OverlayDefinition(
                file, name, lines, text(root, "zone"), values(root.get("options")), changes, sections);
    }

    private Map<YamlNode.Scalar, YamlNode.Scalar> values(@Nullable YamlNode node) {
        Map<YamlNode.Scalar, YamlNode.Scalar> values = new LinkedHashMap<>();
        if (node instanceof YamlNode.Mapping mapping) {
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entry.value() instanceof YamlNode.Scalar value) {
                    values.put(entry.key(), value);
                } else {
                    file.fault(entry.value(), "an option has one value");
                }
            }
        } else if (node != null) {
            file.fault(node, "'options:' wants lines of 'name: value'");
        }
        return values;
    }

    private void change(YamlNode.Entry entry, List<OverlayDefinition.Change> changes) {
        if (!(entry.value() instanceof YamlNode.Mapping body)) {
            file.fault(entry.key(), "'" + entry.key().value() + "' needs 'drop:', 'replace:' or 'add:'");
            return;
        }
        checkKeys(body, CHANGE_KEYS, "a change");
        List<OverlayDefinition.Drop> drops = new ArrayList<>();
        for (YamlNode.Scalar text : list(body.get("drop"), "drop")) {
            Target target = parse(text, Parser::target);
            if (target != null) {
                drops.add(new OverlayDefinition.Drop(text, target));
            }
        }
        changes.add(new OverlayDefinition.Change(
                entry.key(),
                drops,
                rules(body.get("replace"), "replace"),
                rules(body.get("add"), "add"),
                keys(body.get("identity"), "identity"),
                lets(body.get("let")),
                list(body.get("needs"), "needs"),
                reasons(body.get("ignore"), "ignore")));
    }

    // ---- options

    private void option(YamlNode.Scalar name, YamlNode.Mapping body) {
        checkKeys(body, OPTION_KEYS, "an option");
        List<String> values = new ArrayList<>();
        for (YamlNode.Scalar value : list(body.get("values"), "values")) {
            values.addAll(List.of(value.value().trim().split("[,\\s]+")));
        }
        YamlNode.Scalar preset = text(body, "default");
        YamlNode.Scalar text = text(body, "text");
        if (values.isEmpty() || preset == null || text == null) {
            file.fault(name, "option '" + name.value() + "' needs 'values:', 'default:' and 'text:'");
            return;
        }
        if (!values.contains(preset.value())) {
            file.fault(
                    preset.line(),
                    preset.column(),
                    "'" + preset.value() + "' is none of the values of option '" + name.value() + "'",
                    Nearest.of(preset.value(), values));
        }
        definitions.options.put(name.value(), new OptionDefinition(name.value(), values, preset.value(), text.value()));
    }
}
