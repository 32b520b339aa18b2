package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.source.SourceNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reference to a resource that a place has made. */
final class MadeMaker extends Maker {

    private final TypeOption[] options;

    MadeMaker(TypeOption[] options) {
        this.options = options;
    }

    @Override
    boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
        Product product = node == null ? null : frame.run.madeAt(node, options);
        return product != null && refer(frame, product, options, rule);
    }

    private static boolean refer(Frame frame, Product product, TypeOption[] options, RulePlan rule) {
        BundleEntry entry = product.entry;
        Composite reference = References.to(entry);
        if (reference == null || entry == frame.entry) {
            return false;
        }
        if (frame.run.trace != null) {
            pointsTo(frame.run.trace, product);
            frame.run.trace.refers(reference, rule.place());
        }
        for (TypeOption option : options) {
            if (option.allows(entry.type())) {
                return rule.target().put(frame, option, reference, rule, 0);
            }
        }
        return false;
    }

    /** The resource is what its id was made of, and is there because of what has decided on it. */
    private static void pointsTo(TraceListener trace, Product product) {
        trace.pointsTo(product.identity);
        trace.decidedBy(product.conditions);
    }

    /** References to all that the places of a document have made, but to none of the type that refers to them. */
    static final class All extends Maker {

        private final TypeOption[] options;

        All(TypeOption[] options) {
            this.options = options;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            boolean any = false;
            Set<BundleEntry> told = new HashSet<>();
            for (Product product : frame.run.allMade()) {
                if (product.entry.type() != frame.entry.type() && told.add(product.entry)) {
                    any |= refer(frame, product, options, rule);
                }
            }
            return any;
        }
    }

    /** Where the server has the resource that a place has made, below its own address. */
    static final class Address extends Maker {

        private final TypeOption option;

        Address(TypeOption option) {
            this.option = option;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            Product product = node == null ? null : frame.run.madeAt(node, new TypeOption[] {option});
            if (product == null
                    || product.entry == frame.entry
                    || !product.entry.write().isWhole()) {
                return false;
            }
            boolean written = rule.target().put(frame, option, product.entry, rule, 0);
            Composite holder = rule.target().holder(frame, rule);
            if (frame.run.trace != null && holder != null) {
                pointsTo(frame.run.trace, product);
                frame.run.trace.refers(holder, rule.place());
            }
            return written;
        }
    }
}
