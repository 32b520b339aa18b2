package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.source.GroupTable;
import io.crosswalk.source.cda.Kinds;
import io.crosswalk.terminology.CodeMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that was read, before anything is checked against FHIR or the source. */
public final class Definitions {

    static final String CODE_SYSTEM = "http://terminology.hl7.org/CodeSystem/";

    final Map<String, MapDefinition> maps = new LinkedHashMap<>();
    final Map<String, MessageDefinition> messages = new LinkedHashMap<>();
    final Map<String, PartDefinition> parts = new LinkedHashMap<>();
    final Map<String, OptionDefinition> options = new LinkedHashMap<>();
    final Map<String, String> systems = new LinkedHashMap<>();
    final Map<String, CodeMap> codeMaps = new LinkedHashMap<>();
    /** Patterns of what the places of a document are, by name; with the text they stand in. */
    final Map<String, KindDefinition> kinds = new LinkedHashMap<>();
    /** A message file has faults: nobody knows what it would have taken. */
    boolean incomplete;

    private final List<Erratum> errata = new ArrayList<>();
    private final Map<String, String> ownDifferences = new LinkedHashMap<>();

    /** The site whose changes these are; empty for what is shipped. */
    private final String site;

    /** How paths are written in these definitions. */
    private final PathStyle style;

    /** Those of HL7 v2, whose paths are positions. */
    public Definitions() {
        this(PathStyle.POSITIONS);
    }

    public Definitions(PathStyle style) {
        this("", style);
    }

    private Definitions(String site, PathStyle style) {
        this.site = site;
        this.style = style;
    }

    PathStyle style() {
        return style;
    }

    /** Patterns of what the places of a document are, by name. */
    public Map<String, KindDefinition> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /** The places of a document: any kind may stand in any other. */
    GroupTable places(String document) {
        List<GroupTable.Member> members = new ArrayList<>();
        members.add(new GroupTable.Segment(Kinds.DOCUMENT, false, false));
        kinds.forEach((kind, definition) -> members.add(
                new GroupTable.Segment(kind, true, !definition.pattern().value().startsWith("/"))));
        return new GroupTable(document, members);
    }

    /** The pattern of a kind and where it stands. */
    public record KindDefinition(SourceFile file, YamlNode.Scalar name, YamlNode.Scalar pattern) {

        /** Tells the file what is wrong with it. */
        public void fault(String reason) {
            file.fault(pattern, reason);
        }
    }

    /** The same, for a site to change. */
    public Definitions of(String siteName) {
        Definitions copy = new Definitions(siteName, style);
        copy.maps.putAll(maps);
        copy.messages.putAll(messages);
        copy.kinds.putAll(kinds);
        copy.options.putAll(options);
        copy.systems.putAll(systems);
        copy.codeMaps.putAll(codeMaps);
        return copy;
    }

    /** All maps by name. */
    public Map<String, MapDefinition> maps() {
        return Collections.unmodifiableMap(maps);
    }

    /** The URI that an alias of a code system stands for; the text itself when it is none. */
    public String systemUri(String alias) {
        String uri = systems.get(alias);
        if (uri != null) {
            return uri;
        }
        return alias.startsWith("v2-") || alias.startsWith("v3-") ? CODE_SYSTEM + alias : alias;
    }

    /** The systems that a code map translates into; empty when there is no such map or when it has no rows. */
    public Set<String> targetSystems(String codeMap) {
        CodeMap map = codeMaps.get(codeMap);
        return map == null ? Set.of() : map.targetSystems();
    }

    /** The message structures with what they make, in the order of their files. */
    public List<MadeStructure> structures() {
        return messages.values().stream()
                .map(message ->
                        new MadeStructure(message.name().value(), message.also(), message.groups(), message.made()))
                .toList();
    }

    /** A code map with all its rows; null when there is none. */
    public @Nullable CodeMap codeMap(String name) {
        return codeMaps.get(name);
    }

    /** Rows of the guide that are read in another form than they are printed in. */
    public List<Erratum> errata() {
        return Collections.unmodifiableList(errata);
    }

    /** Rows of the guide that are decided otherwise, with the reason: those of maps, and those of messages and codes. */
    public Map<String, String> differences() {
        Map<String, String> differences = new LinkedHashMap<>(ownDifferences);
        maps.values().forEach(map -> map.guide().forEach((row, reason) -> differences.put(row.value(), reason)));
        return differences;
    }

    /** Adds a row of the guide's tables of messages or codes that is decided otherwise. */
    public void addDifference(String row, String reason) {
        ownDifferences.put(row, reason);
    }

    /** Takes the options of other definitions: an installation sets each of them once. */
    public void addOptions(Definitions other) {
        options.putAll(other.options);
    }

    public void addErratum(Erratum erratum) {
        errata.add(erratum);
    }

    public void addSystem(String alias, String uri) {
        systems.put(alias, uri);
    }

    public void addCodeMap(CodeMap map) {
        codeMaps.merge(map.name(), map, CodeMap::with);
    }

    /** Sets what a site has chosen; returns what is wrong, empty when nothing is. */
    public String setOption(String name, String value) {
        OptionDefinition option = options.get(name);
        if (option == null) {
            return "there is no option '" + name + "'";
        }
        if (!option.values().contains(value)) {
            return "option '" + name + "' has no value '" + value + "'; it has " + String.join(", ", option.values());
        }
        options.put(name, new OptionDefinition(name, option.values(), value, option.text()));
        return "";
    }

    void addMap(MapDefinition map) {
        MapDefinition before = maps.putIfAbsent(map.name().value(), map);
        if (before != null) {
            map.file()
                    .fault(
                            map.name(),
                            "map '" + map.name().value() + "' is already in " + before.place() + "; "
                                    + (site.isEmpty()
                                            ? "a map stands in one file"
                                            : "a site changes it under 'change:' in its overlay.yaml"));
        }
    }

    void addMessage(MessageDefinition message, SourceFile file) {
        MessageDefinition before = messages.putIfAbsent(message.name().value(), message);
        if (before != null) {
            file.fault(
                    message.name(),
                    "structure '" + message.name().value() + "' is already in "
                            + before.file().name());
        }
    }

    void addPart(PartDefinition part) {
        PartDefinition before = parts.putIfAbsent(part.name().value(), part);
        if (before != null) {
            part.file()
                    .fault(
                            part.name(),
                            "part '" + part.name().value() + "' is already in "
                                    + before.file().name() + ":" + before.name().line());
        }
    }
}
