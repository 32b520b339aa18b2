package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosswalk.message.BatchId;
import io.crosswalk.message.Format;
import io.crosswalk.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentIntakeTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:15:00.123Z");

    private final DocumentIntake intake = new DocumentIntake(DocumentOptions.of("documents"), InstantSource.fixed(NOW));

    @Test
    void takesADocumentAsItCame() throws Exception {
        byte[] document = Cda.document("D1");

        ReceivedMessage message = intake.receive(document, BatchId.NONE);

        assertThat(message.body()).isEqualTo(document);
        assertThat(message.format()).isEqualTo(Format.CDA);
        assertThat(message.channel()).isEqualTo("documents");
        assertThat(message.controlId()).isEqualTo("1.2.3.4^D1");
        assertThat(message.type()).isEqualTo("CDA^34133-9");
        assertThat(message.sender()).isEqualTo("1.2.3.99");
        assertThat(message.receivedAt()).isEqualTo(NOW);
        assertThat(message.acceptId()).isNotBlank();
    }

    @Test
    void givesTheSameDocumentTheSameKeyWhateverItCameIn() throws Exception {
        assertThat(intake.receive(Cda.document("D1"), new BatchId("", "1.2.3")).key())
                .isEqualTo(intake.receive(Cda.document("D1"), BatchId.NONE).key());
    }

    @Test
    void givesAnotherVersionAndAnotherContentAnotherKey() throws Exception {
        assertThat(Set.of(
                        key(Cda.text("D1", "1", "")),
                        key(Cda.text("D1", "2", "")),
                        key(Cda.text("D1", "1", "<title>x</title>")),
                        key(Cda.text("D2", "1", ""))))
                .hasSize(4);
    }

    private String key(String text) throws Exception {
        return intake.receive(text.getBytes(StandardCharsets.UTF_8), BatchId.NONE)
                .key()
                .value();
    }

    @Test
    void takesOnlyTheTypesThatTheChannelIsFor() throws Exception {
        DocumentIntake only = new DocumentIntake(
                new DocumentOptions("documents", Set.of("18842-5"), 1 << 20), InstantSource.fixed(NOW));

        assertThat(fault(only, Cda.document("D1")).code()).isEqualTo("E_DOCUMENT_TYPE");
        assertThat(only.receive(
                                new String(Cda.document("D1"), StandardCharsets.UTF_8)
                                        .replace("34133-9", "18842-5")
                                        .getBytes(StandardCharsets.UTF_8),
                                BatchId.NONE)
                        .type())
                .isEqualTo("CDA^18842-5");
    }

    @Test
    void refusesWhatIsEmptyTooLargeOrAMessage() {
        DocumentIntake small =
                new DocumentIntake(new DocumentOptions("documents", Set.of(), 100), InstantSource.fixed(NOW));

        assertThat(fault(intake, " \r\n".getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo("E_EMPTY");
        assertThat(fault(small, Cda.document("D1")).kind()).isEqualTo(DocumentFault.Kind.TOO_LARGE);
        assertThat(fault(intake, "MSH|^~\\&|HIS".getBytes(StandardCharsets.UTF_8))
                        .reason())
                .contains("HL7 v2");
    }

    @Test
    void refusesLimitsThatCannotHold() {
        assertThatThrownBy(() -> new DocumentOptions("documents", Set.of(), 2L << 30))
                .hasMessageContaining("1 byte to 1g");
        assertThatThrownBy(() -> DocumentOptions.of("Documents")).hasMessageContaining("lower case");
    }

    private static DocumentFault fault(DocumentIntake intake, byte[] document) {
        DocumentFaultException refused =
                catchThrowableOfType(DocumentFaultException.class, () -> intake.receive(document, BatchId.NONE));
        assertThat(refused).as("it must be refused").isNotNull();
        return refused.fault();
    }
}
