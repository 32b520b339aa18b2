package io.crosswalk.source.hl7v2;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code .}, {@code .4}, {@code CX.4.2}: a part of the value that a map was called for. */
final class PartPath implements SourcePath {

    /** Any value, whatever its type: no segment has this code. */
    static final int PLACE = 0;

    private final String written;
    private final int[] numbers;
    private final String type;

    PartPath(String written, int[] numbers, String type) {
        this.written = written;
        this.numbers = numbers;
        this.type = type;
    }

    @Override
    public @Nullable SourceNode first(SourceNode from) {
        if (from instanceof Hl7v2Value value) {
            Hl7v2Value part = FieldPath.descend(value, numbers);
            return part != null && part.present() ? part : null;
        }
        return numbers.length == 0 ? from : null;
    }

    @Override
    public List<SourceNode> all(SourceNode from) {
        SourceNode only = first(from);
        return only == null ? List.of() : List.of(only);
    }

    @Override
    public Need need() {
        return numbers.length == 0 ? Need.UNKNOWN : Need.part(PLACE, numbers[0]);
    }

    @Override
    public boolean canRepeat() {
        return false;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public String toString() {
        return written;
    }
}
