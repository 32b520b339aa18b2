package io.crosswalk.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final long SECOND = 1_000_000_000L;

    private final Settling settling = new Settling(Duration.ofSeconds(2));

    private List<FoundFile> at(long seconds, FoundFile... files) {
        return settling.complete(List.of(files), seconds * SECOND);
    }

    @Test
    void takesAFileThatHasNotChangedForTheTime() {
        FoundFile file = new FoundFile("a", 10, 1);

        assertThat(at(0, file)).isEmpty();
        assertThat(at(1, file)).isEmpty();
        assertThat(at(2, file)).containsExactly(file);
    }

    @Test
    void beginsAnewWhenAFileGrowsOrIsWrittenAgain() {
        at(0, new FoundFile("a", 10, 1));

        assertThat(at(2, new FoundFile("a", 11, 1))).isEmpty();
        assertThat(at(4, new FoundFile("a", 11, 2))).isEmpty();
        assertThat(at(6, new FoundFile("a", 11, 2))).hasSize(1);
    }

    @Test
    void isNotMisledByAnOldTimeOfAFileThatIsBeingCopied() {
        FoundFile old = new FoundFile("a", 10, 0);

        assertThat(at(100, old)).isEmpty();
    }

    @Test
    void waitsLongerForAnEmptyFile() {
        FoundFile empty = new FoundFile("a", 0, 1);
        at(0, empty);

        assertThat(at(29, empty)).isEmpty();
        assertThat(at(30, empty)).hasSize(1);
    }

    @Test
    void looksTwiceEvenWhenNoTimeIsAskedFor() {
        Settling atOnce = new Settling(Duration.ZERO);
        FoundFile file = new FoundFile("a", 10, 1);

        assertThat(atOnce.complete(List.of(file), 5)).isEmpty();
        assertThat(atOnce.complete(List.of(file), 5)).hasSize(1);
    }

    @Test
    void forgetsWhatItIsNotShown() {
        FoundFile file = new FoundFile("a", 10, 1);
        at(0, file);
        at(1);

        assertThat(at(2, file)).isEmpty();
    }
}
