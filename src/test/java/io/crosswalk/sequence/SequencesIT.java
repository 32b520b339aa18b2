package io.crosswalk.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.FhirClient;
import io.crosswalk.FhirServers;
import io.crosswalk.convert.MergedRecords;
import io.crosswalk.delivery.DeliveryResult;
import io.crosswalk.delivery.HttpDeliverer;
import io.crosswalk.delivery.ServerAbilities;
import io.crosswalk.history.MergeRegister;
import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.validate.ValidateStage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a message means shows only after the one before it: each folder of mappings/hl7v2/sequences is converted, checked
 * and delivered message by message to a real HAPI FHIR JPA server, which must hold what the folder says in the end. The
 * property {@code crosswalk.test.fhir} names a server that runs already, of any make.
 */
class SequencesIT {

    private static URI address;
    private static Converter converter;
    private static HttpDeliverer deliverer;
    private static final MergedRecords MERGED = new MergedRecords(new MergeRegister(() -> {
        throw new SQLException("the merges of a sequence are kept in memory");
    }));

    @BeforeAll
    static void start() throws Exception {
        String running = System.getProperty("crosswalk.test.fhir");
        address = running == null ? FhirServers.shared().address() : URI.create(running);
        converter = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));
        deliverer = new HttpDeliverer(new Destination("fhir", address), Duration.ofSeconds(30), ServerAbilities.ALL);
    }

    @AfterAll
    static void stop() {
        deliverer.close();
    }

    static List<Sequence> sequences() throws IOException {
        return Sequence.in(Path.of("mappings", "hl7v2", "sequences"));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void theServerHoldsWhatTheMessagesMeanTogether(Sequence sequence) throws IOException {
        for (Path message : sequence.messages()) {
            deliver(message);
        }
        assertThat(ExpectedState.differences(sequence.state(), new FhirClient(address)::search))
                .as("differences after %s", sequence)
                .isEmpty();
    }

    private static void deliver(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        MessageKey key = MessageKey.of("sequence", "", "", "", "", body);
        Conversion conversion = MERGED.keep(converter.convert(
                new ReceivedMessage(key, "", "sequence", "", Format.HL7V2, "", "", Instant.EPOCH, body)));
        assertThat(conversion.issues()).as("issues of %s", file).noneMatch(Issue::isFatal);
        assertThat(new ValidateStage().validate(conversion, ValidateStage.Depth.NONE))
                .as("faults of the Bundle of %s", file)
                .isEmpty();
        DeliveryResult result = deliverer.deliver(new Delivery(key, "", "fhir", "", conversion.bundle()));
        assertThat(result)
                .as("delivery of %s: %s", file, result instanceof DeliveryResult.Failed failed ? failed.outcome() : "")
                .isInstanceOf(DeliveryResult.Delivered.class);
    }
}
