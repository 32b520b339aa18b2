package io.crosswalk.mapping.coverage;

import static io.crosswalk.mapping.coverage.FhirPaths.below;
import static io.crosswalk.mapping.coverage.FhirPaths.same;

import io.crosswalk.mapping.expression.Literal;
import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.MapDefinition;
import io.crosswalk.terminology.CodeMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides for each row of the guide whether a rule implements it, and why not. */
final class CoverageAnalysis {

    private final Definitions definitions;
    private final Map<String, MapDefinition> maps;
    private final Facts facts;
    private final MessageFacts messages;

    CoverageAnalysis(Definitions definitions) {
        this.definitions = definitions;
        this.maps = definitions.maps();
        this.facts = new Facts(maps, definitions::systemUri);
        this.messages = new MessageFacts(
                maps,
                definitions.structures().stream()
                        .flatMap(structure -> structure.items().stream())
                        .toList(),
                facts);
    }

    /** For each row of one table whether it is implemented, else the nearest reason why not. */
    List<Verdict> judge(String map, List<GuideRow> rows) {
        MapDefinition definition = maps.get(map);
        List<Verdict> verdicts = new ArrayList<>();
        if (definition == null) {
            rows.forEach(row -> verdicts.add(Verdict.missing("there is no map '" + map + "'")));
            return verdicts;
        }
        List<Fact> own = new ArrayList<>(facts.of(definition));
        own.addAll(messages.references(definition));
        List<Fact> withNeighbours = new ArrayList<>(own);
        withNeighbours.addAll(messages.beside(definition));
        LogicReader reader = new LogicReader(new LogicReader.View(definition.source(), definition.source()), Map.of());
        List<GuideRow> decided = rows.stream().filter(GuideRow::isDecided).toList();
        for (GuideRow printed : rows) {
            GuideRow row = makesPrimitive(definition) ? printed.ofPrimitive() : printed;
            Table table = new Table(
                    row.path().isEmpty() ? withNeighbours : own,
                    reader,
                    definition.source(),
                    anyOf(printed, decided, reader));
            verdicts.add(judge(row, table));
        }
        return verdicts;
    }

    private static boolean makesPrimitive(MapDefinition map) {
        return map.type() != null && Character.isLowerCase(map.type().value().charAt(0));
    }

    /**
     * What a row is held against.
     *
     * @param all everything that the map writes
     * @param own the map's source: {@code PID}
     * @param allowed when the guide writes the element at all
     */
    private record Table(List<Fact> all, LogicReader reader, String own, Logic allowed) {}

    private Verdict judge(GuideRow row, Table table) {
        if (row.isProposed()) {
            return extension(row, table);
        }
        Verdict direct = direct(row, table);
        return direct.isImplemented() ? direct : inlined(row, table, direct);
    }

    /** An extension that is not approved has no name that could be compared: any from the field will do. */
    private static Verdict extension(GuideRow row, Table table) {
        List<Set<String>> ran = table.all.stream()
                .filter(fact -> !fact.urls().isEmpty() && readsKey(fact, row.key(), table.own))
                .map(Fact::ran)
                .toList();
        return ran.isEmpty() ? Verdict.missing("no rule writes an extension") : Verdict.implementedBy(ran);
    }

    private Verdict direct(GuideRow row, Table table) {
        List<Fact> atPath = table.all.stream().filter(fact -> writes(fact, row)).toList();
        if (atPath.isEmpty()) {
            return Verdict.missing("no rule writes " + (row.path().isEmpty() ? "$this" : row.path()));
        }
        List<Fact> fromKey = atPath.stream()
                .filter(fact -> reads(fact, row, table.all, table.own))
                .toList();
        if (fromKey.isEmpty()) {
            return Verdict.missing(
                    row.constant().isEmpty()
                            ? "no rule writes " + row.path() + " from " + row.key()
                            : "the constant of " + row.path() + " does not belong to " + row.key());
        }
        List<Fact> ofType = row.dataTypeMap().isEmpty()
                ? fromKey
                : fromKey.stream()
                        .filter(fact -> has(fact.maps(), row.dataTypeMap()))
                        .toList();
        if (ofType.isEmpty()) {
            return Verdict.missing("the rule for " + row.path() + " does not use " + row.dataTypeMap());
        }
        List<Fact> translated = row.codeMap().isEmpty()
                ? ofType
                : ofType.stream()
                        .filter(fact -> has(fact.codeMaps(), row.codeMap()))
                        .toList();
        if (translated.isEmpty()) {
            return Verdict.missing("the rule for " + row.path() + " does not translate with " + row.codeMap());
        }
        return agrees(row, translated, table);
    }

    private static boolean has(Set<String> names, String wanted) {
        return names.stream().anyMatch(name -> name.equalsIgnoreCase(wanted));
    }

