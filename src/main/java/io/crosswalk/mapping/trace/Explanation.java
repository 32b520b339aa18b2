package io.crosswalk.mapping.trace;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.Primitive;
import io.crosswalk.fhir.Typed;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceClaim;
import io.crosswalk.mapping.plan.Claim;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.mapping.trace.Trace.Written;
import io.crosswalk.source.SourceNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each element of a Bundle comes from, told in its order: a walk over the resources with a {@link Trace} at hand. */
final class Explanation {

    private final Trace trace;
    private final Below below;
    private final SourceValues values;
    private final List<ElementTrace> elements = new ArrayList<>();
    private String resource = "";
    private List<Claim> shared = List.of();
    /** What a value around stands in its list for, beside others: with all of it alike it would be one of them. */
    private List<Claim> apart = List.of();
    /** What has made the composite at hand, for what no rule has put: the URL of an extension. */
    private @Nullable Written frame;
    /** The composites around the value at hand, the innermost first. */
    private final Deque<Composite> inside = new ArrayDeque<>();

    private Explanation(Trace trace, SourceValues values) {
        this.trace = trace;
        this.below = new Below(trace);
        this.values = values;
    }

    /** Every written element in the order of the Bundle. */
    static List<ElementTrace> of(
            Trace trace, SourceValues values, String bundleId, @Nullable Composite head, List<BundleEntry> entries) {
        Explanation explanation = new Explanation(trace, values);
        explanation.bundle(bundleId, head);
        for (BundleEntry entry : entries) {
            if (entry.isWritten()) {
                explanation.entry(entry);
            } else if (entry.patchedStatus() != null) {
                explanation.patch(entry);
            }
        }
        return explanation.elements;
    }

    private void bundle(String id, @Nullable Composite head) {
        resource = "Bundle/" + id;
        tell("Bundle.id", id, new Written("", List.of(), null, List.of(Claim.MESSAGE), ""));
        if (head != null) {
            walk("Bundle", head, null);
        }
    }

    private void entry(BundleEntry entry) {
        String type = entry.type().name();
        resource = type + "/" + entry.id();
        shared = trace.shared(entry);
        tell(type + ".id", entry.id(), trace.id(entry));
        walk(type, entry.content(), null);
        Composite search = entry.search();
        if (search != null) {
            walk(BundleEntry.SEARCH, search, null);
        }
    }

    /** Of a resource that only the server has nothing but the status is written. */
    private void patch(BundleEntry entry) {
        String type = entry.type().name();
        resource = type + "/" + entry.id();
        shared = trace.shared(entry);
        FhirElement status = entry.type().element("status");
        Object value = status == null ? null : entry.content().get(status.index());
        if (value != null) {
            value(type + ".status", value, null);
        }
    }

    /** @param around where a value that was made in one piece comes from; null outside of such a value */
    private void walk(String path, Composite composite, @Nullable Written around) {
        Written outer = frame;
        frame = around == null ? below.of(composite) : null;
        inside.push(composite);
        slots(path, composite, around);
        inside.pop();
        frame = outer;
    }

    private void slots(String path, Composite composite, @Nullable Written around) {
        List<FhirElement> definitions = composite.type().elements();
        for (int i = 0; i < composite.size(); i++) {
            Object value = composite.get(i);
            String name = path + "." + definitions.get(i).name();
            if (value instanceof Values list) {
                list(name, list, around);
            } else if (value instanceof Typed typed) {
                value(path + "." + typed.option().jsonName(), typed.value(), around);
            } else if (value instanceof BundleEntry target) {
                reference(name, composite, target, definitions.get(i).single().type());
            } else if (value != null) {
                value(name, value, around);
            }
        }
    }

    /** An element that stands beside others, since it differs, would not stand there were they alike. */
    private List<Claim> withOthers(List<Claim> conditions, Composite value) {
        List<Object> others = trace.different(value);
        if (others.isEmpty()) {
            return conditions;
        }
        List<Claim> all = new ArrayList<>(conditions);
        all.addAll(trace.passed(value));
        for (Object other : others) {
            for (Claim claim : below.all(other)) {
                all.add(claim.as(Use.CONDITION));
            }
        }
        return all;
    }

