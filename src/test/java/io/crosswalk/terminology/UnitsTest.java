package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fhir.ucum.UcumEssenceService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    private static final String[] VALID = {
        "mg/dL",
        "mg/dl",
        "10*3/uL",
        "10^3/ul",
        "mm[Hg]",
        "[pH]",
        "%",
        "1",
        "kg",
        "g/(24.h)",
        "mL/min/{1.73_m2}",
        "{beats}/min",
        "meq/l",
        "ug/ml",
        "/[HPF]",
        "[IU]/L",
        "m[IU]/mL",
        "U/L",
        "Cel",
        "[degF]",
        "m/s2",
        "kg.m/s2",
        "s-1",
        "10*-3.mol/L",
        "mm[Hg]{gauge}",
        "ng/mL/h",
        "u[IU]/mL",
        "[in_i]",
        "a",
        "mo",
        "g%",
        "cal_[15]",
        "B[10.nV]",
        "{score}",
        "/min",
        "nmol/s/L",
        "dB[SPL]",
        "KiBy"
    };

    private static final String[] INVALID = {
        "mg /dL", "foo", "mg//dL", "mg/", "(mg", "mg)", "mg/dL}", "{mg", "m g", "in", "kkg", "x", "[IU", "mg--1", "s-",
        "Tage", "/", "."
    };

    @ParameterizedTest
    @CsvSource({
        "mmHg, mm[Hg]",
        "mcg, ug",
        "µg/dL, ug/dL",
        "μmol/L, umol/L",
        "mm/hr, mm/h",
        "K/mcL, 10*3/uL",
        "x10E3/uL, 10*3/uL",
        "beats/min, {beats}/min",
        "lbs, [lb_av]",
        "mEq/L, meq/L",
        "' mg/dL ', mg/dL",
        "percent, %",
        "MG/DL, mg/dL"
    })
    void repairsWhatCanOnlyMeanOneUnit(String written, String code) {
        assertThat(Units.ucum(written)).isEqualTo(code);
    }

    @Test
    void repairsOnlyToWhatUcumHas() {
        assertThat(FactFile.pairs("unit-repairs.txt", '\t').values())
                .allMatch(code -> code.isEmpty() || Ucum.isUnit(code));
    }

    @Test
    void keepsValidUnitsAsTheyAre() {
        for (String unit : VALID) {
            assertThat(Units.ucum(unit)).as(unit).isEqualTo(unit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NA", "null", "12345", "mg  per dL", "TWICE,A,DAY", "foo"})
    void hasNoCodeForWhatIsNoUnit(String written) {
        assertThat(Units.ucum(written)).isNull();
    }

    /** The library that FHIR's own validator uses is the second reader. */
    @Test
    void agreesWithTheReferenceImplementationAboutWhatIsAUnit() throws Exception {
        UcumEssenceService peer =
                new UcumEssenceService(UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"));
        List<String> different = new ArrayList<>();
        for (String[] units : List.of(VALID, INVALID)) {
            for (String unit : units) {
                if (Ucum.isUnit(unit) != (peer.validate(unit) == null)) {
                    different.add(unit);
                }
            }
        }
        // The peer reads over a doubled slash and a bracket too many; UCUM's grammar has neither.
        assertThat(different).containsExactly("mg//dL", "mg)");
    }

    @Test
    void staysQuickOnHostileText() {
        assertThat(Ucum.isUnit("(".repeat(10_000))).isFalse();
        assertThat(Ucum.isUnit("((((((((((((1))))))))))))")).isFalse();
        assertThat(Ucum.isUnit("/".repeat(10_000))).isFalse();
    }
}
