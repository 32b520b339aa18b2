package io.crosswalk.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeedTest {

    private static final int PID = 7;
    private static final int MSH = 8;

    @Test
    void twoPartsOfOnePlaceAreBothLetThrough() {
        Need either = Need.part(PID, 3).or(Need.part(PID, 5));

        assertThat(either.parts() & Need.bit(3)).isNotZero();
        assertThat(either.parts() & Need.bit(5)).isNotZero();
        assertThat(either.parts() & Need.bit(4)).isZero();
    }

    @Test
    void partsOfDifferentPlacesCannotBeSaidBeforehand() {
        assertThat(Need.part(PID, 3).or(Need.part(MSH, 4)).isKnown()).isFalse();
        assertThat(Need.part(PID, 3).or(Need.UNKNOWN).isKnown()).isFalse();
    }

    @Test
    void whatNeverHoldsAddsNothing() {
        assertThat(Need.NEVER.or(Need.part(PID, 3))).isEqualTo(Need.part(PID, 3));
        assertThat(Need.part(PID, 3).or(Need.NEVER)).isEqualTo(Need.part(PID, 3));
    }

    @Test
    void aNumberBeyondTheBitsSharesOneOfThem() {
        assertThat(Need.bit(70)).isEqualTo(Need.bit(6)).isNotZero();
    }
}
