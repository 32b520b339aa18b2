package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
}
