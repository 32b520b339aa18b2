package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.mapping.expression.Rule.Unmapped;
import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import io.crosswalk.terminology.CodeMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makers of values that have elements. */
final class CompositeMakers {

    private CompositeMakers() {}

    /** A data type, filled by a map. */
    static final class DataType extends Maker {

        private final TypeOption option;
        private final MapPlan map;
        private final @Nullable CodeMap via;
        private final Unmapped unmapped;
        /** Codes come from lists: what was made of one will be wanted again. */
        private final boolean coded;

        DataType(TypeOption option, MapPlan map, @Nullable CodeMap via, Unmapped unmapped) {
            this.option = option;
            this.map = map;
            this.via = via;
            this.unmapped = unmapped;
            this.coded = option.type() == Codes.CONCEPT || option.type() == Codes.CODING;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            SourceNode from = node == null ? frame.node : node;
            Composite present = rule.target().find(frame, option, rule);
            if (present == null && coded && !map.hasSiblings() && !rule.target().isBehindAReference()) {
                Composite value =
                        frame.run.recall.value(option.type(), this, from, made -> fill(made, frame, from, rule));
                return value != null && putValue(frame, option, value, rule, from, "");
            }
            Composite filled = present == null ? new Composite(option.type()) : present;
            if (rule.target().isBehindAReference() && !frame.run.noteFilled(filled, map, from)) {
                return true;
            }
            Frame inner = new Frame(frame.run, frame.scope, from, frame.reached, filled);
            inner.caller = rule;
            inner.callerFrame = frame;
            if (!fill(inner, frame, from, rule)) {
                return false;
            }
            if (present == null) {
                if (!putValue(frame, option, filled, rule, from, "")) {
                    return false;
                }
            } else {
                frame.yielded = true;
                frame.reached.markValued();
                frame.entry.markValued();
            }
            map.fillSiblings(inner);
            return true;
        }

        /** Perhaps later, when other rules have led elsewhere: the value stands in the resource of its own frame. */
        private boolean fill(Composite value, Frame frame, SourceNode from, RulePlan rule) {
            Frame inner = new Frame(frame.run, frame.scope, from, frame.entry, value);
            inner.caller = rule;
            inner.callerFrame = frame;
            return fill(inner, frame, from, rule);
        }

        private boolean fill(Frame inner, Frame frame, SourceNode from, RulePlan rule) {
            map.fill(inner);
            if (!inner.yielded) {
                return false;
            }
            if (via == null) {
                return true;
            }
            boolean known = option.type() == Codes.CONCEPT
                    ? Codes.translate(inner.self, via, unmapped, frame, from, rule)
                    : option.type() != Codes.CODING
                            || Codes.translateCoding(inner.self, via, unmapped, frame, from, rule);
            if (!known && frame.run.trace != null) {
                frame.run.trace.left(from, Reason.CODE_UNKNOWN, rule.place());
            }
            return known;
        }
    }

    private static void refers(Frame frame, Composite reference, RulePlan rule) {
        if (frame.run.trace != null) {
            frame.run.trace.refers(reference, rule.place());
        }
    }

    /** A reference to a resource that a map makes. */
    static final class Resource extends Maker {

        private final TypeOption option;
        private final MapPlan map;
        private final BundleEntry.@Nullable Write write;

        Resource(TypeOption option, MapPlan map, BundleEntry.@Nullable Write write) {
            this.option = option;
            this.map = map;
            this.write = write;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            SourceNode from = node == null ? frame.node : node;
            Composite present = rule.target().find(frame, option, rule);
            BundleEntry behind = present == null ? null : (BundleEntry) present.get(TargetPlan.REFERENCE_SLOT);
            if (behind != null && behind.type() != map.resourceType()) {
                // Another rule refers to another sort of resource already; its elements are not those of this map.
                frame.run.issue(new Issue(
                        Issue.Severity.INFORMATION,
                        "reference-stands",
                        from.place(),
                        rule.place(),
                        "the element refers to a " + behind.type().name() + " already, which stays"));
                return false;
            }
            BundleEntry entry = frame.run.resource(map, from, frame, rule, behind, write);
            if (entry == null) {
                return false;
            }
            if (present != null) {
                if (entry.write().isWhole()) {
                    present.set(TargetPlan.REFERENCE_SLOT, entry);
                    refers(frame, present, rule);
                }
                frame.yielded = true;
                frame.entry.markValued();
                return true;
            }
            Composite reference = References.to(entry);
            if (reference == null) {
                return false;
            }
            refers(frame, reference, rule);
            return putValue(frame, option, reference, rule, from, "");
        }
    }

