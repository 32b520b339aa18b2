package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** References to resources of the same Bundle, or to the real one by its identifier. */
final class References {

    private static final FhirType REFERENCE = FhirTypes.r4().type("Reference");
    private static final int TYPE =
            Objects.requireNonNull(REFERENCE.element("type")).index();
    private static final int EXTENSION =
            Objects.requireNonNull(REFERENCE.element("extension")).index();
    private static final int IDENTIFIER =
            Objects.requireNonNull(REFERENCE.element("identifier")).index();

    private References() {}

    /** Whether a reference to it would point to nothing, as things stand. */
    static boolean isOpen(@Nullable BundleEntry entry) {
        return entry != null && entry.write().isWhole() && !entry.isValued();
    }

    /** Says why a required reference points to nothing, when it still does. */
    static void explain(Composite reference, @Nullable BundleEntry entry) {
        if (isOpen(entry)) {
            reference.set(TargetPlan.REFERENCE_SLOT, null);
            reference.list(EXTENSION).add(CompositeMakers.Absent.extension());
        }
    }

    /** Null when the resource is never written and has no identifier to find it by. */
    static @Nullable Composite to(BundleEntry entry) {
        Composite reference = new Composite(REFERENCE);
        if (entry.write().isWhole()) {
            reference.set(TargetPlan.REFERENCE_SLOT, entry);
            return reference;
        }
        Composite identifier = entry.identifier();
        if (identifier == null) {
            return null;
        }
        reference.set(TYPE, entry.type().name());
        reference.set(IDENTIFIER, identifier);
        return reference;
    }
}
