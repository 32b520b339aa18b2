package io.crosswalk.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One element of a type, as the StructureDefinition has it. */
public final class FhirElement {

    private final FhirType owner;
    private final String name;
    private final int index;
    private final int min;
    private final boolean list;
    private final boolean choice;
    private final boolean requiredBinding;
    private final List<TypeOption> options = new ArrayList<>();
    private final List<TypeOption> view = Collections.unmodifiableList(options);
    private @Nullable TypeOption single;

    FhirElement(
            FhirType owner, String name, int index, int min, boolean list, boolean choice, boolean requiredBinding) {
        this.owner = owner;
        this.name = name;
        this.index = index;
        this.min = min;
        this.list = list;
        this.choice = choice;
        this.requiredBinding = requiredBinding;
    }

    void addOption(FhirType type, List<String> targets) {
        String jsonName = choice
                ? name
                        + Character.toUpperCase(type.name().charAt(0))
                        + type.name().substring(1)
                : name;
        TypeOption option = new TypeOption(this, type, options.size(), targets, jsonName);
        options.add(option);
        single = single == null ? option : single;
    }

    public FhirType owner() {
        return owner;
    }

    /** The name without {@code [x]}. */
    public String name() {
        return name;
    }

    /** The name as FHIR writes it: {@code value[x]}. */
    public String label() {
        return choice ? name + "[x]" : name;
    }

    /** Position in the type's definition order. */
    public int index() {
        return index;
    }

    public int min() {
        return min;
    }

    public boolean isList() {
        return list;
    }

    public boolean isChoice() {
        return choice;
    }

    /** Whether only codes of the bound value set are allowed. */
    public boolean hasRequiredBinding() {
        return requiredBinding;
    }

    public List<TypeOption> options() {
        return view;
    }

    /** The only type of an element that is no choice. */
    public TypeOption single() {
        return Objects.requireNonNull(single);
    }

    public @Nullable TypeOption option(FhirType type) {
        for (TypeOption option : options) {
            if (option.type() == type) {
                return option;
            }
        }
        return null;
    }

    public String path() {
        return owner.name() + "." + label();
    }

    @Override
    public String toString() {
        return path();
    }

    /** One type that an element may have, with its name in JSON. */
    public static final class TypeOption {

        private final FhirElement element;
        private final FhirType type;
        private final int index;
        private final List<String> targets;
        private final String jsonName;
        private final byte[] jsonKey;
        private final byte[] jsonSiblingKey;

        TypeOption(FhirElement element, FhirType type, int index, List<String> targets, String jsonName) {
            this.element = element;
            this.type = type;
            this.index = index;
            this.targets = List.copyOf(targets);
            this.jsonName = jsonName;
            this.jsonKey = (",\"" + jsonName + "\":").getBytes(StandardCharsets.UTF_8);
            this.jsonSiblingKey = (",\"_" + jsonName + "\":").getBytes(StandardCharsets.UTF_8);
        }

        public FhirElement element() {
            return element;
        }

        public FhirType type() {
            return type;
        }

        public int index() {
            return index;
        }

        /** Resource types that a Reference may point to; empty when every type is allowed or it is no Reference. */
        public List<String> targets() {
            return targets;
        }

        /** Whether a reference may point to a resource of this type. */
        public boolean allows(FhirType resource) {
            return targets.isEmpty() || targets.contains(resource.name()) || targets.contains("Resource");
        }

        /** {@code valueQuantity}. */
        public String jsonName() {
            return jsonName;
        }

        /** The key with the comma before it: {@code ,"valueQuantity":}. */
        byte[] jsonKey() {
            return jsonKey;
        }

        /** The key of id and extensions of a primitive: {@code ,"_birthDate":}. */
        byte[] jsonSiblingKey() {
            return jsonSiblingKey;
        }
    }
}