    /** What turns out empty is not written, and does not count. */
    private void list(String name, Values list, @Nullable Written around) {
        int index = 0;
        for (int k = 0; k < list.size(); k++) {
            Object item = list.get(k);
            if (!(item instanceof Composite) || isWritten(item)) {
                value(name + "[" + index + "]", item, around);
                index++;
            }
        }
    }

    private static boolean isWritten(@Nullable Object value) {
        if (value instanceof Composite composite) {
            for (int i = 0; i < composite.size(); i++) {
                if (isWritten(composite.get(i))) {
                    return true;
                }
            }
            return false;
        }
        if (value instanceof Values list) {
            for (int i = 0; i < list.size(); i++) {
                if (isWritten(list.get(i))) {
                    return true;
                }
            }
            return false;
        }
        if (value instanceof Primitive primitive) {
            return primitive.text() != null || isWritten(primitive.holder());
        }
        return value instanceof Typed typed
                ? isWritten(typed.value())
                : value instanceof BundleEntry entry ? entry.isWritten() : value != null;
    }

    private void reference(String name, Composite reference, BundleEntry target, FhirType as) {
        if (target.isWritten()) {
            String id = as.isUri() || target.write().isIfAbsent() ? target.reference() : "urn:uuid:" + target.id();
            tell(name, id, trace.reference(reference, target));
        }
    }

    private void value(String path, Object value, @Nullable Written around) {
        Written own = trace.origin(value);
        Written origin = own == null ? around : own;
        if (value instanceof Composite inner) {
            List<Claim> before = shared;
            List<Claim> apartBefore = apart;
            shared = withOthers(shared, inner);
            apart = trace.different(inner).isEmpty() ? apart : below.all(inner);
            if (own != null && isWritten(inner)) {
                tell(path, "", own);
            }
            walk(path, inner, origin != null && origin.isWhole() ? origin : null);
            shared = before;
            apart = apartBefore;
            return;
        }
        String text = value instanceof Primitive primitive ? primitive.text() : (String) value;
        if (text != null) {
            tell(path, text, origin == null ? frame : origin);
        }
        Composite holder = value instanceof Primitive primitive ? primitive.holder() : null;
        if (holder != null) {
            walk(path, holder, own != null && text == null && own.isWhole() ? own : null);
        }
    }

    private void tell(String path, String value, @Nullable Written known) {
        Written origin = known == null ? Written.NONE : known;
        int index = elements.size();
        List<Claim> all = new ArrayList<>(origin.claims().size() + shared.size());
        for (Claim claim : origin.claims()) {
            all.add(isShared(claim) ? claim.as(Use.COMPUTED) : claim);
        }
        addNew(shared, all);
        addNew(apart, all);
        if (all.stream().allMatch(claim -> claim.use() == Use.CONDITION)) {
            addNew(completed(), all);
        }
        List<SourceClaim> claims = new ArrayList<>(all.size());
        for (Claim claim : all) {
            claims.add(claim(claim, value.isEmpty() ? -1 : index));
        }
        elements.add(new ElementTrace(
                resource,
                path,
                value,
                origin.rule(),
                origin.through(),
                value.isEmpty() ? origin.madeFor() : "",
                claims,
                origin.codeRow()));
    }

    private static void addNew(List<Claim> more, List<Claim> all) {
        for (Claim claim : more) {
            if (all.stream().noneMatch(other -> other.node() == claim.node())) {
                all.add(claim.as(Use.CONDITION));
            }
        }
    }

    /** A constant completes what a value of the source has begun: what begins it, decides about the constant. */
    private List<Claim> completed() {
        int outermost = inside.size() - 1;
        for (Composite around : inside) {
            List<Claim> claims = outermost-- == 0 ? List.of() : below.all(around);
            if (!claims.isEmpty()) {
                return claims;
            }
        }
        return List.of();
    }

    /** Whether the resource would stay as it is, and another one come beside it. */
    private boolean isShared(Claim claim) {
        return (claim.use() == Use.VALUE || claim.use() == Use.IDENTITY)
                && shared.stream().anyMatch(other -> other.node() == claim.node());
    }

    private SourceClaim claim(Claim claim, int element) {
        SourceNode node = claim.node();
        if (node == null) {
            return new SourceClaim(claim.use(), "message", -1);
        }
        if (element >= 0) {
            values.claimed(node, element, claim.use() == Use.CONDITION, claim.use() == Use.IDENTITY);
        }
        return new SourceClaim(claim.use(), node.place(), values.index(node));
    }
}
