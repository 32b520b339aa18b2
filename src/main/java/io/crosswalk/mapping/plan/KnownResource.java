package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.FhirType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a map makes of a place wherever it is met: a resource, and those that it refers to. Immutable, shared by all
 * conversions.
 *
 * @param parts in the order in which they come into the Bundle; the first is the map's own
 * @param size of all JSON, in bytes
 */
record KnownResource(List<Part> parts, int size) implements ConversionMemory.Known {

    /** One resource as JSON. */
    record Part(FhirType type, String id, BundleEntry.Write write, byte[] json) {

        BundleEntry entry() {
            return BundleEntry.known(type, id, write, json);
        }

        /** Whether an entry that a Bundle has already says this, perhaps with more. */
        boolean isSaidBy(BundleEntry entry) {
            byte[] other = entry.start();
            return entry.write() == write && other != null && (other == json || Arrays.equals(other, json));
        }
    }

    static KnownResource of(Part own, List<KnownResource> inside) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(own.id(), own);
        for (KnownResource each : inside) {
            each.parts.forEach(part -> parts.putIfAbsent(part.id(), part));
        }
        int size = parts.values().stream().mapToInt(part -> part.json().length).sum();
        return new KnownResource(List.copyOf(parts.values()), size);
    }

    Part own() {
        return parts.get(0);
    }

    /** Whether a Bundle that has these entries can take it in as it is. */
    boolean fits(Map<String, BundleEntry> byId) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            @Nullable BundleEntry there = byId.get(part.id());
            if (there != null && !part.isSaidBy(there)) {
                return false;
            }
        }
        return true;
    }
}
