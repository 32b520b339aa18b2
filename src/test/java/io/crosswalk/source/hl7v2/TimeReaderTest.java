package io.crosswalk.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import io.crosswalk.source.SourceTree;
import io.crosswalk.source.TimeReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times: precision kept; own offset, else MSH-7's, else the site's zone, never the computer's. */
class TimeReaderTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static @Nullable SourceTime read(String text) {
        return new TimeReader(BERLIN, Optional.empty()).read(text, ' ');
    }

    private static SourceTime time(String text) {
        return Objects.requireNonNull(read(text), text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 2026",
        "202611, 2026-11",
        "20261122, 2026-11-22",
        "2026112208, 2026-11-22T08:00:00",
        "202611220830, 2026-11-22T08:30:00",
        "20261122083015, 2026-11-22T08:30:15",
        "20261122083015.2, 2026-11-22T08:30:15.2",
        "20261122083015.2500, 2026-11-22T08:30:15.2500",
        "20261122083015., 2026-11-22T08:30:15",
        "20261122000000, 2026-11-22T00:00:00",
        "202611220000, 2026-11-22T00:00:00"
    })
    void keepsThePrecisionThatWasWritten(String written, String iso) {
        assertThat(time(written).iso()).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({"20260000, 2026", "202600, 2026", "20261100, 2026-11", "20261100083000, 2026-11", "20260000000000, 2026"
    })
    void takesZeroForMonthOrDayAsNotKnown(String written, String iso) {
        assertThat(time(written).iso()).isEqualTo(iso);
        assertThat(time(written).offset()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "202611222400, 2026-11-23T00:00:00",
        "20261231240000, 2027-01-01T00:00:00",
        "20240228240000, 2024-02-29T00:00:00"
    })
    void takesTwentyFourHoursForTheNextMidnight(String written, String iso) {
        assertThat(time(written).iso()).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "' 20261122 ', 2026-11-22",
        "20261122 0830, 2026-11-22T08:30:00",
        "'20261122083000 +0100', 2026-11-22T08:30:00"
    })
    void readsOverSpaces(String written, String iso) {
        assertThat(time(written).iso()).isEqualTo(iso);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, 2026-11-22",
        "2026-11, 2026-11",
        "2026-11-22T08:30:15Z, 2026-11-22T08:30:15",
        "2026-11-22 08:30:15.123, 2026-11-22T08:30:15.123",
        "2026-11-22T08:30:15+01:00, 2026-11-22T08:30:15"
    })
    void readsIsoFormWhichCannotMeanAnythingElse(String written, String iso) {
        assertThat(time(written).iso()).isEqualTo(iso);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000",
                "00000000",
                "0",
                "1",
                "20",
                "202",
                "20261",
                "2026112",
                "202611220",
                "20261122083",
                "2026112208301",
                "20261322",
                "20261131",
                "20260230",
                "20250229",
                "99999999",
                "2026112225",
                "202611220860",
                "20261122083061",
                "2026112224:30",
                "202611222430",
                "nonsense",
                "11/22/2026",
                "22.11.2026",
                "2026/11/22",
                "-2026",
                "+2026",
                "2026-",
                "20261122T",
                "20261122083015+",
                "20261122083015+1",
                "20261122083015-0a00",
                "20261122083015.2.2",
                "2026112208.5",
                "２０２６",
                "20260022",
                "20261122083015PM"
            })
    void takesAnythingElseForNoTime(String written) {
        assertThat(written.equals("20261122T") ? null : read(written)).isNull();
    }

    @Test
    void takesItsOwnOffsetFirst() {
        TimeReader reader = new TimeReader(BERLIN, Optional.of(ZoneOffset.ofHours(3)));
        SourceTime time = Objects.requireNonNull(reader.read("20261122083015-0530", ' '));
        assertThat(time.dateTime()).isEqualTo("2026-11-22T08:30:15-05:30");
    }

    @Test
    void takesTheOffsetOfMsh7Next() {
        TimeReader reader = new TimeReader(BERLIN, Optional.of(ZoneOffset.ofHours(3)));
        assertThat(Objects.requireNonNull(reader.read("20261122083015", ' ')).dateTime())
                .isEqualTo("2026-11-22T08:30:15+03:00");
    }

    @ParameterizedTest
    @CsvSource({
        "20260701120000, 2026-07-01T12:00:00+02:00",
        "20261201120000, 2026-12-01T12:00:00+01:00",
        "20261025023000, 2026-10-25T02:30:00+02:00",
        "20260329023000, 2026-03-29T02:30:00+01:00"
    })
    void takesTheZoneOfTheSiteWithItsSummerTimeLast(String written, String dateTime) {
        assertThat(time(written).dateTime()).isEqualTo(dateTime);
    }

    @Test
    void neverTakesTheZoneOfTheComputer() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            SourceTime time =
                    Objects.requireNonNull(new TimeReader(null, Optional.empty()).read("20261122083015", ' '));
            assertThat(time.offset()).isEmpty();
            assertThat(time.dateTime()).isEqualTo("2026-11-22");
            assertThat(time.instant()).isEmpty();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void takesNoOffsetThatNoPlaceHas() {
        assertThat(time("20261122083015+9900").offset()).isEmpty();
        assertThat(time("20261122083015+1400").offset()).contains(ZoneOffset.ofHours(14));
        assertThat(time("20261122083015-0000").offset()).contains(ZoneOffset.UTC);
    }

    @Test
    void readsAnOffsetBehindADateThatHasNoTime() {
        assertThat(time("2026-0500").iso()).isEqualTo("2026");
        assertThat(time("20261122+0100").iso()).isEqualTo("2026-11-22");
    }

    @Test
    void readsTheOffsetOfTheMessageFromMsh7() {
        SourceTree tree = Trees.read("MSH|^~\\&|HIS||||20261122083000-0800||ADT^A01|1\rPID|1||||||198001011200")
                .flat();
        SourceTime born = Objects.requireNonNull(Trees.present(tree, "PID-7").time());
        assertThat(born.dateTime()).isEqualTo("1980-01-01T12:00:00-08:00");
    }

    @Test
    void hasNoOffsetWhenNobodySaysWhere() {
        SourceTree tree = Hl7v2Reader.read(
                        "MSH|^~\\&|HIS||||20261122083000||ADT^A01|1\rPID|1||||||198001011200"
                                .getBytes(StandardCharsets.US_ASCII),
                        null)
                .flat();
        assertThat(Objects.requireNonNull(Trees.present(tree, "PID-7").time()).dateTime())
                .isEqualTo("1980-01-01");
    }

    @Test
    void honoursTheDegreeOfPrecisionOfTheWithdrawnTypeTs() {
        SourceTree tree = Trees.withSegments("PID|1||||||19800101000000^D").flat();
        SourceNode born = Trees.present(tree, "PID-7");
        assertThat(Objects.requireNonNull(born.time()).iso()).isEqualTo("1980-01-01");
    }
}
