package io.crosswalk.mapping.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.MappingExamples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples beside the mappings: documentation that runs. */
class ShippedExamplesTest {

    private static final List<MappingExamples.Result> RESULTS = Stream.of(
                    ShippedMappings.EXAMPLES, ShippedMappings.DOCUMENT_EXAMPLES)
            .flatMap(folder -> MappingExamples.run(ShippedMappings.LIBRARY, folder).stream())
            .toList();

    @TestFactory
    Stream<DynamicTest> givesTheBundleThatTheExampleExpects() {
        return RESULTS.stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.name(), () -> assertThat(result.differences()).isEmpty()));
    }

    @Test
    void runsEveryExampleThereIs() {
        int messages = ShippedMappings.exampleFolders().size();
        int documents = ShippedMappings.documentFolders().size();

        assertThat(RESULTS).hasSize(messages + documents);
        assertThat(messages).isGreaterThanOrEqualTo(150);
        assertThat(documents).isPositive();
    }
}
