package io.crosswalk.source.cda;

import static io.crosswalk.source.cda.Documents.at;
import static io.crosswalk.source.cda.Documents.read;
import static io.crosswalk.source.cda.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times: precision kept; own offset, else one of the same entry, else the document's, else the site's. */
class CdaTimesTest {

    private static @Nullable SourceTime timeOf(String value) {
        return at(read(with("<birthTime value=\"" + value + "\"/>")).root(), "birthTime")
                .time();
    }

    @ParameterizedTest
    @CsvSource({
        "2026,2026",
        "202611,2026-11",
        "20261122,2026-11-22",
        "2026112208,2026-11-22",
        "2026112208-0500,2026-11-22",
        "202611220830-0500,2026-11-22T08:30:00-05:00",
        "20261122083015-0500,2026-11-22T08:30:15-05:00",
        "20261122083015.25+0100,2026-11-22T08:30:15.25+01:00",
        "20261122083015,2026-11-22",
        "20261122-0500,2026-11-22",
        "2026-11-22,2026-11-22"
    })
    void keepsThePrecisionOfATime(String value, String expected) {
        assertThat(Objects.requireNonNull(timeOf(value)).dateTime()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"20260230", "unk", "UNK", "11/22/2026", "2026/11/22", "", "20261", "0000", "20261322", "n/a"})
    void readsNoTimeFromWhatIsNone(String value) {
        assertThat(timeOf(value)).isNull();
    }

    @Test
    void readsNoTimeWhereANullFlavorStands() {
        CdaElement time =
                at(read(with("<birthTime value='2026' nullFlavor='UNK'/>")).root(), "birthTime");
        assertThat(time.time()).isNull();
    }

    private static final String ENTRIES = "<effectiveTime value='%s'/><section>"
            + "<entry><act><effectiveTime><low value='202611220830'/></effectiveTime><author><time value='%s'/></author></act>"
            + "</entry><entry><act><effectiveTime value='202611220900'/></act></entry></section>";

    private static List<String> timesOf(CdaDocument document) {
        List<String> times = new ArrayList<>();
        CdaElement first = at(document.root(), "section/entry");
        times.add(Objects.requireNonNull(at(first, "act/effectiveTime/low").time())
                .dateTime());
        times.add(Objects.requireNonNull(at(Objects.requireNonNull(first.nextElement()), "act/effectiveTime")
                        .time())
                .dateTime());
        return times;
    }

    @Test
    void takesTheOffsetOfAnotherTimeOfTheSameEntryBeforeThatOfTheDocument() {
        CdaDocument document = read(with(ENTRIES.formatted("20261122-0500 ", "202611221000+0200")), "Asia/Tokyo");
        assertThat(timesOf(document)).containsExactly("2026-11-22T08:30:00+02:00", "2026-11-22T09:00:00+09:00");
        document = read(with(ENTRIES.formatted("202611221200-0500", "202611221000+0200")), "Asia/Tokyo");
        assertThat(timesOf(document)).containsExactly("2026-11-22T08:30:00+02:00", "2026-11-22T09:00:00-05:00");
    }

    @Test
    void cutsATimeToTheDayWhenNobodySaysWhere() {
        CdaDocument document = read(with(ENTRIES.formatted("202611221200", "202611221000")));
        assertThat(timesOf(document)).containsExactly("2026-11-22", "2026-11-22");
    }

    @Test
    void tellsWhoListensWhichTimeAnOffsetWasTakenFrom() {
        CdaDocument document = read(with(ENTRIES.formatted("202611221200-0500", "202611221000")));
        List<String> heard = new ArrayList<>();
        document.watch(new Reads() {
            @Override
            public void read(SourceNode leaf) {
                heard.add(leaf.place());
            }

            @Override
            public void shapedBy(SourceNode leaf) {
                heard.add("by " + leaf.place());
            }
        });
        at(document.root(), "section/entry/act/effectiveTime/low").time();
        assertThat(heard)
                .containsExactly(
                        "ClinicalDocument/section/entry[1]/act/effectiveTime/low@value",
                        "by ClinicalDocument/effectiveTime@value");
    }
}
