package io.crosswalk.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreGaugeTest {

    @Test
    void aDiskIsFullToAPartOfOne(@TempDir Path folder) {
        assertThat(StoreGauge.used(folder)).isBetween(0.0, 1.0);
    }

    @Test
    void aFolderThatIsNotThereHasNoFigure(@TempDir Path folder) {
        assertThat(StoreGauge.used(folder.resolve("absent"))).isNaN();
    }
}
