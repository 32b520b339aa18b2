package io.crosswalk.mapping.trace;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.Primitive;
import io.crosswalk.fhir.Typed;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.plan.TraceListener;
import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what was written while a message is converted, and tells it by path afterwards. For one conversion. */
public final class Trace implements TraceListener {

    private final Map<Object, Written> written = new IdentityHashMap<>();

    /** One value with its origin. */
    private record Written(String rule, @Nullable SourceNode source, String codeRow) {}

    @Override
    public void wrote(Object value, String rule, @Nullable SourceNode source, String codeRow) {
        written.putIfAbsent(value, new Written(rule, source, codeRow));
    }

    /** Every written element in the order of the Bundle. */
    public List<ElementTrace> elements(List<BundleEntry> entries) {
        List<ElementTrace> elements = new ArrayList<>();
        for (BundleEntry entry : entries) {
            if (entry.isWritten()) {
                String resource = entry.type().name() + "/" + entry.id();
                walk(resource, entry.type().name(), entry.content(), elements);
            }
        }
        return elements;
    }

    private void walk(String resource, String path, Composite composite, List<ElementTrace> elements) {
        List<FhirElement> definitions = composite.type().elements();
        for (int i = 0; i < composite.size(); i++) {
            Object value = composite.get(i);
            FhirElement element = definitions.get(i);
            if (value instanceof Values values) {
                for (int k = 0; k < values.size(); k++) {
                    tell(resource, path + "." + element.name() + "[" + k + "]", values.get(k), elements);
                }
            } else if (value instanceof Typed typed) {
                TypeOption option = typed.option();
                tell(resource, path + "." + option.jsonName(), typed.value(), elements);
            } else if (value != null && !(value instanceof BundleEntry)) {
                tell(resource, path + "." + element.name(), value, elements);
            }
        }
    }

    private void tell(String resource, String path, Object value, List<ElementTrace> elements) {
        Written origin = written.get(value);
        if (origin != null) {
            SourceNode source = origin.source();
            elements.add(new ElementTrace(
                    resource,
                    path,
                    origin.rule(),
                    source == null ? List.of() : List.of(source.place()),
                    origin.codeRow()));
        }
        if (value instanceof Composite inner) {
            walk(resource, path, inner, elements);
        } else if (value instanceof Primitive primitive) {
            Composite holder = primitive.holder();
            if (holder != null) {
                walk(resource, path, holder, elements);
            }
        }
    }
}
