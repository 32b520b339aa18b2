package io.crosswalk.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageIdTest {

    @Test
    void isFoundAgainInABundle() {
        MessageId id = new MessageId("k3f9", 15, 49, 12345);
        byte[] bundle = ("{\"value\":\"" + id + "\",\"other\":\"Lk3f9C1\",\"again\":\"" + id
                        + "^VN\",\"foreign\":\"LaaaaC1P1N1\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(MessageId.in(bundle, "k3f9")).containsExactly(id);
    }

    @Test
    void fitsIntoMsh10OfEachVersion() {
        assertThat(new MessageId("k3f9", 99, 999, 999_999).toString()).hasSizeLessThanOrEqualTo(20);
    }
}
