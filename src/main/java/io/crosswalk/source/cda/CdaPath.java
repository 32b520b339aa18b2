package io.crosswalk.source.cda;

import io.crosswalk.source.Need;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way through the elements of a document, step by step. Immutable. */
final class CdaPath implements SourcePath {

    private final String text;
    private final boolean fromRoot;
    private final Step[] steps;
    private final String type;

    /**
     * @param text as it was written
     * @param fromRoot whether it starts at ClinicalDocument, wherever it is read
     * @param type the data type of what it leads to; empty when that varies
     */
    CdaPath(String text, boolean fromRoot, List<Step> steps, String type) {
        this.text = text;
        this.fromRoot = fromRoot;
        this.steps = steps.toArray(Step[]::new);
        this.type = type;
    }

    /** How a step moves. */
    enum Move {
        SELF,
        PARENT,
        /** To elements below; to the attribute of that name where there is no such element. */
        CHILD,
        /** To elements anywhere below. */
        BELOW,
        /** To the elements that the nearest place has which has any, the place itself first: context conduction. */
        CONDUCTED,
        /** To the nearest enclosing element. */
        ENCLOSING
    }

    /**
     * One step.
     *
     * @param name number of the element's or attribute's name; 0 for any
     * @param kind number of the kind that the element is to be of; 0 for any
     * @param keys what it has to fulfil
     * @param index which of those that do, from 1; 0 for all
     */
    record Step(Move move, int name, int kind, List<CdaKey> keys, int index) {

        Step {
            keys = List.copyOf(keys);
        }

        boolean isOpen() {
            return move != Move.SELF && move != Move.PARENT && index == 0;
        }

        boolean fits(CdaElement element) {
            if (name != 0 && element.nameCode() != name || kind != 0 && element.kind != kind) {
                return false;
            }
            Reads reads = keys.isEmpty() ? null : element.document().reads();
            return reads == null ? fulfils(element) : told(element, reads);
        }

        /** What a key looks at has decided, and is nothing that a rule takes. */
        private boolean told(CdaElement element, Reads reads) {
            element.document().watch(null);
            boolean fits = fulfils(element);
            element.document().watch(reads);
            keys.forEach(key -> key.tell(element, reads));
            return fits;
        }

