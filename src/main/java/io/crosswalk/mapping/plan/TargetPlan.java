package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.fhir.Merge;
import io.crosswalk.fhir.Primitive;
import io.crosswalk.fhir.Typed;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.expression.Target.LabelKind;
import io.crosswalk.source.SourceNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a value goes: element by element, each known by its slot. Immutable. */
final class TargetPlan {

    private static final FhirType REFERENCE = FhirTypes.r4().type("Reference");
    static final int REFERENCE_SLOT =
            Objects.requireNonNull(REFERENCE.element("reference")).index();
    private static final int URL_SLOT = Objects.requireNonNull(
                    FhirTypes.r4().type("Extension").element("url"))
            .index();

    /**
     * One element of the way.
     *
     * @param option the type taken; null only at the end of the way, where the value's type decides
     * @param labelId names the element among all labels of all mappings; -1 where the element is no list
     * @param local whether the label belongs to one application of the map
     * @param url of an extension; empty elsewhere
     * @param behind the resource behind a reference; null without an arrow
     */
    record Step(
            FhirElement element,
            @Nullable TypeOption option,
            LabelKind kind,
            int labelId,
            boolean local,
            String url,
            @Nullable FhirType behind,
            String text) {}

    /** For ways that must be there already. */
    static final int NEVER = Integer.MAX_VALUE;

    private final Step[] steps;
    private final String text;
    private final boolean periodBound;
    /** Whether the way starts beside the element that the map was called for: {@code $this[2]}. */
    private final int siblingLabel;

    TargetPlan(Step[] steps, String text, int siblingLabel) {
        this.steps = steps;
        this.text = text;
        this.siblingLabel = siblingLabel;
        this.periodBound = steps.length > 0 && Periods.isBound(last().element);
    }

    Step[] steps() {
        return steps;
    }

