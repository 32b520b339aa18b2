package io.crosswalk.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.hl7v2.Hl7v2Header;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageKindTest {

    private final MessageId id = new MessageId("k3f9", 3, 17, 20_017);

    @ParameterizedTest
    @CsvSource({"ADT,1300,1500", "ORU,3900,4400"})
    void isAsLongAsItsLikeInHospitals(MessageKind kind, int shortest, int longest) {
        assertThat(kind.message(id).length).isBetween(shortest, longest);
    }

    @ParameterizedTest
    @EnumSource
    void carriesItsIdWhereADestinationSeesIt(MessageKind kind) {
        byte[] message = kind.message(id);
        assertThat(Hl7v2Header.read(message).controlId()).isEqualTo(id.toString());
        String visit =
                new String(message, StandardCharsets.UTF_8).split("\rPV1")[1].split("\\|")[19];
        assertThat(visit).startsWith(id + "^");
    }

    @Test
    void anOrderHasTwentyObservations() {
        assertThat(new String(MessageKind.ORU.message(id), StandardCharsets.UTF_8).split("\rOBX\\|"))
                .hasSize(21);
    }
}
