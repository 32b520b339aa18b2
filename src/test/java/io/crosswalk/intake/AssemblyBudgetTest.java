package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AssemblyBudgetTest {

    private final AssemblyBudget budget = new AssemblyBudget(100);
    private final List<String> gaveWay = new ArrayList<>();
    private final AssemblyBudget.Share small = budget.open(() -> gaveWay.add("small"));
    private final AssemblyBudget.Share large = budget.open(() -> gaveWay.add("large"));

    @Test
    void theLargestGivesWayWhenTheSmallOneNeedsRoom() {
        assertThat(large.hold(90)).isTrue();
        assertThat(small.hold(20)).isTrue();
        assertThat(gaveWay).containsExactly("large");
    }

    @Test
    void theLargestIsToldNoWhenItIsTheOneThatNeedsRoom() {
        assertThat(small.hold(20)).isTrue();
        assertThat(large.hold(90)).isFalse();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void whoHasBeenAskedIsNotAskedAgainAndItsRoomCountsAsFree() {
        large.hold(60);
        small.hold(30);
        assertThat(small.hold(20)).isTrue();
        assertThat(small.hold(20)).isTrue();
        assertThat(gaveWay).containsExactly("large");
    }

    @Test
    void theNextLargestGivesWayWhenTheRoomOfTheFirstIsNotEnough() {
        AssemblyBudget.Share middle = budget.open(() -> gaveWay.add("middle"));
        large.hold(55);
        middle.hold(45);
        small.hold(40);
        assertThat(small.hold(25)).isFalse();
        small.release();
        middle.hold(20);
        assertThat(small.hold(50)).isTrue();
        assertThat(gaveWay).containsExactly("large", "middle");
    }

    @Test
    void whatIsReleasedIsThereForOthers() {
        large.hold(90);
        large.release();
        assertThat(budget.used()).isZero();
        assertThat(small.hold(100)).isTrue();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void isNeverToldNoWhileTheLargestIsJustLeaving() throws Exception {
        AssemblyBudget shared = new AssemblyBudget(1000);
        for (int round = 0; round < 3_000; round++) {
            CountDownLatch asked = new CountDownLatch(1);
            AssemblyBudget.Share hog = shared.open(asked::countDown);
            AssemblyBudget.Share other = shared.open(() -> {});
            assertThat(hog.hold(700)).isTrue();
            Thread leaving = new Thread(() -> {
                try {
                    asked.await();
                    hog.release();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            leaving.start();
            for (int part = 0; part < 80; part++) {
                assertThat(other.hold(8)).as("round %d, part %d", round, part).isTrue();
            }
            leaving.join();
            other.release();
            assertThat(shared.used()).isZero();
        }
    }
}
