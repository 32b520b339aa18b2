package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.MakeItem;
import io.crosswalk.mapping.expression.Rule.Name;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import java.util.List;

/**
 * What is made for one segment of one group, as one key of {@code make:} says it.
 *
 * @param file where the key stands
 * @param place the one place that this section is for, of those that the key names
 * @param group the nearest group; empty for the place where the file begins
 */
record Section(SourceFile file, YamlNode.Scalar key, Name place, String group, String segment, List<Item> items) {

    Section {
        items = List.copyOf(items);
    }

    static Section of(SourceFile file, YamlNode.Scalar key, Name place, List<Item> items) {
        String text = place.text();
        int dot = text.lastIndexOf('.');
        String path = dot < 0 ? "" : text.substring(0, dot);
        return new Section(file, key, place, path.substring(path.lastIndexOf('.') + 1), text.substring(dot + 1), items);
    }

    /** {@code GROUP.SEGMENT}, or the segment alone at the top. */
    String where() {
        return group.isEmpty() ? segment : group + "." + segment;
    }

    boolean isAt(Section other) {
        return where().equals(other.where());
    }

    Section inGroup(String name) {
        return new Section(file, key, place, name, segment, items);
    }

    Section making(List<Item> others) {
        return new Section(file, key, place, group, segment, others);
    }

    void fault(String message, String suggestion) {
        file.fault(key, place.offset(), message, suggestion);
    }

    /**
     * One line.
     *
     * @param shared whether it stands in a part: it then says nothing about products that a structure does not make
     */
    record Item(SourceFile file, YamlNode.Scalar text, MakeItem item, boolean shared) {

        /** The name of what it makes; empty when it has none. */
        String product() {
            Name product = item.product();
            return product == null ? "" : product.text();
        }
    }
}
