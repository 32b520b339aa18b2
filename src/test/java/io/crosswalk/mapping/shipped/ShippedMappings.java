package io.crosswalk.mapping.shipped;

import ca.uhn.fhir.context.FhirContext;
import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** The mappings as they are shipped, loaded once for all tests of this package. */
final class ShippedMappings {

    static final Path ROOT = Path.of("mappings");
    static final Path EXAMPLES = ROOT.resolve("hl7v2/examples");
    static final Path DOCUMENT_EXAMPLES = ROOT.resolve("cda/examples");
    static final FhirContext R4 = FhirContext.forR4Cached();
    static final MappingLibrary LIBRARY = MappingLibrary.load(List.of(ROOT));
    private static final Converter CONVERTER = new Converter(LIBRARY);

    private ShippedMappings() {}

    static Conversion convert(String message) {
        return convert(message.getBytes(StandardCharsets.UTF_8));
    }

    static Conversion convert(byte[] body) {
        return CONVERTER.convert(received(Format.HL7V2, body));
    }

    static Conversion convertDocument(byte[] body) {
        return CONVERTER.convert(received(Format.CDA, body));
    }

    /** With its explanation. */
    static TracedConversion traced(String message) {
        return CONVERTER.convertTraced(received(Format.HL7V2, message.getBytes(StandardCharsets.UTF_8)));
    }

    private static ReceivedMessage received(Format format, byte[] body) {
        return new ReceivedMessage(
                MessageKey.of("test", "test", "", "", "", body),
                "test-1",
                "test",
                "",
                format,
                "",
                "",
                Instant.EPOCH,
                body);
    }

    /** The Bundle of a message; fails the test when there is none. */
    static Bundle bundle(String message) {
        return parse(convert(message));
    }

    static Bundle parse(Conversion conversion) {
        if (conversion.failed()) {
            throw new AssertionError("no Bundle: " + conversion.issues());
        }
        return parse(new String(conversion.bundle(), StandardCharsets.UTF_8));
    }

    static Bundle parse(String json) {
        return R4.newJsonParser().parseResource(Bundle.class, json);
    }

    static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static <T extends Resource> T only(Bundle bundle, Class<T> type) {
        List<T> found = all(bundle, type);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ", found " + found.size());
        }
        return found.get(0);
    }

    /** Message of an example. */
    static byte[] example(String name) {
        return read(EXAMPLES.resolve(name).resolve("message.hl7"));
    }

    /** Document of an example. */
    static byte[] document(String name) {
        return read(DOCUMENT_EXAMPLES.resolve(name).resolve("message.xml"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> exampleFolders() {
        return folders(EXAMPLES, "message.hl7");
    }

    static List<Path> documentFolders() {
        return folders(DOCUMENT_EXAMPLES, "message.xml");
    }

    private static List<Path> folders(Path root, String message) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(message))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