    /**
     * The rules must hold wherever the row does. Rules that also hold where the guide does not write the element do not
     * count; they may stand beside those that do, for what the guide leaves open.
     */
    private static Verdict agrees(GuideRow row, List<Fact> matching, Table table) {
        Logic wanted = table.reader.logic(row.condition());
        Set<String> valued = valued(row, wanted);
        List<Fact> fitting =
                matching.stream().filter(fact -> fits(fact, table, valued)).toList();
        if (cover(fitting, wanted, valued)) {
            return Verdict.implementedBy(fitting.stream().map(Fact::ran).toList());
        }
        if (cover(matching, wanted, valued)) {
            return Verdict.missing("the rule for " + row.path() + " also holds where the guide's condition does not");
        }
        return Verdict.missing(
                row.condition() == null
                        ? "the rule for " + row.path() + " holds under a condition that the guide does not have"
                        : "the rule for " + row.path() + " does not hold wherever the guide's condition does");
    }

    /** A row speaks of cases in which its field has a value, unless its condition asks for the opposite. */
    private static Set<String> valued(GuideRow row, Logic wanted) {
        Set<String> key = row.sourced() ? Set.of(row.key()) : Set.of();
        return Logic.implies(wanted, Logic.FALSE, key) ? Set.of() : key;
    }

    private static boolean fits(Fact fact, Table table, Set<String> valued) {
        return Logic.implies(new Logic.All(List.of(fact.when(), fact.whenInOrder())), table.allowed, valued);
    }

    /** Whether one of the facts, or all together, hold wherever it is wanted. One alone leaves far fewer cases to try. */
    private static boolean cover(List<Fact> facts, Logic wanted, Set<String> valued) {
        return facts.stream().anyMatch(fact -> Logic.implies(wanted, fact.when(), valued))
                || !facts.isEmpty()
                        && Logic.implies(
                                wanted,
                                new Logic.Any(facts.stream().map(Fact::when).toList()),
                                valued);
    }

    /** When the guide writes the element at all: several rows of one element share its cases. */
    private static Logic anyOf(GuideRow row, List<GuideRow> rows, LogicReader reader) {
        List<Logic> conditions = new ArrayList<>();
        for (GuideRow other : rows) {
            if (same(other.path(), row.path())) {
                conditions.add(reader.logic(other.condition()));
            }
        }
        return new Logic.Any(conditions);
    }

    // ---- rules that write what the row's map would write, without calling it

    /** Whether the rules write each element that the data type map of the row would write, from the same components. */
    private Verdict inlined(GuideRow row, Table table, Verdict otherwise) {
        MapDefinition called = maps.get(row.dataTypeMap());
        if (called == null || !row.codeMap().isEmpty()) {
            return otherwise;
        }
        List<Fact> parts = facts.applied(called, row.key(), row.path()).stream()
                .filter(Fact::isLeaf)
                .toList();
        List<Set<String>> ran = new ArrayList<>();
        for (Fact part : parts) {
            List<Fact> alike = alike(part, row, table);
            if (!isWritten(part, alike, row, table)) {
                return otherwise;
            }
            alike.forEach(fact -> ran.add(fact.ran()));
        }
        return parts.isEmpty() ? otherwise : Verdict.implementedBy(ran);
    }

    private static List<Fact> alike(Fact part, GuideRow row, Table table) {
        Set<String> valued = valued(row, wanted(part, row, table));
        return table.all.stream()
                .filter(fact -> same(fact.path(), part.path())
                        && sameConstant(fact.constant(), part.constant())
                        && fact.codeMaps().containsAll(part.codeMaps())
                        && fact.reads().containsAll(part.reads())
                        && fits(fact, table, valued))
                .toList();
    }

    private static boolean isWritten(Fact part, List<Fact> alike, GuideRow row, Table table) {
        Logic wanted = wanted(part, row, table);
        return cover(alike, wanted, valued(row, wanted));
    }

    private static Logic wanted(Fact part, GuideRow row, Table table) {
        return new Logic.All(List.of(table.reader.logic(row.condition()), part.when()));
    }

    private static boolean sameConstant(@Nullable Literal one, @Nullable Literal two) {
        return one == null || two == null
                ? one == two
                : one.value().equals(two.value()) && one.system().equals(two.system());
    }

    // ---- paths

    private boolean writes(Fact fact, GuideRow row) {
        if (row.path().endsWith("extension.url") || row.path().endsWith("extension.uri")) {
            return fact.urls().stream()
                    .anyMatch(url ->
                            same(url.path(), row.path().substring(0, row.path().length() - 4))
                                    && (row.constant().isEmpty() || sameName(url.url(), row.constant())));
        }
        if (!row.constant().isEmpty()) {
            return constant(fact, row) || translatesInto(fact, row) || becomes(fact, row);
        }
        if (same(fact.path(), row.path())) {
            return true;
        }
        boolean inParts = row.dataTypeMap().isEmpty()
                && Set.of("CodeableConcept", "Coding").contains(row.fhirType())
                && below(fact.path(), row.path());
        boolean inOneCode = below(row.path(), fact.path())
                && fact.composite()
                && !fact.codeMaps().isEmpty();
        boolean referred = fact.constant() == null && same(fact.path() + ".reference", row.path());
        boolean chosen = row.instruction() && fact.constant() != null && below(row.path(), fact.path());
        return inParts || inOneCode || referred || chosen;
    }

