package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/** A reference to the resource that a place has made. */
final class MadeMaker extends Maker {

    private final TypeOption[] options;

    MadeMaker(TypeOption[] options) {
        this.options = options;
    }

    @Override
    boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
        Product product = node == null ? null : frame.run.madeAt(node, options);
        if (product == null) {
            return false;
        }
        BundleEntry entry = product.entry;
        Composite reference = References.to(entry);
        if (reference == null || entry == frame.entry) {
            return false;
        }
        if (frame.run.trace != null) {
            frame.run.trace.pointsTo(product.identity);
            frame.run.trace.refers(reference, rule.place());
        }
        for (TypeOption option : options) {
            if (option.allows(entry.type())) {
                return rule.target().put(frame, option, reference, rule, 0);
            }
        }
        return false;
    }
}
