package io.crosswalk.source.hl7v2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the standard says about a segment, over all its versions together.
 *
 * @param name {@code PID}
 * @param fields field 1 first
 */
record SegmentDefinition(String name, List<FieldDefinition> fields) {

    /**
     * One field.
     *
     * @param name the standard's name of it
     * @param type the newest type it has had; null when it varies or is not known
     * @param repeats whether any version allows it more than once
     */
    record FieldDefinition(String name, @Nullable TypeDefinition type, boolean repeats) {}

    @Nullable
    FieldDefinition field(int number) {
        return number >= 1 && number <= fields.size() ? fields.get(number - 1) : null;
    }
}
