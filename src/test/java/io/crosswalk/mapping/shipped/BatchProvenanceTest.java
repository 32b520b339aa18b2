package io.crosswalk.mapping.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.Converter;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityComponent;
import org.junit.jupiter.api.Test;

/** The names of a batch stay with each message of it: its sender asks by them. */
class BatchProvenanceTest {

    private static final String ADMISSION =
            "MSH|^~\\&|HIS|STMARY|||20260308225900+0100||ADT^A01^ADT_A01|N4411|P|2.5.1\r"
                    + "EVN|A01|20260308225900+0100\rPID|1||880011^^^STMARY^MR||Lindgren^Maja\rPV1|1|I\r";

    private final Converter converter = new Converter(ShippedMappings.LIBRARY);

    /** The names of what the message came from, with what they are called; its own number is not called anything. */
    private List<String> sources(BatchId batch) {
        byte[] body = ADMISSION.getBytes(StandardCharsets.UTF_8);
        ReceivedMessage message = new ReceivedMessage(
                MessageKey.of("adt", "", "", "", "", body),
                "",
                "adt",
                "",
                Format.HL7V2,
                "",
                "",
                Instant.EPOCH,
                batch,
                body);
        return ShippedMappings.all(ShippedMappings.parse(converter.convert(message)), Provenance.class).stream()
                .filter(Provenance::hasOccurred)
                .flatMap(source -> source.getEntity().stream())
                .map(ProvenanceEntityComponent::getWhat)
                .map(what -> what.getDisplay() + " " + what.getIdentifier().getValue())
                .toList();
    }

    @Test
    void namesTheBatchAndTheFileThatTheMessageCameIn() {
        assertThat(sources(new BatchId("NIGHT", "B7"))).contains("HL7 v2 batch B7", "HL7 v2 file of batches NIGHT");
    }

    @Test
    void namesTheBatchOfThisMessageAndNotOfOneBefore() {
        assertThat(sources(new BatchId("", "B7"))).contains("HL7 v2 batch B7");
        assertThat(sources(new BatchId("", "B8")))
                .contains("HL7 v2 batch B8")
                .noneMatch(source -> source.contains("B7") || source.contains("file"));
    }

    @Test
    void saysNothingOfBatchesWhenTheMessageCameAlone() {
        assertThat(sources(BatchId.NONE)).isNotEmpty().noneMatch(source -> source.startsWith("HL7 v2"));
    }
}
