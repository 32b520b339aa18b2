package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.MakeItem;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.source.GroupTable;
import java.util.List;

/** A message structure as its file says it. */
record MessageDefinition(
        SourceFile file, YamlNode.Scalar name, List<String> also, GroupTable groups, List<Section> sections) {

    /** All items for one segment of one group. */
    record Section(YamlNode.Scalar key, List<Item> items) {}

    /** One line. */
    record Item(YamlNode.Scalar text, MakeItem item) {}
}
