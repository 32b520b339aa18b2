package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.Corpus;
import io.crosswalk.message.BatchId;
import io.crosswalk.source.cda.CdaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The door and the reader of documents are two programs; what one takes the other must be able to read. */
class CorpusIntakeTest {

    @Test
    void takesExactlyTheDocumentsOfTheCorpusThatTheReaderCanRead() throws IOException {
        DocumentIntake intake = new DocumentIntake(DocumentOptions.of("documents"), InstantSource.system());
        List<String> differing = new ArrayList<>();
        int taken = 0;
        for (Path file : documents()) {
            byte[] document = Files.readAllBytes(file);
            boolean readable =
                    CdaReader.read(document, Optional.empty()).readable() && DocumentRoot.isClinicalDocument(document);
            Optional<DocumentFault> fault = fault(intake, document);
            taken += fault.isEmpty() ? 1 : 0;
            if (readable != fault.isEmpty()) {
                differing.add(file + ": " + fault.map(DocumentFault::text).orElse("taken, and not readable"));
            }
        }
        assertThat(differing).isEmpty();
        assertThat(taken).as("documents in the corpus").isGreaterThan(180);
    }

    private static Optional<DocumentFault> fault(DocumentIntake intake, byte[] document) {
        try {
            intake.receive(document, BatchId.NONE);
            return Optional.empty();
        } catch (DocumentFaultException e) {
            return Optional.of(e.fault());
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Corpus.reference("corpus/cda"))) {
            return files.filter(file ->
                            file.toString().toLowerCase(java.util.Locale.ROOT).matches(".*\\.(xml|cda|ccd)"))
                    .sorted()
                    .toList();
        }
    }
}
