package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.FhirElement;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.expression.Target.LabelKind;
import io.crosswalk.mapping.plan.TargetPlan.Step;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks the left sides of rules against FHIR R4 and turns them into slots. */
final class TargetCompiler {

    private static final String EXTENSION_BASE = "http://hl7.org/fhir/StructureDefinition/";

    private final FhirTypes types = FhirTypes.r4();
    private final Map<String, Integer> labels = new HashMap<>();

    /**
     * A checked target.
     *
     * @param plan null for {@code $value}
     * @param options the types that the value may have
     * @param behind the resource behind the last arrow; null without one
     * @param path canonical: elements without labels and types, for comparing rules
     */
    record Checked(
            TargetPlan plan,
            List<TypeOption> options,
            @Nullable FhirType behind,
            String path,
            boolean value) {

        boolean isRequiredBinding() {
            return options.get(0).element().hasRequiredBinding();
        }
    }

    /** A number for each label of each list of each type: the same label in two maps is the same number. */
    int label(String text) {
        return labels.computeIfAbsent(text, t -> labels.size());
    }

    @Nullable
    Checked check(SourceFile file, YamlNode.Scalar text, Target target, FhirType base) {
        Target.Step head = target.steps().get(0);
        if (head.name().equals("$value")) {
            return value(file, text, target, base);
        }
        return new Walk(file, text, base).walk(target.steps());
    }

    private @Nullable Checked value(SourceFile file, YamlNode.Scalar text, Target target, FhirType base) {
        if (target.steps().size() > 1) {
            file.fault(text, 0, "'$value' is the whole result; nothing follows it", "");
            return null;
        }
        if (!base.isPrimitive()) {
            file.fault(
                    text, 0, "'$value' is for maps whose result is a primitive; " + base.name() + " has elements", "");
            return null;
        }
        TargetPlan plan = new TargetPlan(new Step[0], "$value", -1);
        return new Checked(plan, List.of(FhirTypes.self(base)), null, "$value", true);
    }

    /** One target, element by element. */
    private final class Walk {

        private final SourceFile file;
        private final YamlNode.Scalar text;
        private final List<Step> steps = new ArrayList<>();
        private final StringBuilder path = new StringBuilder();
        private FhirType type;
        private List<TypeOption> options;
        private @Nullable FhirType behind;
        private int sibling = -1;
        private boolean inExtension;

        Walk(SourceFile file, YamlNode.Scalar text, FhirType base) {
            this.file = file;
            this.text = text;
            this.type = base;
            this.options = List.of(FhirTypes.self(base));
            this.inExtension = base.name().equals("Extension");
        }

        @Nullable
        Checked walk(List<Target.Step> targets) {
            for (int i = 0; i < targets.size(); i++) {
                Target.Step target = targets.get(i);
                if (target.name().equals("$this")) {
                    if (i > 0) {
                        return fault(target.offset(), "'$this' stands at the beginning only", "");
                    }
                    if (target.labelKind() == LabelKind.NUMBER || target.labelKind() == LabelKind.NAME) {
                        sibling = label("$this[" + target.label() + "]");
                        path.append("$this[").append(target.label()).append(']');
                    }
                    continue;
                }
                if (!step(target, i == targets.size() - 1)) {
                    return null;
                }
            }
            return new Checked(
                    new TargetPlan(steps.toArray(Step[]::new), text.value(), sibling),
                    options,
                    behind,
                    path.length() == 0 ? "$this" : path.toString(),
                    false);
        }

