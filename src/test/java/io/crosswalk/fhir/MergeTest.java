package io.crosswalk.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final int FIRST = 0;

    @Test
    void takesNothingFromAResourceOfAnotherType() {
        Composite practitioner = of("Practitioner");
        Composite organization = of("Organization");
        organization.set(FIRST, "x");

        assertThat(Merge.into(practitioner, organization)).isFalse();
        assertThat(practitioner.get(FIRST)).isNull();
    }

    @Test
    void fillsWhatTheFirstHasLeftEmpty() {
        Composite known = of("Organization");
        Composite more = of("Organization");
        more.set(FIRST, "x");

        assertThat(Merge.into(known, more)).isTrue();
        assertThat(known.get(FIRST)).isEqualTo("x");
    }

    @Test
    void keepsWhatTheFirstHasSaid() {
        Composite known = of("Organization");
        known.set(FIRST, "x");
        Composite more = of("Organization");
        more.set(FIRST, "y");

        assertThat(Merge.into(known, more)).isFalse();
        assertThat(known.get(FIRST)).isEqualTo("x");
    }

    private static Composite of(String type) {
        return new Composite(Objects.requireNonNull(FhirTypes.r4().type(type)));
    }
}