    /** A constant code as Coding or CodeableConcept. Made anew each time: other rules may complete it. */
    static final class Constant extends Maker {

        private final TypeOption option;
        private final String system;
        private final String code;
        private final String display;

        Constant(TypeOption option, String system, String code, String display) {
            this.option = option;
            this.system = system;
            this.code = code;
            this.display = display;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            Composite coding = Codes.coding(system, code, display);
            return putConstant(frame, option, option.type() == Codes.CODING ? coding : Codes.concept(coding), rule);
        }
    }

    /** The first alternative that holds and yields. */
    static final class Choose extends Maker {

        private final CandidatePlan[] alternatives;

        Choose(CandidatePlan[] alternatives) {
            this.alternatives = alternatives;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            SourceNode from = frame.node;
            frame.node = node == null ? from : node;
            boolean written = false;
            for (int i = 0; i < alternatives.length && !written; i++) {
                if (!alternatives[i].isIdle(frame.node) && alternatives[i].holds(frame)) {
                    TraceListener.Mark mark = frame.run.mark();
                    written = alternatives[i].run(frame, rule);
                    if (!written) {
                        frame.run.passed(mark);
                    }
                }
            }
            frame.node = from;
            return written;
        }
    }

    /** A reference to another product of the message. */
    static final class Link extends Maker {

        private final TypeOption option;
        private final int link;
        private final boolean required;

        /** @param required whether FHIR wants the reference, also where the other resource turns out to have no content */
        Link(TypeOption option, int link, boolean required) {
            this.option = option;
            this.link = link;
            this.required = required;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            BundleEntry entry = frame.run.linked(link);
            Composite reference = entry == null ? null : References.to(entry);
            if (required && reference != null && References.isOpen(entry)) {
                // A PID segment without a value makes no Patient. What is filled later is known only then.
                frame.run.later(() -> References.explain(reference, entry));
            }
            if (reference == null) {
                return false;
            }
            refers(frame, reference, rule);
            return rule.target().put(frame, option, reference, rule, 0);
        }
    }

    /** The reason why a required value is absent. */
    static final class Absent extends Maker {

        private static final String URL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
        private static final String UNKNOWN = "unknown";

        private final TypeOption option;
        private final int createFrom;
        private final Expr[] places;
        private final @Nullable CodeMap reasons;

        /** @param createFrom elements before this one are optional: absence alone does not make them */
        Absent(TypeOption option, int createFrom) {
            this(option, createFrom, new Expr[0], null);
        }

        /**
         * @param places may say themselves why there is no value
         * @param reasons what they say, as codes of data-absent-reason
         */
        Absent(TypeOption option, int createFrom, Expr[] places, @Nullable CodeMap reasons) {
            this.option = option;
            this.createFrom = createFrom;
            this.places = places;
            this.reasons = reasons;
        }

        private String reason(Frame frame) {
            for (Expr place : places) {
                SourceNode node = place.node(frame);
                String absence = node == null ? null : node.absence();
                CodeMap.Row row = absence == null || reasons == null ? null : reasons.lookup("", absence);
                if (row != null && !row.targets().isEmpty()) {
                    return row.targets().get(0).code();
                }
            }
            return UNKNOWN;
        }

        static Composite extension() {
            return extension(UNKNOWN);
        }

        private static Composite extension(String reason) {
            Composite extension = new Composite(FhirTypes.r4().type("Extension"));
            TargetPlan.setUrl(extension, URL);
            TypeOption code = Objects.requireNonNull(extension.type().option("valueCode"));
            extension.set(code.element().index(), new io.crosswalk.fhir.Typed(code, reason));
            return extension;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            Composite extension = extension(reason(frame));
            if (option.type().isPrimitive()) {
                io.crosswalk.fhir.Primitive primitive = new io.crosswalk.fhir.Primitive(null);
                primitive.makeHolder().list(1).add(extension);
                return putConstant(frame, option, primitive, rule, createFrom);
            }
            Composite value = new Composite(option.type());
            int slot =
                    Objects.requireNonNull(option.type().element("extension")).index();
            value.list(slot).add(extension);
            return putConstant(frame, option, value, rule, createFrom);
        }
    }
}
