package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.TakeItem;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import java.util.List;

/** What several message structures make in the same way. Its places are seen from the group at which it is taken. */
record PartDefinition(SourceFile file, YamlNode.Scalar name, List<Take> takes, List<Section> sections) {

    /** One line of {@code take:}. */
    record Take(SourceFile file, YamlNode.Scalar text, TakeItem item) {

        void fault(int offset, String message, String suggestion) {
            file.fault(text, offset, message, suggestion);
        }
    }
}
