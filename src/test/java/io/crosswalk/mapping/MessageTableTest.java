package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.plan.MadeStructure;
import io.crosswalk.mapping.plan.MapDefinition;
import io.crosswalk.source.GroupTable;
import io.crosswalk.terminology.CodeMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The page about supported messages is made of the compiled mappings. To write it anew: {@code ./mvnw test
 * -Dtest=MessageTableTest -Dcrosswalk.write=true}.
 */
class MessageTableTest {

    private static final Path PAGE = Path.of("docs/reference/hl7v2-messages.md");

    private final MappingLibrary library = MappingLibrary.load(List.of(Path.of("mappings")));
    private final Map<String, MapDefinition> maps = library.definitions().maps();

    @Test
    void thePageAboutSupportedMessagesIsThatOfTheMappings() throws IOException {
        String page = page();
        if (Boolean.getBoolean("crosswalk.write")) {
            Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        }
        assertThat(PAGE).content(StandardCharsets.UTF_8).isEqualTo(page);
    }

    private String page() {
        List<MadeStructure> structures = library.definitions().structures();
        Map<String, String> events = new TreeMap<>();
        structures.forEach(structure ->
                triggers(structure).forEach(trigger -> events.put(code(structure) + "^" + trigger, structure.name())));
        StringBuilder page = new StringBuilder();
        page.append("# Supported HL7 v2 messages\n\n")
                .append("Made from `mappings/hl7v2/messages/` by a test (`MessageTableTest`); do not edit it by hand. ")
                .append(events.size())
                .append(" events of ")
                .append(structures.size())
                .append(
                        " message structures are converted. What the values mean stands in the mappings; where they differ")
                .append(" from HL7's guide, in [guide-differences.md](guide-differences.md).\n\n")
                .append(
                        "## Events\n\nA message is taken by the structure that it names (MSH-9.3), else by its event.\n\n")
                .append("| message | what | structure |\n|---|---|---|\n");
        events.forEach((event, structure) -> page.append("| `")
                .append(event)
                .append("` | ")
                .append(meaning(event.substring(event.indexOf('^') + 1)))
                .append(" | ")
                .append(structure)
                .append(" |\n"));
        page.append(
                        "\n## Structures\n\nResources in parentheses are made where another one refers to them. Segments that no map")
                .append(" starts at are read only where a map of another segment names them;")
                .append(" `convert --unmapped` lists the values that went nowhere.\n\n")
                .append("| structure | resources | segments with maps | other segments |\n|---|---|---|---|\n");
        structures.stream().sorted((a, b) -> a.name().compareTo(b.name())).forEach(structure -> row(structure, page));
        return page.toString();
    }

    private void row(MadeStructure structure, StringBuilder page) {
        Set<String> made = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        Set<String> read = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        structure
                .items()
                .forEach(item -> item.maps().forEach(name -> {
                    MapDefinition map = maps.get(name);
                    if (map != null) {
                        made.add(type(map));
                        read.add(map.source());
                        called(map, used, seen);
                    }
                }));
        used.removeAll(made);
        made.remove("Bundle");
        Set<String> segments = new TreeSet<>();
        collect(structure.groups().members(), segments);
        Set<String> others = new TreeSet<>(segments);
        others.removeAll(read);
        segments.retainAll(read);
        page.append("| ")
                .append(structure.name())
                .append(" | ")
                .append(String.join(", ", made))
                .append(used.isEmpty() ? "" : " (" + String.join(", ", used) + ")")
                .append(" | ")
                .append(String.join(" ", segments))
                .append(" | ")
                .append(String.join(" ", others))
                .append(" |\n");
    }

    /** The resources that a map makes on its way. */
    private void called(MapDefinition map, Set<String> resources, Set<String> seen) {
        if (!seen.add(map.name().value())) {
            return;
        }
        map.use().forEach(name -> follow(name.value(), resources, seen));
        map.rules().forEach(rule -> {
            rule.target().steps().forEach(step -> {
                if (!step.resource().isEmpty()) {
                    resources.add(step.resource());
                }
            });
            rule.candidates().forEach(candidate -> {
                if (candidate.candidate().as() != null) {
                    follow(candidate.candidate().as().text(), resources, seen);
                }
            });
        });
        map.choose().forEach(candidate -> {
            if (candidate.candidate().as() != null) {
                follow(candidate.candidate().as().text(), resources, seen);
            }
        });
    }

    private void follow(String name, Set<String> resources, Set<String> seen) {
        MapDefinition map = named(name);
        if (map != null) {
            if (map.resource()) {
                resources.add(type(map));
            }
            called(map, resources, seen);
        }
    }

    /** The map of a name, or the only one of a bare type. */
    private @Nullable MapDefinition named(String name) {
        MapDefinition exact = maps.get(name);
        List<MapDefinition> ofType =
                maps.values().stream().filter(map -> map.source().equals(name)).toList();
        return exact != null ? exact : ofType.size() == 1 ? ofType.get(0) : null;
    }

    private static String type(MapDefinition map) {
        return map.type() == null ? "" : map.type().value();
    }

    private static void collect(List<GroupTable.Member> members, Set<String> segments) {
        for (GroupTable.Member member : members) {
            if (member instanceof GroupTable.Group group) {
                collect(group.members(), segments);
            } else {
                segments.add(member.name());
            }
        }
    }

    private static String code(MadeStructure structure) {
        int line = structure.name().indexOf('_');
        return line < 0 ? structure.name() : structure.name().substring(0, line);
    }

    private static Set<String> triggers(MadeStructure structure) {
        Set<String> triggers = new TreeSet<>(structure.also());
        int line = structure.name().indexOf('_');
        if (line > 0) {
            triggers.add(structure.name().substring(line + 1));
        }
        return triggers;
    }

    /** What HL7 table 0003 says of an event. */
    private String meaning(String trigger) {
        CodeMap table = library.definitions().codeMap("EventType");
        CodeMap.Row row = table == null ? null : table.lookup("", trigger);
        String display = row == null ? "" : row.targets().get(0).display();
        int dash = display.indexOf(" - ");
        return (dash < 0 ? display : display.substring(dash + 3)).strip();
    }
}
