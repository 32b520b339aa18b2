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
    void nobodyIsAskedTwice() {
        AssemblyBudget.Share middle = budget.open(() -> gaveWay.add("middle"));
        large.hold(60);
        middle.hold(40);
        small.hold(10);
        small.hold(10);
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
