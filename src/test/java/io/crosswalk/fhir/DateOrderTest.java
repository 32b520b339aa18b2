package io.crosswalk.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateOrderTest {

    @ParameterizedTest
    @CsvSource({
        "2023, 2024",
        "2024-04, 2024-05-03",
        "2024-05-02, 2024-05-03",
        "2024-05-02, 2024-05-03T00:10:00Z",
        "2024-05-03T09:59:59Z, 2024-05-03T10:00:00Z",
        "2024-05-03T10:00:00+02:00, 2024-05-03T09:00:00Z",
        "2024-05-03T10:00:00.5Z, 2024-05-03T10:00:00.75Z",
        "2016-12-31T23:59:59Z, 2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60Z, 2017-01-01T01:00:01+01:00",
    })
    void knowsWhatIsOverBeforeTheOtherBegins(String one, String other) {
        assertThat(DateOrder.isBefore(one, other)).isTrue();
        assertThat(DateOrder.isBefore(other, one)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-05",
        "2024-05, 2024-05-03",
        "2024-05-03, 2024-05-03T10:00:00Z",
        "2024-05-03T10:00:00Z, 2024-05-03T12:00:00+02:00",
        "2024-05-03T10:00:00.50Z, 2024-05-03T10:00:00.5Z",
        "2024-05-03T10:00:00Z, 2024-05-03T10:00:00Z",
    })
    void saysNothingWhereBothMayBeTheSame(String one, String other) {
        assertThat(DateOrder.isBefore(one, other)).isFalse();
        assertThat(DateOrder.isBefore(other, one)).isFalse();
    }
}
