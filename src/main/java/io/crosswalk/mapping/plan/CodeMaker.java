package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.mapping.expression.Rule.Unmapped;
import io.crosswalk.source.SourceNode;
import io.crosswalk.terminology.CodeMap;
import org.jspecify.annotations.Nullable;

/** Translates a code into a code. */
final class CodeMaker extends PrimitiveMaker {

    private final @Nullable Expr from;
    private final CodeMap map;
    private final Unmapped unmapped;

    CodeMaker(TypeOption option, @Nullable Expr from, CodeMap map, Unmapped unmapped) {
        super(option, PrimitiveText.form(option.type().name()));
        this.from = from;
        this.map = map;
        this.unmapped = unmapped;
    }

    @Override
    @Nullable
    String text(Frame frame, @Nullable SourceNode node, RulePlan rule) {
        String code = node == null ? from == null ? null : frame.run.computed(from, frame) : Expr.read(frame, node);
        if (code == null) {
            return null;
        }
        CodeMap.Row row = frame.run.translation(map, Codes.systemOf(frame, node), code);
        if (row != null) {
            Codes.note(frame, row);
            return row.targets().get(0).code();
        }
        if (isTruth(code)) {
            return code;
        }
        String kept = Codes.unmapped(frame, node, rule, map, unmapped, code);
        if (kept == null && frame.run.trace != null) {
            frame.run.trace.leftReads(Reason.CODE_UNKNOWN, rule.place());
        }
        return kept;
    }

    /** A map that fills a boolean has read Y and N as what they mean already. */
    private boolean isTruth(String code) {
        return option.type().name().equals("boolean") && (code.equals("true") || code.equals("false"));
    }

    @Override
    boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
        String text = text(frame, node, rule);
        if (text == null) {
            return false;
        }
        String row = frame.run.trace == null ? "" : Codes.row(map, node, from, frame);
        return putValue(frame, option, text, rule, node, row);
    }
}
