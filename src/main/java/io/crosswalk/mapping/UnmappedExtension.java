package io.crosswalk.mapping;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirElement;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.fhir.Typed;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.mapping.trace.Trace;
import io.crosswalk.source.SourceNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps every value of a source that is not in the Bundle in one extension of the resource that stands for the message, in the
 * order of the source: as its decoded text, and as the bytes that were sent where these say more.
 */
final class UnmappedExtension {

    static final String URL = "https://crosswalk.io/fhir/StructureDefinition/unmapped-source-values";

    /** Where it goes, the best first: all say where the others come from, and none is about a patient's condition. */
    private static final List<String> PLACES =
            List.of("MessageHeader", "Composition", "Provenance", "DocumentReference");

    /** FHIR R4, datatypes.html#string: not more than 1 MB. In UTF-8 a character may need four bytes. */
    private static final int LONGEST_STRING = 1024 * 1024 / 4;

    private static final FhirType EXTENSION = FhirTypes.r4().type("Extension");
    private static final FhirElement URL_ELEMENT = Objects.requireNonNull(EXTENSION.element("url"));
    private static final FhirElement VALUE = Objects.requireNonNull(EXTENSION.element("value"));
    private static final FhirElement PARTS = Objects.requireNonNull(EXTENSION.element("extension"));

    /** HL7 v2, ch. 2: asks to delete. */
    private static final String DELETE = "\"\"";

    /** Stands where an explanation has the file and line of a rule. */
    static final String RULE = "lossless";

    private final byte[] message;
    private final List<SourceNode> places;
    private final Trace trace;

    /**
     * @param message the bytes that the values are places of
     * @param places of all values, in the order of the source
     * @param trace hears which value each part of the extension keeps
     */
    UnmappedExtension(byte[] message, List<SourceNode> places, Trace trace) {
        this.message = message;
        this.places = places;
        this.trace = trace;
    }

    /**
     * Adds it. Nothing is added when everything is in the Bundle.
     *
     * @param values all of the source, in its order
     * @return whether there was a place for it
     */
    boolean add(List<SourceValue> values, List<BundleEntry> entries) {
        Composite all = extension(URL);
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).fate().isMapped()) {
                all.list(PARTS.index()).add(part(values.get(i), places.get(i)));
            }
        }
        if (all.list(PARTS.index()).size() == 0) {
            return true;
        }
        Optional<BundleEntry> place = PLACES.stream()
                .flatMap(type -> entries.stream()
                        .filter(entry ->
                                entry.isWritten() && entry.type().name().equals(type)))
                .findFirst();
        place.ifPresent(entry -> {
            FhirElement extensions = Objects.requireNonNull(entry.type().element("extension"));
            entry.content().list(extensions.index()).add(all);
        });
        return place.isPresent();
    }

    private Composite part(SourceValue value, SourceNode place) {
        Composite part = extension("value");
        trace.keeper(part, place, RULE);
        Values parts = part.list(PARTS.index());
        parts.add(simple("place", "string", value.place(), place, Use.CONDITION));
        String text = value.text().isEmpty() ? DELETE : value.text();
        byte[] decoded = text.getBytes(StandardCharsets.UTF_8);
        byte[] sent = value.start() < 0 ? decoded : Arrays.copyOfRange(message, value.start(), value.end());
        boolean string = isString(text);
        if (string) {
            parts.add(simple("text", "string", text, place, Use.KEPT));
        }
        if (!string || !Arrays.equals(sent, decoded)) {
            parts.add(simple("bytes", "base64Binary", Base64.getEncoder().encodeToString(sent), place, Use.KEPT));
        }
        parts.add(simple("reason", "code", value.fate().code(), place, Use.CONDITION));
        return part;
    }

    /** FHIR R4: no control characters but tab and line ends; readers may trim the blanks around. */
    private static boolean isString(String text) {
        return text.length() <= LONGEST_STRING
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\n');
    }

    private Composite simple(String url, String type, String value, SourceNode place, Use use) {
        Composite extension = extension(url);
        FhirElement.TypeOption option =
                Objects.requireNonNull(VALUE.option(FhirTypes.r4().type(type)));
        extension.set(VALUE.index(), new Typed(option, trace.kept(value, place, use, RULE)));
        return extension;
    }

    private static Composite extension(String url) {
        Composite extension = new Composite(EXTENSION);
        extension.set(URL_ELEMENT.index(), url);
        return extension;
    }
}
