package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.MakeItem;
import io.crosswalk.mapping.expression.Rule.Name;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message structure as its file says it. */
record MessageDefinition(
        SourceFile file, YamlNode.Scalar name, List<String> also, GroupTable groups, List<Section> sections) {

    /** What it makes, seen from the maps. */
    List<MadeItem> made() {
        Map<String, List<String>> products = new HashMap<>();
        for (Section section : sections) {
            for (Item item : section.items()) {
                Name product = item.item().product();
                if (product != null) {
                    products.computeIfAbsent(product.text(), p -> new ArrayList<>())
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

    private MadeItem made(Section section, Item item, Map<String, List<String>> products) {
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
                        MadeItem.link(file, item.text(), with.offset())));
            } else if (with.constant() != null) {
                constants.add(new MadeItem.Constant(with.element(), with.constant()));
            }
        }
        for (MakeItem.To to : item.item().to()) {
            pointsFrom.add(new MadeItem.PointFrom(
                    to.product().text(),
                    to.element(),
                    products.getOrDefault(to.product().text(), List.of()),
                    MadeItem.link(file, item.text(), to.product().offset())));
        }
        Name product = item.item().product();
        return new MadeItem(
                section.key().value(),
                product == null ? "" : product.text(),
                maps(item),
                item.item().into().stream().map(Name::text).toList(),
                item.item().when(),
                links,
                constants,
                pointsFrom,
                file.name() + ":" + item.text().line());
    }

    private static List<String> maps(Item item) {
        return item.item().maps().stream().map(Name::text).toList();
    }

    /** All items for one segment of one group. */
    record Section(YamlNode.Scalar key, List<Item> items) {}

    /** One line. */
    record Item(YamlNode.Scalar text, MakeItem item) {}
}
