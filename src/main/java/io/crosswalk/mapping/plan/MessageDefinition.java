package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.MakeItem;
import io.crosswalk.mapping.expression.Rule.Name;
import io.crosswalk.mapping.plan.PartDefinition.Take;
import io.crosswalk.mapping.plan.Section.Item;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.message.BundleKind;
import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message structure as its file says it.
 *
 * @param kind what its Bundle is for
 * @param takes the parts that are to be taken; empty when they stand in the sections already
 */
record MessageDefinition(
        SourceFile file,
        YamlNode.Scalar name,
        List<String> also,
        BundleKind kind,
        GroupTable groups,
        List<Take> takes,
        List<Section> sections) {

    /** The same with the content of its parts. */
    MessageDefinition making(List<Section> all) {
        return new MessageDefinition(file, name, also, kind, groups, List.of(), all);
    }

    /** The same over other places. */
    MessageDefinition over(GroupTable places) {
        return new MessageDefinition(file, name, also, kind, places, takes, sections);
    }

    /** What it makes, seen from the maps. */
    List<MadeItem> made() {
        Map<String, List<String>> products = new HashMap<>();
        for (Section section : sections) {
            for (Item item : section.items()) {
                if (!item.product().isEmpty()) {
                    products.computeIfAbsent(item.product(), p -> new ArrayList<>())
                            .addAll(maps(item));
                }
            }
        }
        List<MadeItem> made = new ArrayList<>();
        for (Section section : sections) {
            for (Item item : section.items()) {
                made.add(made(section, item, products));
            }
        }
        return made;
    }

    private static MadeItem made(Section section, Item item, Map<String, List<String>> products) {
        List<MadeItem.Link> links = new ArrayList<>();
        List<MadeItem.Constant> constants = new ArrayList<>();
        List<MadeItem.PointFrom> pointsFrom = new ArrayList<>();
        for (MakeItem.With with : item.item().with()) {
            Name product = with.product();
            if (product != null) {
                links.add(new MadeItem.Link(
                        with.element(),
                        product.text(),
                        products.getOrDefault(product.text(), List.of()),
                        MadeItem.link(item.file(), item.text(), with.offset())));
            } else if (with.constant() != null) {
                constants.add(new MadeItem.Constant(with.element(), with.constant()));
            }
        }
        for (MakeItem.To to : item.item().to()) {
            pointsFrom.add(new MadeItem.PointFrom(
                    to.product().text(),
                    to.element(),
                    products.getOrDefault(to.product().text(), List.of()),
                    MadeItem.link(item.file(), item.text(), to.product().offset())));
        }
        return new MadeItem(
                section.where(),
                item.product(),
                maps(item),
                item.item().into().stream().map(Name::text).toList(),
                item.item().when(),
                links,
                constants,
                pointsFrom,
                item.file().name() + ":" + item.text().line(),
                section.items().get(0) == item);
    }

    private static List<String> maps(Item item) {
        return item.item().maps().stream().map(Name::text).toList();
    }
}
