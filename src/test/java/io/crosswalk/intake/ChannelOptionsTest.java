package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelOptionsTest {

    private final ChannelOptions options = ChannelOptions.of("adt");

    @Test
    void refusesANameThatIsNone() {
        assertThatThrownBy(() -> ChannelOptions.of("ADT feed"))
                .hasMessage("channel 'ADT feed': a name has lower case letters, digits and dashes only");
    }

    @Test
    void refusesATypeThatIsNoneAndShowsHowOneIsWritten() {
        assertThatThrownBy(() -> options.withTypes(Set.of("ADT_A01")))
                .hasMessage("channel 'adt': type 'ADT_A01' is not written as a message type, ADT, or a type and event,"
                        + " ADT^A01");
    }

    @Test
    void refusesToTakeNothing() {
        assertThatThrownBy(() -> options.withProcessingIds(Set.of()))
                .hasMessage("channel 'adt' takes no processing id, so no message");
    }
}
