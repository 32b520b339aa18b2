package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.mapping.expression.Literal;
import io.crosswalk.mapping.plan.TargetCompiler.Checked;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which type of an element takes which value. */
final class Fit {

    private static final Set<String> TEXTS =
            Set.of("string", "markdown", "code", "id", "uri", "url", "canonical", "oid", "uuid", "xhtml");
    private static final Set<String> QUANTITIES =
            Set.of("Quantity", "Age", "Count", "Distance", "Duration", "SimpleQuantity");

    private Fit() {}

    /** The option that takes a primitive; null when none does. */
    static @Nullable TypeOption primitive(List<TypeOption> options, FhirType type) {
        for (TypeOption option : options) {
            if (option.type() == type) {
                return option;
            }
        }
        return options.size() == 1 && takes(options.get(0).type().name(), type.name()) ? options.get(0) : null;
    }

    private static boolean takes(String wanted, String given) {
        return TEXTS.contains(wanted) && TEXTS.contains(given)
                || wanted.equals("dateTime") && given.equals("date")
                || wanted.equals("integer") && given.endsWith("Int")
                || wanted.equals("decimal") && (given.equals("integer") || given.endsWith("Int"));
    }

    /** The option that takes what a map makes; null when none does. */
    static @Nullable TypeOption map(MapPlan map, Checked target) {
        FhirType type = map.type();
        if (type == null) {
            return target.options().get(0);
        }
        if (map.isResource()) {
            return reference(type, target);
        }
        if (type.isPrimitive()) {
            return primitive(target.options(), type);
        }
        for (TypeOption option : target.options()) {
            if (option.type() == type) {
                return option;
            }
        }
        for (TypeOption option : target.options()) {
            if (QUANTITIES.contains(type.name())
                    && QUANTITIES.contains(option.type().name())) {
                return option;
            }
        }
        return null;
    }

    private static @Nullable TypeOption reference(FhirType resource, Checked target) {
        if (target.behind() != null && target.behind() != resource) {
            return null;
        }
        for (TypeOption option : target.options()) {
            if (option.type().name().equals("Reference") && option.allows(resource)) {
                return option;
            }
        }
        return null;
    }

    /** The option that a constant fills; null when none can. */
    static @Nullable TypeOption constant(List<TypeOption> options, Literal literal) {
        if (options.size() == 1) {
            FhirType type = options.get(0).type();
            boolean possible = type.isPrimitive() || type == Codes.CODING || type == Codes.CONCEPT;
            return possible ? options.get(0) : null;
        }
        for (TypeOption option : options) {
            if (option.type().name().equals(type(literal))) {
                return option;
            }
        }
        return null;
    }

    private static String type(Literal literal) {
        if (!literal.system().isEmpty()) {
            return "CodeableConcept";
        }
        boolean truth = literal.value().equals("true") || literal.value().equals("false");
        return truth && !literal.quoted() ? "boolean" : "string";
    }

    static String names(List<TypeOption> options) {
        return options.stream()
                .map(option -> option.targets().isEmpty()
                        ? option.type().name()
                        : option.type().name() + "(" + String.join(" | ", option.targets()) + ")")
                .collect(Collectors.joining(", "));
    }
}
