package io.crosswalk.fhir;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One resource met twice: the second only fills what the first has left empty; lists become unions. */
public final class Merge {

    private Merge() {}

    /**
     * Adds what is new. Returns false when a single element has another value already, which stays; and when the two are
     * of different types, where nothing is taken: a place of one type is another element in the other.
     */
    public static boolean into(Composite target, Composite more) {
        if (target.type() != more.type()) {
            return false;
        }
        boolean agreed = true;
        for (int i = 0; i < target.size(); i++) {
            Object added = more.get(i);
            Object present = target.get(i);
            if (added == null) {
                continue;
            }
            if (present == null) {
                target.set(i, added);
            } else if (present instanceof Values list && added instanceof Values items) {
                union(list, items);
            } else {
                agreed &= same(present, added);
            }
        }
        return agreed;
    }

    /** Whether two values say the same of something: they have elements in common, and differ in none that both have. */
    public static boolean agree(Composite one, Composite other) {
        boolean common = false;
        for (int i = 0; one.type() == other.type() && i < one.size(); i++) {
            Object a = one.get(i);
            Object b = other.get(i);
            if (a != null && b != null) {
                if (!same(a, b)) {
                    return false;
                }
                common = true;
            }
        }
        return common;
    }

    private static void union(Values list, Values items) {
        for (int i = 0; i < items.size(); i++) {
            if (!contains(list, items.get(i))) {
                list.add(items.get(i));
            }
        }
    }

    private static boolean contains(Values list, Object item) {
        for (int i = 0; i < list.size(); i++) {
            if (same(list.get(i), item)) {
                return true;
            }
        }
        return false;
    }

    /** Whether two values would be written alike. */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == other) {
            return true;
        }
        if (one == null || other == null) {
            return false;
        }
        if (one instanceof Composite a && other instanceof Composite b) {
            return sameSlots(a, b);
        }
        if (one instanceof Values a && other instanceof Values b) {
            return sameItems(a, b);
        }
        if (one instanceof Typed a && other instanceof Typed b) {
            return a.option() == b.option() && same(a.value(), b.value());
        }
        if (one instanceof BundleEntry || other instanceof BundleEntry) {
            return false;
        }
        return Objects.equals(text(one), text(other)) && same(holder(one), holder(other));
    }

    private static boolean sameSlots(Composite a, Composite b) {
        if (a.type() != b.type()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(Values a, Values b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String text(Object value) {
        return value instanceof String text ? text : value instanceof Primitive primitive ? primitive.text() : null;
    }

    private static @Nullable Composite holder(Object value) {
        return value instanceof Primitive primitive ? primitive.holder() : null;
    }
}
