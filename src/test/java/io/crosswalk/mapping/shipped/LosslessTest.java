package io.crosswalk.mapping.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MessageHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In lossless mode nothing of a message is lost: it is mapped, or it stands in the extension as it was sent. */
class LosslessTest {

    private static final String URL = "https://crosswalk.io/fhir/StructureDefinition/unmapped-source-values";
    private static final String MSH =
            "MSH|^~\\&|HIS|STMARY|||20260308225900+0100||ADT^A01^ADT_A01|N4411|P|2.5.1\rEVN|A01\r";

    private static final Converter CONVERTER = new Converter(ShippedMappings.LIBRARY);

    static List<Path> examples() {
        return ShippedMappings.exampleFolders();
    }

    static List<Path> documents() {
        return ShippedMappings.documentFolders();
    }

    private static TracedConversion convert(byte[] body) {
        return convert(Format.HL7V2, body);
    }

    private static TracedConversion convert(Format format, byte[] body) {
        return CONVERTER.convertLosslessTraced(received(format, body));
    }

    private static ReceivedMessage received(Format format, byte[] body) {
        return new ReceivedMessage(
                MessageKey.of("adt", "", "", "", "", body), "", "adt", "", format, "", "", Instant.EPOCH, body);
    }

    /** What the extension holds, place by place, in its order. */
    private static Map<String, String> kept(TracedConversion conversion) {
        Bundle bundle = ShippedMappings.parse(conversion.conversion());
        Map<String, String> kept = new LinkedHashMap<>();
        for (Extension all : extensions(bundle)) {
            for (Extension value : all.getExtensionsByUrl("value")) {
                kept.put(value.getExtensionString("place"), value.getExtensionString("text"));
            }
        }
        return kept;
    }

