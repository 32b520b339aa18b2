package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.MakeItem;
import io.crosswalk.mapping.expression.Rule.Name;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
                made.add(new MadeItem(
                        section.key().value(), maps(item), item.item().when(), links(item, products)));
            }
        }
        return made;
    }

    private static List<String> maps(Item item) {
        return item.item().maps().stream().map(Name::text).toList();
    }

    private static Map<Target, List<String>> links(Item item, Map<String, List<String>> products) {
        Map<Target, List<String>> links = new LinkedHashMap<>();
        for (MakeItem.With with : item.item().with()) {
            Name product = with.product();
            if (product != null) {
                links.put(with.element(), products.getOrDefault(product.text(), List.of()));
            }
        }
        return links;
    }

    /** All items for one segment of one group. */
    record Section(YamlNode.Scalar key, List<Item> items) {}

    /** One line. */
    record Item(YamlNode.Scalar text, MakeItem item) {}
}