        private boolean step(Target.Step target, boolean last) {
            if (type.isPrimitive() && !steps.isEmpty()) {
                type = types.type("Element");
            }
            FhirElement element = type.element(target.name());
            TypeOption fixed = null;
            if (element == null) {
                fixed = type.option(target.name());
                if (fixed == null) {
                    fault(
                            target.offset(),
                            type.name() + " has no element '" + target.name() + "'",
                            Nearest.of(target.name(), names()));
                    return false;
                }
                element = fixed.element();
            } else if (element.isChoice() != target.choice()) {
                fault(
                        target.offset(),
                        element.isChoice()
                                ? element.path() + " has several types; write " + element.label() + " or, for example, "
                                        + element.options().get(0).jsonName()
                                : element.path() + " has one type; write it without [x]",
                        "");
                return false;
            }
            if (element.owner().isResource()
                    && (element.name().equals("id") || element.name().equals("resourceType"))) {
                fault(target.offset(), "the id of a resource comes from 'identity:'", "");
                return false;
            }
            TypeOption option = fixed != null ? fixed : element.isChoice() ? null : element.single();
            if (option == null && !last) {
                fault(
                        target.offset(),
                        "say which type " + element.path() + " has here, for example "
                                + element.options().get(0).jsonName(),
                        "");
                return false;
            }
            String url = url(target, option);
            if (url == null || !labelFits(target, element) || !arrowFits(target, element, option)) {
                return false;
            }
            path.append(path.length() == 0 ? "" : ".").append(element.name());
            if (!url.isEmpty()) {
                path.append('(').append(url).append(')');
            }
            Step step = compiled(target, element, option, url);
            steps.add(step);
            options = option == null ? element.options() : List.of(option);
            behind = step.behind();
            if (option != null) {
                type = step.behind() == null ? option.type() : step.behind();
            }
            inExtension = !url.isEmpty()
                    || inExtension && step.behind() == null && type.name().equals("Extension");
            return true;
        }

        private Step compiled(Target.Step target, FhirElement element, @Nullable TypeOption option, String url) {
            int label = -1;
            boolean local = false;
            if (element.isList()) {
                local = target.labelKind() != LabelKind.NAME;
                String name = target.labelKind() == LabelKind.NONE ? "1" : target.label();
                label = label(element.path() + "(" + url + ")" + (local ? "#" : "[") + name);
                if (target.labelKind() == LabelKind.EACH) {
                    path.append("[]");
                } else {
                    path.append('[').append(name).append(']');
                }
            }
            FhirType arrow = target.resource().isEmpty() ? null : types.find(target.resource());
            return new Step(element, option, target.labelKind(), label, local, url, arrow, stepText(target));
        }

        private static String stepText(Target.Step target) {
            String label = target.label().isEmpty() ? "" : "[" + target.label() + "]";
            return target.name() + (target.url().isEmpty() ? "" : "(" + target.url() + ")") + label;
        }

        /** The url of an extension; empty for other elements; null with a fault. */
        private @Nullable String url(Target.Step target, @Nullable TypeOption option) {
            boolean extension = option != null && option.type().name().equals("Extension");
            if (!extension) {
                if (!target.url().isEmpty()) {
                    fault(target.offset(), "only extensions have a name in parentheses", "");
                    return null;
                }
                return "";
            }
            if (target.url().isEmpty()) {
                fault(target.offset(), "which extension? write extension(name)", "");
                return null;
            }
            boolean bare = target.url().indexOf(':') < 0;
            return bare && !inExtension ? EXTENSION_BASE + target.url() : target.url();
        }

        private boolean labelFits(Target.Step target, FhirElement element) {
            if (target.labelKind() == LabelKind.NONE || element.isList()) {
                return true;
            }
            fault(target.offset(), element.path() + " does not repeat; take out [" + target.label() + "]", "");
            return false;
        }

        private boolean arrowFits(Target.Step target, FhirElement element, @Nullable TypeOption option) {
            if (target.resource().isEmpty()) {
                return true;
            }
            if (option == null || !option.type().name().equals("Reference")) {
                fault(target.offset(), element.path() + " is no reference; '->' has nothing to follow", "");
                return false;
            }
            FhirType resource = types.find(target.resource());
            if (resource == null || !resource.isResource()) {
                TreeSet<String> known = new TreeSet<>();
                types.all().stream().filter(FhirType::isResource).forEach(t -> known.add(t.name()));
                fault(
                        target.offset(),
                        "FHIR R4 has no resource '" + target.resource() + "'",
                        Nearest.of(target.resource(), known));
                return false;
            }
            if (!option.allows(resource)) {
                fault(
                        target.offset(),
                        element.path() + " refers to " + String.join(", ", option.targets()) + ", not to "
                                + resource.name(),
                        "");
                return false;
            }
            return true;
        }

        private TreeSet<String> names() {
            TreeSet<String> names = new TreeSet<>();
            for (FhirElement element : type.elements()) {
                if (element.isChoice()) {
                    names.add(element.label());
                    element.options().forEach(option -> names.add(option.jsonName()));
                } else {
                    names.add(element.name());
                }
            }
            return names;
        }

        private @Nullable Checked fault(int offset, String message, String suggestion) {
            file.fault(text, offset, message, suggestion);
            return null;
        }
    }
}
