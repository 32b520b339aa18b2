package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code made(path)}: the places that have made a resource, of those that a path leads to. A place that has made nothing
 * stands for the nearest ones below it that have; one that only names an identifier stands for the place that bears it in full.
 */
final class MadeExpr extends Expr {

    static final String NAME = "made";

    private final Expr places;
    private final TypeOption[] options;

    MadeExpr(Expr places, TypeOption[] options) {
        this.places = places;
        this.options = options;
    }

    @Override
    boolean isPlace() {
        return true;
    }

    @Override
    boolean canRepeat() {
        return true;
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        List<SourceNode> nodes = nodes(frame);
        return nodes.isEmpty() ? null : nodes.get(0);
    }

    @Override
    List<SourceNode> nodes(Frame frame) {
        List<SourceNode> makers = new ArrayList<>();
        Set<BundleEntry> made = new HashSet<>();
        for (SourceNode place : places.nodes(frame)) {
            if (!find(frame.run, place, makers, made)) {
                for (SourceNode other : frame.run.sameAs(place)) {
                    find(frame.run, other, makers, made);
                }
            }
        }
        return makers;
    }

    /** A resource that several places have made together is meant once. */
    private boolean find(Run run, SourceNode place, List<SourceNode> makers, Set<BundleEntry> made) {
        Product product = run.madeAt(place, options);
        if (product != null) {
            if (made.add(product.entry)) {
                makers.add(place);
            }
            return true;
        }
        boolean any = false;
        for (SourceNode child : place.children()) {
            any |= find(run, child, makers, made);
        }
        return any;
    }

    /** Whether a place, or another that bears its identifier, has made any resource, itself or below. */
    static boolean hasMade(Run run, SourceNode place) {
        if (hasMadeBelow(run, place)) {
            return true;
        }
        for (SourceNode other : run.sameAs(place)) {
            if (hasMadeBelow(run, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMadeBelow(Run run, SourceNode place) {
        if (run.hasMade(place)) {
            return true;
        }
        for (SourceNode child : place.children()) {
            if (hasMadeBelow(run, child)) {
                return true;
            }
        }
        return false;
    }

    @Override
    @Nullable
    String text(Frame frame) {
        return null;
    }

    @Override
    boolean valued(Frame frame) {
        return node(frame) != null;
    }
}
