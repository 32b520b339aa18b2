package io.crosswalk.source.cda;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which element bears which {@code ID}, in narratives and outside. The first one counts when several bear the same. */
final class IdIndex {

    /** Three positions each: the element, the value of its ID from and to. */
    private int[] places = new int[3 * 64];

    /** The element of the tree that bears it, or the narrative that it stands in. */
    private @Nullable CdaElement[] owners = new @Nullable CdaElement[64];

    private int size;
    private @Nullable Map<String, Integer> elements;
    private final Set<String> doubled = new HashSet<>();

    int size() {
        return size;
    }

    void add(int element, int valueStart, int valueEnd) {
        if (size == owners.length) {
            places = Arrays.copyOf(places, places.length * 2);
            owners = Arrays.copyOf(owners, owners.length * 2);
        }
        places[3 * size] = element;
        places[3 * size + 1] = valueStart;
        places[3 * size + 2] = valueEnd;
        size++;
    }

    /** Tells whose the last IDs are, from a number on. */
    void own(int from, CdaElement owner) {
        for (int i = from; i < size; i++) {
            owners[i] = owner;
        }
    }

    /** The position of the start tag that bears an ID; -1 when none does. */
    int elementOf(byte[] bytes, String id) {
        Integer found = elements(bytes).get(id);
        return found == null ? -1 : places[3 * found];
    }

    /** The element of the tree that bears an ID, or the narrative that it stands in; null when none does. */
    @Nullable
    CdaElement ownerOf(byte[] bytes, String id) {
        Integer found = elements(bytes).get(id);
        return found == null ? null : owners[found];
    }

    /** Whether more than one element bears it. */
    boolean isDoubled(byte[] bytes, String id) {
        elements(bytes);
        return doubled.contains(id);
    }

    private Map<String, Integer> elements(byte[] bytes) {
        Map<String, Integer> known = elements;
        if (known == null) {
            known = new HashMap<>(size * 2);
            for (int i = 0; i < size; i++) {
                String id =
                        Xml.value(bytes, places[3 * i + 1], places[3 * i + 2]).strip();
                if (known.putIfAbsent(id, i) != null) {
                    doubled.add(id);
                }
            }
            elements = known;
        }
        return known;
    }
}