    /** One extension, at the resource that says where the others come from. */
    private static List<Extension> extensions(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(entry -> entry.getResource())
                .filter(DomainResource.class::isInstance)
                .flatMap(resource -> ((DomainResource) resource).getExtensionsByUrl(URL).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachValueOfADocumentIsMappedOrKept(Path example) throws IOException {
        TracedConversion conversion = convert(Format.CDA, Files.readAllBytes(example.resolve("message.xml")));

        assertThat(kept(conversion).keySet())
                .containsExactlyInAnyOrderElementsOf(conversion.values().stream()
                        .filter(value -> !value.fate().isMapped())
                        .map(SourceValue::place)
                        .toList());
        assertThat(conversion.values()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachValueOfAnExampleIsMappedOrKept(Path example) {
        TracedConversion conversion = convert(ShippedMappings.example(
                ShippedMappings.EXAMPLES.relativize(example).toString()));
        if (conversion.conversion().kind() == BundleKind.SEARCHSET) {
            // The answer to a query holds what was found and nothing else; it is told that the rest has no place.
            assertThat(conversion.conversion().issues()).extracting(Issue::code).contains("unmapped-not-kept");
            return;
        }
        Map<String, String> kept = kept(conversion);

        Map<String, String> expected = new LinkedHashMap<>();
        for (SourceValue value : conversion.values()) {
            if (!value.fate().isMapped()) {
                expected.put(value.place(), value.text().isEmpty() ? "\"\"" : value.text());
            }
        }
        assertThat(kept).containsExactlyEntriesOf(expected);
    }

    @Test
    void keepsPartsRepetitionsAndUnknownSegmentsAsTheyWereSent() {
        Map<String, String> kept = kept(convert((MSH
                        + "PID|1||880011^^^STMARY^MR||Lindgren^Maja\rPV1|1|I\rZAB|one&two^three~four||\"\"|a \\T\\ b \\F\\ \"c\"\r")
                .getBytes(StandardCharsets.UTF_8)));

        assertThat(kept)
                .containsEntry("ZAB-1[1].1.1", "one")
                .containsEntry("ZAB-1[1].1.2", "two")
                .containsEntry("ZAB-1[1].2", "three")
                .containsEntry("ZAB-1[2]", "four")
                .containsEntry("ZAB-3", "\"\"")
                .containsEntry("ZAB-4", "a & b | \"c\"")
                .doesNotContainKey("PID-5.1");
    }

    /** The bytes that were sent, of each place whose text does not tell them. */
    private static Map<String, byte[]> bytes(TracedConversion conversion) {
        Bundle bundle = ShippedMappings.parse(conversion.conversion());
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (Extension value : ShippedMappings.only(bundle, MessageHeader.class)
                .getExtensionByUrl(URL)
                .getExtensionsByUrl("value")) {
            Extension sent = value.getExtensionByUrl("bytes");
            if (sent != null) {
                bytes.put(value.getExtensionString("place"), ((Base64BinaryType) sent.getValue()).getValue());
            }
        }
        return bytes;
    }

    @Test
    void keepsTheBytesWhereTheTextDoesNotTellThem() {
        byte[] body = (MSH + "PID|1||880011^^^STMARY^MR\rPV1|1|I\rZAB|a\\X07\\b|a\\.br\\b|plain|\u00fc\r")
                .getBytes(StandardCharsets.ISO_8859_1);

        Map<String, byte[]> bytes = bytes(convert(body));

        assertThat(bytes).containsOnlyKeys("ZAB-1", "ZAB-2", "ZAB-4");
        assertThat(bytes.get("ZAB-1")).asString(StandardCharsets.US_ASCII).isEqualTo("a\\X07\\b");
        assertThat(bytes.get("ZAB-2")).asString(StandardCharsets.US_ASCII).isEqualTo("a\\.br\\b");
        assertThat(bytes.get("ZAB-4")).containsExactly(0xfc);
        assertThat(kept(convert(body))).containsEntry("ZAB-2", "a\nb").containsEntry("ZAB-4", "\u00fc");
    }

    @Test
    void keepsATextThatIsTooLongForAStringAsBytesOnly() {
        String text = "x".repeat(300_000);
        byte[] body = (MSH + "PID|1||880011^^^STMARY^MR\rPV1|1|I\rZAB|" + text + "\r").getBytes(StandardCharsets.UTF_8);

        assertThat(bytes(convert(body)).get("ZAB-1"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
        assertThat(kept(convert(body))).containsEntry("ZAB-1", null);
    }

    @Test
    void keepsAValueThatARuleCouldNotUse() {
        Map<String, String> kept = kept(convert(
                (MSH + "PID|1||880011^^^STMARY^MR||Lindgren||not a date\rPV1|1|I\r").getBytes(StandardCharsets.UTF_8)));

        assertThat(kept).containsEntry("PID-7", "not a date");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachKeptValueIsExplainedByTheElementsThatKeepIt(Path example) {
        byte[] body = ShippedMappings.example(
                ShippedMappings.EXAMPLES.relativize(example).toString());
        TracedConversion traced = convert(body);
        TracedConversion plain = CONVERTER.convertTraced(received(Format.HL7V2, body));

        List<String> keepers = traced.elements().stream()
                .filter(LosslessTest::keeps)
                .flatMap(element -> element.sources().stream())
                .distinct()
                .toList();
        assertThat(keepers).containsExactlyElementsOf(kept(traced).keySet());
        assertThat(traced.values())
                .extracting(SourceValue::fate)
                .containsExactlyElementsOf(
                        plain.values().stream().map(SourceValue::fate).toList());
        assertThat(traced.elements().stream().filter(element -> !isOfExtension(element)))
                .extracting(element -> element.element() + element.value() + element.rule() + element.sources())
                .containsExactlyElementsOf(plain.elements().stream()
                        .map(element -> element.element() + element.value() + element.rule() + element.sources())
                        .toList());
        for (SourceValue value : traced.values()) {
            List<Integer> places = value.elements().stream()
                    .filter(index -> keeps(traced.elements().get(index)))
                    .toList();
            assertThat(places.isEmpty()).as(value.place()).isEqualTo(!keepers.contains(value.place()));
        }
    }

    private static boolean keeps(ElementTrace element) {
        return !element.value().isEmpty() && element.claims().stream().anyMatch(claim -> claim.use() == Use.KEPT);
    }

    private static boolean isOfExtension(ElementTrace element) {
        return element.rule().equals("lossless");
    }

    @Test
    void anElementOfTheExtensionSaysWhatItKeepsAndWhatHasOnlyDecided() {
        TracedConversion traced = convert(
                (MSH + "PID|1||880011^^^STMARY^MR||Lindgren||not a date\rPV1|1|I\r").getBytes(StandardCharsets.UTF_8));
        SourceValue birth = traced.values().stream()
                .filter(value -> value.place().equals("PID-7"))
                .findFirst()
                .orElseThrow();

        assertThat(birth.fate().code()).isEqualTo("bad-value");
        assertThat(birth.elements())
                .map(index -> traced.elements().get(index).value())
                .containsExactly("not a date");
        assertThat(birth.decides())
                .map(index -> traced.elements().get(index).value())
                .contains("PID-7", "bad-value", URL);
        ElementTrace keeper = traced.elements().get(birth.elements().get(0));
        assertThat(keeper.element())
                .matches("MessageHeader\\.extension\\[\\d+]\\.extension\\[\\d+]\\.extension\\[1]\\.valueString");
        assertThat(keeper.rule()).isEqualTo("lossless");
        assertThat(keeper.isConstant()).isFalse();
    }

    @Test
    void isTheSameBundleApartFromTheExtensionAndEachTimeTheSame() {
        byte[] body = (MSH + "PID|1||880011^^^STMARY^MR||Lindgren\rPV1|1|I\rZAB|x\r").getBytes(StandardCharsets.UTF_8);
        Bundle bundle = ShippedMappings.parse(convert(body).conversion());
        ShippedMappings.only(bundle, MessageHeader.class)
                .getExtension()
                .removeIf(one -> one.getUrl().equals(URL));
        ReceivedMessage message = new ReceivedMessage(
                MessageKey.of("adt", "", "", "", "", body), "", "adt", "", Format.HL7V2, "", "", Instant.EPOCH, body);

        assertThat(bundle.equalsDeep(ShippedMappings.parse(CONVERTER.convert(message))))
                .isTrue();
        assertThat(convert(body).conversion().bundle())
                .isEqualTo(CONVERTER.convertLossless(message).bundle());
        assertThat(new String(CONVERTER.convert(message).bundle(), StandardCharsets.UTF_8))
                .doesNotContain("unmapped-source-values");
    }
}
