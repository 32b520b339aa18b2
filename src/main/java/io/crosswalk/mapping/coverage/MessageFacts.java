package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.plan.MadeItem;
import io.crosswalk.mapping.plan.MapDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What message files add to a map: references to other products, and the resources made beside it. */
final class MessageFacts {

    private final Map<String, MapDefinition> maps;
    private final List<MadeItem> made;
    private final Facts facts;

    MessageFacts(Map<String, MapDefinition> maps, List<MadeItem> made, Facts facts) {
        this.maps = maps;
        this.made = made;
        this.facts = facts;
    }

    /** The references that a message file writes into the resource of a map. They read what identifies their target. */
    List<Fact> references(MapDefinition map) {
        List<Fact> references = new ArrayList<>();
        for (MadeItem item : made) {
            if (item.maps().contains(map.name().value())) {
                item.links().forEach(link -> references.add(reference(link)));
            }
        }
        return references;
    }

    private Fact reference(MadeItem.Link link) {
        Set<String> reads = new LinkedHashSet<>();
        for (String target : link.maps()) {
            MapDefinition map = maps.get(target);
            if (map != null) {
                LogicReader reader = new LogicReader(new LogicReader.View(map.source(), map.source()), map.let());
                map.identity().forEach(key -> key.parts().forEach(part -> reads.addAll(reader.reads(part))));
            }
        }
        String path = path(link.element());
        return new Fact(
                path,
                path,
                List.of(),
                reads,
                Set.copyOf(link.maps()),
                Set.of(),
                null,
                Logic.TRUE,
                Logic.TRUE,
                false,
                true,
                Set.of(link.candidate()));
    }

    static String path(Target element) {
        return String.join(".", element.steps().stream().map(Target.Step::name).toList());
    }

    /** What the maps that are made for the same segment write; a row that says {@code $this} may mean a resource beside. */
    List<Fact> beside(MapDefinition map) {
        List<Fact> beside = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(List.of(map.name().value()));
        for (MadeItem item : made) {
            if (!item.maps().contains(map.name().value())) {
                continue;
            }
            for (MadeItem other : made) {
                String name = other.maps().get(0);
                MapDefinition neighbour = maps.get(name);
                if (other.segment().equals(item.segment()) && neighbour != null && seen.add(name)) {
                    beside.addAll(under(other, neighbour));
                }
            }
        }
        return beside;
    }

    private List<Fact> under(MadeItem item, MapDefinition map) {
        LogicReader reader = new LogicReader(new LogicReader.View(map.source(), map.source()), Map.of());
        Logic when = reader.logic(item.when());
        return facts.of(map).stream()
                .map(fact -> fact.when(new Logic.All(List.of(when, fact.when()))))
                .toList();
    }
}