    /** Whether the way leads into another resource, into which other maps may lead too. */
    boolean isBehindAReference() {
        for (int i = 0; i < steps.length - 1; i++) {
            if (steps[i].behind != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is the start or the end of a Period. */
    boolean isPeriodBound() {
        return periodBound;
    }

    boolean isSibling() {
        return siblingLabel >= 0;
    }

    @Override
    public String toString() {
        return text;
    }

    Step last() {
        return steps[steps.length - 1];
    }

    /** The value that is there already and can be filled further; null when there is none. */
    @Nullable
    Composite find(Frame frame, TypeOption option, RulePlan rule) {
        frame.reached = frame.entry;
        if (steps.length == 0) {
            return frame.self;
        }
        Composite container = container(frame, rule, NEVER);
        if (container == null) {
            return null;
        }
        Step step = last();
        Object present;
        if (steps.length - 1 == rule.followStep()) {
            present = frame.followed;
        } else if (step.labelId < 0) {
            present = container.get(step.element.index());
        } else if (step.kind == LabelKind.EACH) {
            present = null;
        } else {
            Composite.Label label = container.label(step.labelId, application(step, frame));
            boolean drives = rule.driveStep() == steps.length - 1;
            present = label == null ? null : drives ? label.madeFrom(frame.origin) : label.first();
        }
        if (present instanceof Typed typed) {
            return typed.option() == option && typed.value() instanceof Composite composite ? composite : null;
        }
        return present instanceof Composite composite ? composite : null;
    }

    /**
     * Writes a value at the end of the way.
     *
     * @param createFrom steps before this one must be there already; from it on they are made
     * @return false when there is no room or nothing to complete
     */
    boolean put(Frame frame, TypeOption option, Object value, RulePlan rule, int createFrom) {
        frame.reached = frame.entry;
        if (steps.length == 0) {
            return true;
        }
        Composite container = container(frame, rule, createFrom);
        if (container == null) {
            return false;
        }
        Step step = last();
        if (!step.url.isEmpty() && value instanceof Composite extension) {
            setUrl(extension, step.url);
        }
        if (step.labelId < 0) {
            putSingle(container, step, option, value);
        } else {
            putInList(frame, container, step, value, rule);
        }
        return true;
    }

    private static void putSingle(Composite container, Step step, TypeOption option, Object value) {
        int slot = step.element.index();
        Object present = container.get(slot);
        Object inside = present instanceof Typed typed ? typed.value() : present;
        if (inside == null) {
            container.set(slot, step.element.isChoice() ? new Typed(option, value) : value);
        } else if (inside instanceof Primitive primitive && primitive.text() == null && value instanceof String text) {
            primitive.setText(text);
        }
    }

    private void putInList(Frame frame, Composite container, Step step, Object value, RulePlan rule) {
        if (step.kind == LabelKind.EACH) {
            container.list(step.element.index()).add(value);
            return;
        }
        int application = application(step, frame);
        Composite.Label label = container.label(step.labelId, application);
        boolean drives = rule.driveStep() == steps.length - 1;
        if (label == null || drives && label.madeFrom(frame.origin) == null) {
            if (label != null && value instanceof Composite made && isSaidAlready(label, made, frame)) {
                return;
            }
            Object item = value instanceof String string ? new Primitive(string) : value;
            container.list(step.element.index()).add(item);
            (label == null ? container.addLabel(step.labelId, application) : label).add(item, frame.origin);
        } else if (label.first() instanceof Primitive primitive
                && primitive.text() == null
                && value instanceof String string) {
            primitive.setText(string);
        }
    }

    /** Two fields may tell one thing, as ORC-2 and OBR-2 the number of an order: it is completed, not told twice. */
    private static boolean isSaidAlready(Composite.Label label, Composite made, Frame frame) {
        SourceNode origin = frame.origin;
        TraceListener trace = frame.run.trace;
        for (int i = 0; origin != null && i < label.size(); i++) {
            if (label.originOf(i) instanceof SourceNode before
                    && !isSameField(before, origin)
                    && label.get(i) instanceof Composite present) {
                if (Merge.agree(present, made)) {
                    if (trace != null) {
                        trace.saidTwice(present, made);
                    }
                    Merge.into(present, made);
                    label.add(present, origin);
                    return true;
                }
                if (trace != null) {
                    trace.differs(made, present);
                }
            }
        }
        return false;
    }

    private static boolean isSameField(SourceNode one, SourceNode other) {
        return one.parent() == other.parent() && one.name().equals(other.name());
    }

    private static int application(Step step, Frame frame) {
        return step.local ? frame.application : 0;
    }

    /** The composite that holds the last element; null when it is not there. */
    @Nullable
    Composite holder(Frame frame, RulePlan rule) {
        return holder(frame, rule, steps.length - 1);
    }

    /** The composite that holds the element of a step; null when it is not there. */
    @Nullable
    Composite holder(Frame frame, RulePlan rule, int step) {
        frame.reached = frame.entry;
        Composite holder = siblingLabel >= 0 ? sibling(frame, false) : frame.self;
        for (int i = 0; i < step && holder != null; i++) {
            holder = descend(frame, holder, i, rule, false);
        }
        return holder;
    }

    /** The composite that holds the last element; null when it is not there and must not be made. */
    private @Nullable Composite container(Frame frame, RulePlan rule, int createFrom) {
        Composite container = siblingLabel >= 0 ? sibling(frame, createFrom == 0) : frame.self;
        for (int i = 0; i < steps.length - 1 && container != null; i++) {
            container = descend(frame, container, i, rule, i >= createFrom);
        }
        return container;
    }

    /** An element beside the one that the map was called for. */
    private @Nullable Composite sibling(Frame frame, boolean create) {
        RulePlan rule = frame.caller;
        Frame caller = frame.callerFrame;
        if (rule == null || caller == null || rule.target().steps.length == 0) {
            return null;
        }
        Step last = rule.target().last();
        Composite container = last.labelId < 0 ? null : rule.target().container(caller, rule, create ? 0 : NEVER);
        if (container == null) {
            return null;
        }
        Composite.Label label = container.label(siblingLabel, frame.application);
        if (label != null) {
            return (Composite) label.first();
        }
        if (!create) {
            return null;
        }
        Composite made = new Composite(frame.self.type());
        container.list(last.element.index()).add(made);
        container.addLabel(siblingLabel, frame.application).add(made, null);
        return made;
    }

    private @Nullable Composite descend(Frame frame, Composite from, int index, RulePlan rule, boolean create) {
        Step step = steps[index];
        Object child;
        if (index == rule.followStep() && frame.followed != null) {
            child = frame.followed;
        } else if (step.labelId < 0) {
            child = single(from, step, create);
        } else {
            child = element(frame, from, index, rule, create);
        }
        if (child == null) {
            return null;
        }
        if (child instanceof Primitive primitive) {
            return create ? primitive.makeHolder() : primitive.holder();
        }
        Composite composite = (Composite) child;
        return step.behind == null ? composite : behind(frame, composite, index, create);
    }

    private static @Nullable Object single(Composite from, Step step, boolean create) {
        int slot = step.element.index();
        Object present = from.get(slot);
        if (present instanceof Typed typed) {
            if (typed.option() != step.option) {
                return null;
            }
            if (typed.value() instanceof String text) {
                Primitive primitive = new Primitive(text);
                from.set(slot, new Typed(typed.option(), primitive));
                return primitive;
            }
            return typed.value();
        }
        if (present instanceof String text) {
            Primitive primitive = new Primitive(text);
            from.set(slot, primitive);
            return primitive;
        }
        if (present == null && create) {
            Object made = make(step);
            from.set(slot, step.element.isChoice() ? new Typed(option(step), made) : made);
            return made;
        }
        return present;
    }

    private static TypeOption option(Step step) {
        return Objects.requireNonNull(step.option);
    }

    private @Nullable Object element(Frame frame, Composite from, int index, RulePlan rule, boolean create) {
        Step step = steps[index];
        int application = application(step, frame);
        Composite.Label label = step.kind == LabelKind.EACH ? null : from.label(step.labelId, application);
        if (label != null) {
            Object present = rule.driveStep() == index ? label.madeFrom(frame.origin) : label.first();
            if (present != null) {
                return present;
            }
        }
        if (!create) {
            return null;
        }
        Object made = make(step);
        from.list(step.element.index()).add(made);
        if (step.kind != LabelKind.EACH) {
            (label == null ? from.addLabel(step.labelId, application) : label).add(made, frame.origin);
        }
        return made;
    }

    private static Object make(Step step) {
        FhirType type = option(step).type();
        if (type.isPrimitive()) {
            return new Primitive(null);
        }
        Composite made = new Composite(type);
        if (!step.url.isEmpty()) {
            made.set(URL_SLOT, step.url);
        }
        return made;
    }

    /** The content of the resource that a reference points to; made with an id of its owner when it is not there. */
    private @Nullable Composite behind(Frame frame, Composite reference, int index, boolean create) {
        BundleEntry entry = (BundleEntry) reference.get(REFERENCE_SLOT);
        if (entry == null) {
            if (!create) {
                return null;
            }
            Step step = steps[index];
            entry = frame.run.ownedEntry(frame, Objects.requireNonNull(step.behind), wayTo(index), "");
            reference.set(REFERENCE_SLOT, entry);
        }
        frame.reached = entry;
        return entry.content();
    }

    /** The text of the way up to a step, with labels: part of an owned resource's id. */
    private String wayTo(int index) {
        StringBuilder way = new StringBuilder();
        for (int i = 0; i <= index; i++) {
            way.append('/').append(steps[i].text);
        }
        return way.toString();
    }

    /** How many elements the list at the end of the way has; for ids of what has no name. */
    static int count(@Nullable Object slot) {
        return slot instanceof Values values ? values.size() : slot == null ? 0 : 1;
    }

    static void setUrl(Composite extension, String url) {
        extension.set(URL_SLOT, url);
    }
}
