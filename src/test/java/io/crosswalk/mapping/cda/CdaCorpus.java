package io.crosswalk.mapping.cda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosswalk.Corpus;
import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The published documents, read by nobody of ours before they are converted, and what the mappings as they are shipped make of them. */
final class CdaCorpus {

    /** Made to be wrong, or to attack: what they ask for is a report. */
    private static final Set<String> HOSTILE = Set.of("cda-negative", "cda-security");

    /** @param wellFormed whether the JDK's parser, which is not ours, reads it to its end without a document type */
    record Document(String name, byte[] body, boolean wellFormed, boolean hostile) {}

    private static final Pattern DOCUMENT = Pattern.compile("<(\\w+:)?ClinicalDocument[\\s>]");
    private static final Converter CONVERTER = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));

    private CdaCorpus() {}

    static Conversion convert(byte[] body) {
        return CONVERTER.convert(new ReceivedMessage(
                MessageKey.of("corpus", "", "", "", "", body),
                "corpus",
                "corpus",
                "",
                Format.CDA,
                "",
                "",
                Instant.EPOCH,
                body));
    }

    /** Every whole document, in a fixed order. */
    static List<Document> documents() throws IOException {
        List<Document> documents = new ArrayList<>();
        Path folder = Corpus.reference("corpus/cda");
        for (Map<String, String> row : Corpus.rows("corpus/cda/MANIFEST.csv")) {
            Path file = folder.resolve(row.get("file"));
            if (isInput(file) && isDocument(file)) {
                documents.add(new Document(
                        row.get("file"),
                        Files.readAllBytes(file),
                        isWellFormed(file),
                        HOSTILE.contains(row.get("kind"))));
            }
        }
        return documents;
    }

    /** Every piece of a document, with a document around it; the calling test is skipped where the tool for that cannot run. */
    static List<Document> fragments(Path scratch) throws IOException, InterruptedException {
        Path folder = Corpus.reference("corpus/cda");
        Path pieces = Files.createDirectory(scratch.resolve("pieces"));
        for (Map<String, String> row : Corpus.rows("corpus/cda/MANIFEST.csv")) {
            Path file = folder.resolve(row.get("file"));
            if (isInput(file) && !isDocument(file)) {
                Files.copy(file, pieces.resolve(row.get("file").replace('/', '_')));
            }
        }
        List<Document> documents = new ArrayList<>();
        for (Path whole : wrapped(pieces, scratch.resolve("whole"))) {
            documents.add(new Document(
                    String.valueOf(whole.getFileName()), Files.readAllBytes(whole), isWellFormed(whole), false));
        }
        return documents;
    }

    /** Whole documents of pieces, by the tool of the reference material, which needs Python 3 and leaves out what is not XML at all. */
    static List<Path> wrapped(Path pieces, Path target) throws IOException, InterruptedException {
        run(Corpus.reference("tools/wrap_cda.py"), pieces.toString(), target.toString());
        try (Stream<Path> files = Files.list(target)) {
            return files.sorted().toList();
        }
    }

    /** What a tool of the reference material says; the calling test is skipped where Python 3 is not there. */
    static String run(Path tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", tool.toString()));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: the tool needs Python 3, which cannot be started here");
            throw new IllegalStateException(e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // 1: some input was not XML, which the tool has told
        assertThat(process.waitFor()).as(said).isLessThan(2);
        return said;
    }

    private static boolean isInput(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".xml") || name.endsWith(".ccd") || name.endsWith(".ccda");
    }

    private static boolean isDocument(Path file) throws IOException {
        return DOCUMENT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .find();
    }

    private static boolean isWellFormed(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            boolean withType = false;
            while (reader.hasNext()) {
                withType |= reader.next() == XMLStreamConstants.DTD;
            }
            return !withType;
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