        private boolean fulfils(CdaElement element) {
            for (int i = 0; i < keys.size(); i++) {
                if (!keys.get(i).fits(element)) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public @Nullable SourceNode first(SourceNode from) {
        if (steps.length == 0) {
            return fromRoot && start(from) != null ? start(from) : from;
        }
        CdaElement start = start(from);
        return start == null ? null : first(start, 0);
    }

    @Override
    public List<SourceNode> all(SourceNode from) {
        CdaElement start = start(from);
        if (steps.length == 0 || start == null) {
            SourceNode only = first(from);
            return only == null ? List.of() : List.of(only);
        }
        List<SourceNode> found = new ArrayList<>(4);
        collect(start, 0, found);
        return found;
    }

    private @Nullable CdaElement start(SourceNode from) {
        if (from instanceof CdaRoot root) {
            return root.document();
        }
        if (!(from instanceof CdaElement element)) {
            return null;
        }
        return fromRoot ? element.document().root() : element;
    }

    private @Nullable SourceNode first(CdaElement at, int index) {
        if (index == steps.length) {
            return at;
        }
        Step step = steps[index];
        switch (step.move()) {
            case SELF:
                return step.fits(at) ? first(at, index + 1) : null;
            case PARENT:
                CdaElement parent = at.parentElement();
                return parent == null ? null : first(parent, index + 1);
            case ENCLOSING:
                CdaElement enclosing = enclosing(at, step);
                return enclosing == null ? null : first(enclosing, index + 1);
            case CONDUCTED:
                CdaElement holder = holder(at, step);
                return holder == null ? null : child(holder, index);
            case BELOW:
                return below(at, index);
            default:
                return child(at, index);
        }
    }

    private @Nullable SourceNode child(CdaElement at, int index) {
        Step step = steps[index];
        int counted = 0;
        boolean any = false;
        for (CdaElement child = at.firstElement(); child != null; child = child.nextElement()) {
            if (step.name() != 0 && child.nameCode() != step.name()) {
                continue;
            }
            any = true;
            if (step.fits(child) && (step.index() == 0 || ++counted == step.index())) {
                SourceNode found = first(child, index + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return any || index < steps.length - 1 || step.name() == 0 ? null : at.attributeNode(step.name());
    }

    private @Nullable SourceNode below(CdaElement at, int index) {
        Step step = steps[index];
        for (CdaElement child = at.firstElement(); child != null; child = child.nextElement()) {
            SourceNode found = step.fits(child) ? first(child, index + 1) : null;
            found = found == null ? below(child, index) : found;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable CdaElement enclosing(CdaElement at, Step step) {
        CdaElement enclosing = at.parentElement();
        while (enclosing != null && !step.fits(enclosing)) {
            enclosing = enclosing.parentElement();
        }
        return enclosing;
    }

    /** The nearest place that has what the step names, the place itself first. */
    private static @Nullable CdaElement holder(CdaElement at, Step step) {
        CdaElement holder = at;
        while (holder != null) {
            for (CdaElement child = holder.firstElement(); child != null; child = child.nextElement()) {
                if (step.fits(child)) {
                    return holder;
                }
            }
            holder = holder.parentElement();
        }
        return null;
    }

    private void collect(CdaElement at, int index, List<SourceNode> to) {
        if (index == steps.length) {
            to.add(at);
            return;
        }
        Step step = steps[index];
        switch (step.move()) {
            case SELF:
                if (step.fits(at)) {
                    collect(at, index + 1, to);
                }
                break;
            case PARENT:
                collectAt(at.parentElement(), index, to);
                break;
            case ENCLOSING:
                collectAt(enclosing(at, step), index, to);
                break;
            case CONDUCTED:
                CdaElement holder = holder(at, step);
                if (holder != null) {
                    collectChildren(holder, index, to);
                }
                break;
            case BELOW:
                collectBelow(at, index, to);
                break;
            default:
                collectChildren(at, index, to);
        }
    }

    private void collectAt(@Nullable CdaElement next, int index, List<SourceNode> to) {
        if (next != null) {
            collect(next, index + 1, to);
        }
    }

    private void collectChildren(CdaElement at, int index, List<SourceNode> to) {
        Step step = steps[index];
        int counted = 0;
        boolean any = false;
        for (CdaElement child = at.firstElement(); child != null; child = child.nextElement()) {
            if (step.name() != 0 && child.nameCode() != step.name()) {
                continue;
            }
            any = true;
            if (step.fits(child) && (step.index() == 0 || ++counted == step.index())) {
                collect(child, index + 1, to);
            }
        }
        if (!any && index == steps.length - 1 && step.name() != 0) {
            SourceNode attribute = at.attributeNode(step.name());
            if (attribute != null) {
                to.add(attribute);
            }
        }
    }

    private void collectBelow(CdaElement at, int index, List<SourceNode> to) {
        for (CdaElement child = at.firstElement(); child != null; child = child.nextElement()) {
            if (steps[index].fits(child)) {
                collect(child, index + 1, to);
            }
            collectBelow(child, index, to);
        }
    }

    @Override
    public boolean canRepeat() {
        for (Step step : steps) {
            if (step.isOpen()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String type() {
        return type;
    }

    /** The kinds of places are too many for a sieve; only that the first step's name must be there can be told. */
    @Override
    public Need need() {
        if (fromRoot || steps.length == 0 || steps[0].move() != Move.CHILD || steps[0].name() == 0) {
            return Need.UNKNOWN;
        }
        return Need.part(CdaElement.PLACE, steps[0].name());
    }

    @Override
    public String toString() {
        return text;
    }
}
