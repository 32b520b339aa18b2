package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.fhir.Primitive;
import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.expression.Rule.Unmapped;
import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import io.crosswalk.terminology.CodeMap;
import io.crosswalk.terminology.CodingSystems;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What translating a code means on {@code code}, {@code Coding} and {@code CodeableConcept}. */
final class Codes {

    static final FhirType CODING = FhirTypes.r4().type("Coding");
    static final FhirType CONCEPT = FhirTypes.r4().type("CodeableConcept");
    static final int SYSTEM = slot(CODING, "system");
    static final int CODE = slot(CODING, "code");
    static final int DISPLAY = slot(CODING, "display");
    private static final int VERSION = slot(CODING, "version");
    static final int CONCEPT_CODING = slot(CONCEPT, "coding");
    static final int CONCEPT_TEXT = slot(CONCEPT, "text");

    private Codes() {}

    /** The URI of the system that a place says its code is of; empty when it does not, or nobody knows the system. */
    static String systemOf(Frame frame, @Nullable SourceNode node) {
        if (node == null || !frame.reading) {
            return "";
        }
        Use before = frame.run.use(Use.CONDITION);
        String name = node.codeSystem();
        frame.run.use(before);
        String uri = name.isEmpty() ? null : CodingSystems.system(name);
        return uri == null ? "" : uri;
    }

    private static int slot(FhirType type, String element) {
        FhirElement found = type.element(element);
        return Objects.requireNonNull(found).index();
    }

    static Composite coding(String system, String code, String display) {
        Composite coding = new Composite(CODING);
        if (!system.isEmpty()) {
            coding.set(SYSTEM, system);
        }
        if (!code.isEmpty()) {
            coding.set(CODE, code);
        }
        if (!display.isEmpty()) {
            coding.set(DISPLAY, display);
        }
        return coding;
    }

    static Composite concept(Composite coding) {
        Composite concept = new Composite(CONCEPT);
        concept.list(CONCEPT_CODING).add(coding);
        return concept;
    }

    /** What becomes of a code that the map does not have, where a code is wanted. */
    static @Nullable String unmapped(
            Frame frame, @Nullable SourceNode node, RulePlan rule, CodeMap map, Unmapped policy, String code) {
        if (map.isEmpty()) {
            return PrimitiveText.of("code", code);
        }
        if (policy == Unmapped.DROP || policy == Unmapped.TEXT) {
            return null;
        }
        boolean keep = policy == Unmapped.KEEP;
        tell(frame, node, rule, map, policy, keep ? "the code is kept as it is" : "the code is left out");
        return keep ? PrimitiveText.of("code", code) : null;
    }

    static void tell(
            Frame frame, @Nullable SourceNode node, RulePlan rule, CodeMap map, Unmapped policy, String consequence) {
        String place = (node == null ? frame.node : node).place();
        String reason = "code map " + map.name() + " does not have this code; " + consequence;
        frame.run.issue(
                policy == Unmapped.ERROR
                        ? Issue.error("code-not-mapped", place, rule.place(), reason)
                        : Issue.warning("code-not-mapped", place, rule.place(), reason));
    }

    /** Puts the translations of each coding in front of it. Returns whether anything is left. */
    @SuppressWarnings("StringCopy") // a trace tells strings apart by what they are
    static boolean translate(
            Composite concept, CodeMap map, Unmapped policy, Frame frame, @Nullable SourceNode node, RulePlan rule) {
        if (!(concept.get(CONCEPT_CODING) instanceof Values codings) || map.isEmpty()) {
            return true;
        }
        Values result = new Values();
        boolean found = false;
        for (int i = 0; i < codings.size(); i++) {
            Composite source = (Composite) codings.get(i);
            String code = plain(source, CODE);
            CodeMap.Row row = code == null
                    ? null
                    : frame.run.translation(map, Objects.requireNonNullElse(plain(source, SYSTEM), ""), code);
            if (row != null) {
                found = true;
                note(frame, row);
                if (source.get(SYSTEM) == null && !row.sourceSystem().isEmpty()) {
                    String system = frame.run.trace == null ? row.sourceSystem() : new String(row.sourceSystem());
                    tellTranslated(frame, system, source, rule, row);
                    source.set(SYSTEM, system);
                }
                for (CodeMap.Target target : row.targets()) {
                    Composite made = coding(target.system(), target.code(), target.display());
                    tellTranslated(frame, made, source, rule, row);
                    addNew(result, made);
                }
            }
        }
        for (int i = 0; i < codings.size(); i++) {
            if (found || policy == Unmapped.DEFAULT || policy == Unmapped.KEEP || policy == Unmapped.ERROR) {
                addNew(result, (Composite) codings.get(i));
            }
        }
        if (frame.run.trace != null) {
            tellCompared(frame.run.trace, result, codings);
        }
        concept.set(CONCEPT_CODING, result.size() == 0 ? null : result);
        if (found) {
            return true;
        }
        return leftOver(concept, codings, map, policy, frame, node, rule);
    }

