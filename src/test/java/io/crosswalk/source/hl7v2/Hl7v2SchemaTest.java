package io.crosswalk.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourcePathException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7v2SchemaTest {

    private final Hl7v2Schema schema = Hl7v2Schema.standard();

    @ParameterizedTest
    @CsvSource({
        "PID, PID-3, CX, true",
        "PID, PID-3[1], CX, false",
        "PID, PID-3[2].4, HD, false",
        "PID, PID-3.4.2, ST, true",
        "PID, PID-7, DTM, false",
        "PID, PID-7.1, DTM, false",
        "PID, PID-2, CX, false",
        "PID, PID-40, XTN, true",
        "PV1, PV1-19, CX, false",
        "OBX, OBX-5, '', true",
        "OBX, OBX-5.2, '', true",
        "OBX, OBX-33, EIP, true",
        "OBR, OBR-27, TQ, true",
        "QPD, QPD-3, '', true",
        "MSH, MSH-9.3, ID, false",
        "CX, CX.4, HD, false",
        "CX, .4, HD, false",
        "CX, .4.1, IS, false",
        "CX, ., CX, false",
        "CX, CX, CX, false",
        "DTM, .1, DTM, false",
        "NK1, PID-5, XPN, true",
        "ZPI, ZPI-99.9.9, '', true",
        "'', CX.1, ST, false"
    })
    void compilesPathsOfEveryVersion(String context, String written, String type, boolean repeats) {
        SourcePath path = schema.compile(context, written);
        assertThat(path.type()).isEqualTo(type);
        assertThat(path.canRepeat()).isEqualTo(repeats);
        assertThat(path).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '$',
            quoteCharacter = '`',
            value = {
                "PID$ PDI-3$ HL7 v2 has no segment 'PDI'; did you mean 'PID'?",
                "PID$ QQQ-3$ HL7 v2 has no segment 'QQQ'",
                "PID$ PID-99$ 'PID-99': PID has 40 fields, counted from 1",
                "PID$ PID-0$ 'PID-0': PID has 40 fields, counted from 1",
                "PID$ PID-3[0]$ 'PID-3[0]': repetitions are counted from 1",
                "PID$ PID-3.13$ 'PID-3.13': CX has 12 components, counted from 1",
                "PID$ PID-7.2$ 'PID-7.2': PID-7 is of the simple type DTM and has no component 2",
                "PID$ PID-3.4.9$ 'PID-3.4.9': HD has 3 components, counted from 1",
                "PID$ PID-3.1.2$ 'PID-3.1.2': PID-3.1 is of the simple type ST and has no component 2",
                "PID$ PID.3$ 'PID.3': this map starts at a segment, which has fields and no components; did you mean 'PID-3'?",
                "PID$ .3.1$ '.3.1': this map starts at a segment, which has fields and no components; did you mean 'PID-3.1'?",
                "CX$ CX.13$ 'CX.13': CX has 12 components, counted from 1",
                "XPN$ CX.4$ 'CX.4': this map reads a value of type XPN; did you mean 'XPN.4'?",
                "XPN$ XPM.1$ HL7 v2 has no data type 'XPM'; did you mean 'XPN'?",
                "PID$ CX$ 'CX' is a data type; '.' is the value that a map was called for",
                "PID$ PDI$ HL7 v2 has no segment 'PDI'; did you mean 'PID'?",
                "PID$ PID-3-4$ 'PID-3-4' is no HL7 v2 path; a path looks like PID-3, PID-3[2].4.1, CX.4, .4 or . (the value itself)",
                "PID$ pid-3$ 'pid-3' is no HL7 v2 path; a path looks like PID-3, PID-3[2].4.1, CX.4, .4 or . (the value itself)"
            })
    void saysWhatIsWrongWithAPathAndWhatComesNearest(String context, String written, String text) {
        assertThatThrownBy(() -> schema.compile(context, written))
                .isInstanceOf(SourcePathException.class)
                .hasMessage(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PID", "OBX", "CX", "CWE", "DTM", "ZPI", "SPM", "TS", "CE"})
    void knowsSegmentsAndTypes(String name) {
        assertThat(schema.knows(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PIDX", "QQQ", "Zpi", "Z", "PATIENT", "cx"})
    void doesNotKnowWhatIsNeither(String name) {
        assertThat(schema.knows(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PID, PID-7, Date/Time of Birth",
        "PID, PID-3.4, Assigning Authority",
        "CX, .1, ID Number",
        "ZPI, ZPI-1, ''"
    })
    void tellsTheStandardsNameOfAPlace(String context, String path, String name) {
        assertThat(schema.describe(context, path)).isEqualTo(name);
    }
}
