package io.crosswalk.fhir;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A FHIR R4 type: a primitive, a data type, a backbone element ({@code Patient.contact}) or a resource. */
public final class FhirType {

    /** What sort of type. */
    public enum Kind {
        PRIMITIVE,
        DATA_TYPE,
        BACKBONE,
        RESOURCE
    }

    /** Types that JSON writes without quotes. */
    private static final Set<String> BARE = Set.of("boolean", "integer", "decimal", "positiveInt", "unsignedInt");

    private static final Set<String> URIS = Set.of("uri", "url", "canonical");

    private final String name;
    private final Kind kind;
    private final boolean bare;
    private final boolean uri;
    /** In definition order; grows only while the table of types is read. */
    private FhirElement[] elements = {};

    private final Map<String, FhirElement> byName = new HashMap<>();

    FhirType(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
        this.uri = kind == Kind.PRIMITIVE && URIS.contains(name);
        this.bare = kind == Kind.PRIMITIVE && BARE.contains(name);
    }

    void add(FhirElement element) {
        elements = Arrays.copyOf(elements, elements.length + 1);
        elements[elements.length - 1] = element;
        byName.put(element.name(), element);
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isPrimitive() {
        return kind == Kind.PRIMITIVE;
    }

    public boolean isResource() {
        return kind == Kind.RESOURCE;
    }

    /** All elements in definition order; empty for a primitive. */
    public List<FhirElement> elements() {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    FhirElement elementAt(int index) {
        return elements[index];
    }

    int size() {
        return elements.length;
    }

    /** Whether its values are addresses: few, long, and mostly constants of the mappings. */
    public boolean isUri() {
        return uri;
    }

    /** Whether JSON writes the type without quotes. */
    boolean isBare() {
        return bare;
    }

    /** The element of this name; a choice element goes by its name without {@code [x]}. */
    public @Nullable FhirElement element(String elementName) {
        return byName.get(elementName);
    }

    /** The choice element and type that a name as {@code valueQuantity} stands for; null when it stands for none. */
    public FhirElement.@Nullable TypeOption option(String nameWithType) {
        for (FhirElement element : elements) {
            if (element.isChoice() && nameWithType.startsWith(element.name())) {
                for (FhirElement.TypeOption option : element.options()) {
                    if (option.jsonName().equals(nameWithType)) {
                        return option;
                    }
                }
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