    /** Puts the first translation into the place of a coding, which has room for one code. */
    static boolean translateCoding(
            Composite coding, CodeMap map, Unmapped policy, Frame frame, @Nullable SourceNode node, RulePlan rule) {
        String code = plain(coding, CODE);
        if (code == null || map.isEmpty()) {
            return true;
        }
        CodeMap.Row row = frame.run.translation(map, Objects.requireNonNullElse(plain(coding, SYSTEM), ""), code);
        if (row == null) {
            if (policy == Unmapped.DROP || policy == Unmapped.TEXT) {
                return false;
            }
            tell(frame, node, rule, map, policy, "the code is kept as it is");
            return true;
        }
        note(frame, row);
        CodeMap.Target first = row.targets().get(0);
        tellTranslated(frame, coding, coding, rule, row);
        coding.set(SYSTEM, first.system().isEmpty() ? null : first.system());
        coding.set(CODE, first.code());
        coding.set(DISPLAY, first.display().isEmpty() ? null : first.display());
        coding.set(VERSION, null);
        return true;
    }

    /** Which codings stand there depends on what each of them became: one that says the same as its translation goes. */
    private static void tellCompared(TraceListener trace, Values result, Values sources) {
        for (int i = 0; i < result.size(); i++) {
            for (int k = 0; k < sources.size(); k++) {
                trace.differs(result.get(i), sources.get(k));
            }
        }
    }

    private static void tellTranslated(Frame frame, Object made, Composite source, RulePlan rule, CodeMap.Row row) {
        Object code = source.get(CODE);
        if (frame.run.trace != null && code != null) {
            frame.run.trace.translated(made, code, source.get(SYSTEM), rule.place(), row.place());
        }
    }

    private static boolean leftOver(
            Composite concept,
            Values codings,
            CodeMap map,
            Unmapped policy,
            Frame frame,
            @Nullable SourceNode node,
            RulePlan rule) {
        switch (policy) {
            case DROP:
                return false;
            case TEXT:
                if (concept.get(CONCEPT_TEXT) == null) {
                    Composite first = (Composite) codings.get(0);
                    Object text = first.get(DISPLAY) != null ? first.get(DISPLAY) : first.get(CODE);
                    concept.set(CONCEPT_TEXT, text);
                }
                return concept.get(CONCEPT_TEXT) != null;
            default:
                tell(frame, node, rule, map, policy, "the code is kept as it is");
                return true;
        }
    }

    /** Adds a coding unless one with the same system and code is there; a display is taken over. */
    private static void addNew(Values codings, Composite coding) {
        for (int i = 0; i < codings.size(); i++) {
            Composite present = (Composite) codings.get(i);
            if (Objects.equals(plain(present, CODE), plain(coding, CODE))
                    && plain(coding, CODE) != null
                    && Objects.equals(plain(present, SYSTEM), plain(coding, SYSTEM))) {
                if (present.get(DISPLAY) == null) {
                    present.set(DISPLAY, coding.get(DISPLAY));
                }
                return;
            }
        }
        codings.add(coding);
    }

    static @Nullable String plain(Composite composite, int slot) {
        Object value = composite.get(slot);
        return value instanceof String text ? text : value instanceof Primitive primitive ? primitive.text() : null;
    }

    /** Tells whoever asks that a row has translated a code. */
    static void note(Frame frame, CodeMap.Row row) {
        if (frame.run.trace != null) {
            frame.run.trace.translated(row);
        }
    }

    /** Place of the row that translated a code, for the trace. */
    static String row(CodeMap map, @Nullable SourceNode node, @Nullable Expr from, Frame frame) {
        TraceListener trace = frame.run.trace;
        if (trace == null) {
            return "";
        }
        trace.hush();
        String code = node != null ? node.text() : from == null ? null : from.text(frame);
        trace.heed();
        CodeMap.Row row = code == null ? null : frame.run.translation(map, "", code);
        return row == null ? "" : row.place();
    }

    /** All translations of a code as codings. */
    static List<CodeMap.Target> targets(CodeMap.@Nullable Row row) {
        return row == null ? List.of() : row.targets();
    }
}
