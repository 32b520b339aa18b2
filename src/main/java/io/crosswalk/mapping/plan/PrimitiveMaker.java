package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import org.jspecify.annotations.Nullable;

/** Makes a primitive. */
abstract class PrimitiveMaker extends Maker {

    final TypeOption option;
    final PrimitiveText.Form form;

    PrimitiveMaker(TypeOption option, PrimitiveText.Form form) {
        this.option = option;
        this.form = form;
    }

    /** The text in FHIR's form; null when there is none (an issue says why). */
    abstract @Nullable String text(Frame frame, @Nullable SourceNode node, RulePlan rule);

    @Override
    boolean readsText() {
        return true;
    }

    @Override
    boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
        String text = text(frame, node, rule);
        return text != null && putValue(frame, option, text, rule, node, "");
    }

    /** The text of a source value, in the form of a FHIR type. */
    static final class OfPlace extends PrimitiveMaker {

        private final String type;
        private final boolean temporal;

        OfPlace(TypeOption option, String type) {
            super(option, Texts.form(type));
            this.type = type;
            this.temporal = type.equals("date") || type.equals("dateTime") || type.equals("instant");
        }

        @Override
        @Nullable
        String text(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            if (node == null) {
                return null;
            }
            String raw = node.text();
            if (raw.isEmpty()) {
                return null;
            }
            if (frame.reading) {
                node.leaf().markRead();
            }
            String text = temporal ? time(frame, node, rule) : form.of(raw);
            if (text == null && !temporal) {
                frame.run.refuse(node, rule, type);
            }
            return text;
        }

        private @Nullable String time(Frame frame, SourceNode node, RulePlan rule) {
            SourceTime time = node.time();
            if (time == null) {
                frame.run.refuse(node, rule, type);
                return null;
            }
            return Times.of(type, time, frame, node, rule);
        }
    }

    /** A computed text. */
    static final class OfText extends PrimitiveMaker {

        private final Expr expr;

        OfText(TypeOption option, Expr expr) {
            super(
                    option,
                    expr.isMarkup()
                            ? markup -> markup
                            : Texts.form(option.type().name()));
            this.expr = expr;
        }

        @Override
        @Nullable
        String text(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            String raw = frame.run.computed(expr, frame);
            if (raw == null) {
                return null;
            }
            String text = form.of(raw);
            if (text == null) {
                frame.run.refuse(frame.node, rule, option.type().name());
            }
            return text;
        }
    }

    /** The result of a map with {@code $value}. */
    static final class OfMap extends PrimitiveMaker {

        private final MapPlan map;
        private final @Nullable Expr from;

        OfMap(TypeOption option, MapPlan map, @Nullable Expr from) {
            super(option, PrimitiveText.form(option.type().name()));
            this.map = map;
            this.from = from;
        }

        @Override
        @Nullable
        String text(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            SourceNode at = node == null && from != null ? from.node(frame) : node;
            if (at == null) {
                return null;
            }
            String raw = map.value(frame, at);
            String text = raw == null ? null : form.of(raw);
            if (raw != null && text == null) {
                frame.run.refuse(at, rule, option.type().name());
            }
            return text;
        }
    }

    /** A constant. */
    static final class Constant extends PrimitiveMaker {

        private final String value;

        Constant(TypeOption option, String value) {
            super(option, PrimitiveText.form(option.type().name()));
            this.value = value;
        }

        @Override
        String text(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            return value;
        }

        @Override
        boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
            return putConstant(frame, option, value, rule);
        }
    }
}
