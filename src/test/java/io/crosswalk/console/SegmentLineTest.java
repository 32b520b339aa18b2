package io.crosswalk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentLineTest {

    @Test
    void numbersTheFieldsOfTheHeaderFromTheSeparatorOn() {
        List<SegmentLine.Part> msh =
                SegmentLine.of("MSH|^~\\&|HIS\rPID|1||4711").get(0).parts();

        assertThat(msh).extracting(SegmentLine.Part::place).containsExactly("", "MSH[1]-2", "MSH[1]-3");
        assertThat(msh).extracting(SegmentLine.Part::text).containsExactly("MSH", "^~\\&", "HIS");
    }

    @Test
    void countsSegmentsOfOneName() {
        List<SegmentLine> lines = SegmentLine.of("MSH#^~\\&\rOBX#1#NM\rOBX#2#ST\r");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(2).parts())
                .extracting(SegmentLine.Part::place)
                .containsExactly("", "OBX[2]-1", "OBX[2]-2");
        assertThat(lines.get(2).parts().get(1).separator()).isEqualTo("#");
    }

    @Test
    void losesNoCharacterOfASegment() {
        String segment = "PID|1||4711^^^A&1.2.3&ISO~4712||M\u00fcller^\\T\\||";

        StringBuilder again = new StringBuilder();
        for (SegmentLine.Part part :
                SegmentLine.of("MSH|^~\\&\r" + segment).get(1).parts()) {
            again.append(part.separator()).append(part.text());
        }
        assertThat(again).hasToString(segment);
    }

    @ParameterizedTest
    @CsvSource({"PID-7,PID[1]-7", "OBX[3]-5[2].1,OBX[3]-5", "PID-3[2].4.2,PID[1]-3", "ZPV-1,ZPV[1]-1"})
    void anIssuePointsAtItsField(String place, String anchor) {
        assertThat(SegmentLine.anchor(place)).isEqualTo(anchor);
    }

    @ParameterizedTest
    @CsvSource({"PID", "Patient.birthDate", "''"})
    void anIssueOfSomethingElsePointsNowhere(String place) {
        assertThat(SegmentLine.anchor(place)).isEmpty();
    }
}