    /** A constant row: the value itself, or a part of a code that is written as one. */
    private static boolean constant(Fact fact, GuideRow row) {
        Literal literal = fact.constant();
        if (literal == null) {
            return false;
        }
        String last = row.path().substring(row.path().lastIndexOf('.') + 1);
        if (same(fact.path(), row.path())) {
            return sameText(literal.value(), row.constant());
        }
        if (!below(row.path(), fact.path())) {
            return false;
        }
        return switch (last) {
            case "system" -> sameText(literal.system(), row.constant());
            case "display", "text" -> !literal.display().isEmpty();
            default -> sameText(literal.value(), row.constant());
        };
    }

    /** The system of a code that a code map writes, when all its codes are of the system that the row names. */
    private boolean translatesInto(Fact fact, GuideRow row) {
        int last = fact.path().lastIndexOf('.');
        if (!row.path().endsWith(".system") || last < 0) {
            return false;
        }
        return same(fact.path().substring(0, last) + ".system", row.path())
                && fact.codeMaps().stream().anyMatch(name -> {
                    Set<String> systems = definitions.targetSystems(name);
                    return systems.size() == 1 && sameText(systems.iterator().next(), row.constant());
                });
    }

    /**
     * The code that a code map makes of a word of ours, when it is all that comes out of it: codes that need a licence stand
     * in code maps, which a site can leave out.
     */
    private boolean becomes(Fact fact, GuideRow row) {
        return fact.reads().isEmpty()
                && same(fact.path(), row.path())
                && fact.codeMaps().stream().map(definitions::codeMap).anyMatch(map -> makesOnly(map, row.constant()));
    }

    private static boolean makesOnly(@Nullable CodeMap map, String code) {
        return map != null
                && !map.rows().isEmpty()
                && map.rows().stream()
                        .flatMap(row -> row.targets().stream())
                        .allMatch(target -> target.code().equals(code));
    }

    private static boolean sameText(String one, String two) {
        return trimmed(one).equalsIgnoreCase(trimmed(two));
    }

    private static String trimmed(String text) {
        String clean = text.strip();
        return clean.endsWith(".") || clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    /** Extension URLs of the guide vary in host and ending; the name at the end tells. */
    private static boolean sameName(String one, String two) {
        String a = name(one);
        String b = name(two);
        return a.endsWith(b) || b.endsWith(a);
    }

    private static String name(String url) {
        String last = url.strip().substring(url.strip().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder();
        for (char c : last.replace(".html", "").replace("extension-", "").toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    // ---- sources

    private static boolean reads(Fact fact, GuideRow row, List<Fact> all, String own) {
        if (!row.sourced() || readsKey(fact, row.key(), own)) {
            return true;
        }
        // A constant, and what the guide leaves to the implementer, belong to the key that fills the rest of the
        // element.
        if (!row.instruction() && fact.constant() == null && row.constant().isEmpty()) {
            return false;
        }
        String group = group(fact.labelled());
        boolean alone = true;
        for (Fact other : all) {
            if (other != fact
                    && other.constant() == null
                    && group(other.labelled()).equals(group)) {
                alone = false;
                if (readsKey(other, row.key(), own)) {
                    return true;
                }
            }
        }
        return alone;
    }

    /** The first labelled element of the way, or the first element: what a constant completes. */
    private static String group(String labelled) {
        int dot = labelled.indexOf('.', 1);
        return dot < 0 ? labelled : labelled.substring(0, dot);
    }

    private static boolean readsKey(Fact fact, String key, String own) {
        for (String read : fact.reads()) {
            if (read.equals(key) || read.startsWith(key + ".") || read.equals(own) && own.length() < 4) {
                return true;
            }
        }
        return mentions(fact.when(), key);
    }

    private static boolean mentions(Logic logic, String key) {
        if (logic instanceof Logic.All all) {
            return all.parts().stream().anyMatch(part -> mentions(part, key));
        }
        if (logic instanceof Logic.Any any) {
            return any.parts().stream().anyMatch(part -> mentions(part, key));
        }
        if (logic instanceof Logic.None none) {
            return mentions(none.part(), key);
        }
        if (logic instanceof Logic.OneOf one) {
            return one.path().equals(key);
        }
        return logic instanceof Logic.Valued valued && valued.path().equals(key);
    }
}
