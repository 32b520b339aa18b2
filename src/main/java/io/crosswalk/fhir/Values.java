package io.crosswalk.fhir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a list element, in order. Most lists of FHIR have one: it needs no array. */
public final class Values {

    private static final @Nullable Object[] NONE = {};

    private @Nullable Object first;
    /** The second and those behind it. */
    private @Nullable Object[] others = NONE;

    private int size;

    public int size() {
        return size;
    }

    @SuppressWarnings("NullAway") // every place below size was filled by add
    public Object get(int index) {
        return index == 0 ? first : others[index - 1];
    }

    public void add(Object item) {
        if (size == 0) {
            first = item;
        } else {
            if (size > others.length) {
                others = Arrays.copyOf(others, size * 2);
            }
            others[size - 1] = item;
        }
        size++;
    }
}
