package io.crosswalk.source.cda;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All attributes of a document side by side: three numbers each, and what has been made of them. */
final class AttributeTable {

    private int[] names = new int[1024];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private int size;
    private @Nullable String[] values = {};
    private @Nullable CdaAttribute[] nodes = {};

    int size() {
        return size;
    }

    /** @param name its number; negative for a name that has none: -1 minus the position of the name */
    void add(int name, int start, int end) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        names[size] = name;
        starts[size] = start;
        ends[size++] = end;
    }

    int name(int index) {
        return names[index];
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    String value(byte[] bytes, int index) {
        if (values.length == 0) {
            values = new @Nullable String[size];
        }
        String known = values[index];
        if (known == null) {
            known = Xml.value(bytes, starts[index], ends[index]);
            values[index] = known;
        }
        return known;
    }

    CdaAttribute node(CdaElement element, int index) {
        if (nodes.length == 0) {
            nodes = new @Nullable CdaAttribute[size];
        }
        CdaAttribute known = nodes[index];
        if (known == null) {
            known = new CdaAttribute(element, index);
            nodes[index] = known;
        }
        return known;
    }
}
