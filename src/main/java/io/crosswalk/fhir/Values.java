package io.crosswalk.fhir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a list element, in order. */
public final class Values {

    private @Nullable Object[] items = new @Nullable Object[2];
    private int size;

    public int size() {
        return size;
    }

    @SuppressWarnings("NullAway") // every place below size was filled by add
    public Object get(int index) {
        return items[index];
    }

    public void add(Object item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        items[size++] = item;
    }

    public void replace(int index, Object item) {
        items[index] = item;
    }

    /** Puts items in front of those already there. */
    public void addFirst(Object item) {
        add(item);
        System.arraycopy(items, 0, items, 1, size - 1);
        items[0] = item;
    }
}
