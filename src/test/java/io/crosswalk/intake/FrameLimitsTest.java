package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameLimitsTest {

    private final FrameLimits limits = FrameLimits.defaults();

    @Test
    void refusesALimitThatLetsNothingPass() {
        assertThatThrownBy(() -> limits.withFrame(0)).hasMessage("frame limits: frame must be more than 0, is 0");
        assertThatThrownBy(() -> limits.withIdleTime(Duration.ZERO))
                .hasMessage("frame limits: idleTime must be more than 0, is 0");
    }

    @Test
    void refusesLessMemoryThanOneFrameNeeds() {
        assertThatThrownBy(() -> limits.withAssembly(1000))
                .hasMessage("frame limits: assembly 1000 has no room for one frame of 10485760 bytes");
    }
}
