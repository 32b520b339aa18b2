package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.ReceivedMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmupTest {

    @TempDir
    Path folder;

    @Test
    void bothMessagesAreConvertedByTheMappingsThatAreShipped() {
        Converter converter = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));

        assertThat(Warmup.run(converter, Duration.ZERO)).isEqualTo(2);
    }

    @Test
    void aMessageConvertsAfterwardsAsBefore() {
        Converter converter = new Converter(MappingFixture.of(folder, MAP).load());
        ReceivedMessage message = MappingFixture.message("PID|||77");
        Conversion before = converter.convert(message);

        Warmup.run(converter, Duration.ofMillis(20));

        Conversion after = converter.convert(message);
        assertThat(after.bundle()).isEqualTo(before.bundle());
        assertThat(after.issues()).isEqualTo(before.issues());
        assertThat(after.patient()).isEqualTo(before.patient());
    }

    @Test
    void mappingsWithoutThoseMessagesAreNoFault() {
        Converter converter = new Converter(MappingFixture.of(folder, MAP).load());

        // The fixture maps admissions only.
        assertThat(Warmup.run(converter, Duration.ZERO)).isEqualTo(1);
    }

    private static final String MAP = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                identifier[1].value: PID-3.1
            """;
}
