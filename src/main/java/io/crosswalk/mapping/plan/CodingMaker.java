package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.expression.Rule.Unmapped;
import io.crosswalk.source.SourceNode;
import io.crosswalk.terminology.CodeMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates a plain code into a Coding or a CodeableConcept. */
final class CodingMaker extends Maker {

    private final TypeOption option;
    private final @Nullable Expr from;
    private final CodeMap map;
    private final Unmapped unmapped;

    CodingMaker(TypeOption option, @Nullable Expr from, CodeMap map, Unmapped unmapped) {
        this.option = option;
        this.from = from;
        this.map = map;
        this.unmapped = unmapped;
    }

    @Override
    boolean readsText() {
        return true;
    }

    @Override
    boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule) {
        String code = node == null ? from == null ? null : frame.run.computed(from, frame) : Expr.read(frame, node);
        if (code == null) {
            return false;
        }
        CodeMap.Row row = frame.run.translation(map, Codes.systemOf(frame, node), code);
        if (row != null) {
            Codes.note(frame, row);
        }
        Object value = row == null ? untranslated(frame, node, rule, code) : translated(Codes.targets(row));
        String place = row == null || frame.run.trace == null ? "" : row.place();
        if (value == null && frame.run.trace != null) {
            frame.run.trace.leftReads(Reason.CODE_UNKNOWN, rule.place());
        }
        return value != null && putValue(frame, option, value, rule, node, place);
    }

    private Object translated(List<CodeMap.Target> targets) {
        CodeMap.Target first = targets.get(0);
        Composite coding = Codes.coding(first.system(), first.code(), first.display());
        if (option.type() == Codes.CODING) {
            return coding;
        }
        Composite concept = Codes.concept(coding);
        Values codings = concept.list(Codes.CONCEPT_CODING);
        for (CodeMap.Target target : targets.subList(1, targets.size())) {
            codings.add(Codes.coding(target.system(), target.code(), target.display()));
        }
        return concept;
    }

    private @Nullable Object untranslated(Frame frame, @Nullable SourceNode node, RulePlan rule, String code) {
        boolean concept = option.type() == Codes.CONCEPT;
        if (unmapped == Unmapped.DROP || unmapped == Unmapped.TEXT && !concept) {
            return null;
        }
        if (unmapped == Unmapped.TEXT) {
            Composite text = new Composite(Codes.CONCEPT);
            text.set(Codes.CONCEPT_TEXT, code);
            return text;
        }
        if (!map.isEmpty()) {
            Codes.tell(frame, node, rule, map, unmapped, "the code is kept as it is");
        }
        Composite coding = Codes.coding("", code, "");
        return concept ? Codes.concept(coding) : coding;
    }
}
