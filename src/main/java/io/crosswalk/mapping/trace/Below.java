package io.crosswalk.mapping.trace;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.Primitive;
import io.crosswalk.fhir.Typed;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.plan.Claim;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.mapping.trace.Trace.Written;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of the values below one, for a value that no rule has put by itself. */
final class Below {

    private final Trace trace;

    Below(Trace trace) {
        this.trace = trace;
    }

    /** The first rule that has put something into a composite has made it; null when none has. */
    @Nullable
    Written of(Composite composite) {
        Written first = first(composite);
        return first == null
                ? null
                : new Written(
                        first.rule(),
                        first.through(),
                        null,
                        all(composite).stream()
                                .map(claim -> claim.as(Use.CONDITION))
                                .distinct()
                                .toList(),
                        "");
    }

    private @Nullable Written first(Object value) {
        for (Object child : children(value)) {
            Written own = trace.origin(child);
            Written found = own == null ? first(child) : own;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Everything that is claimed at and below a value. */
    List<Claim> all(Object value) {
        List<Claim> claims = new ArrayList<>();
        collect(value, claims);
        return claims;
    }

    private void collect(Object value, List<Claim> claims) {
        Written own = trace.origin(value);
        if (own != null) {
            claims.addAll(own.claims());
        }
        children(value).forEach(child -> collect(child, claims));
    }

    private static List<Object> children(Object value) {
        List<Object> children = new ArrayList<>();
        Composite holder = value instanceof Primitive primitive ? primitive.holder() : null;
        if (holder != null) {
            children.add(holder);
        }
        if (value instanceof Composite composite) {
            for (int i = 0; i < composite.size(); i++) {
                Object child = composite.get(i);
                if (child instanceof Values list) {
                    for (int k = 0; k < list.size(); k++) {
                        children.add(list.get(k));
                    }
                } else if (child != null && !(child instanceof BundleEntry)) {
                    children.add(child instanceof Typed typed ? typed.value() : child);
                }
            }
        }
        return children;
    }
}
