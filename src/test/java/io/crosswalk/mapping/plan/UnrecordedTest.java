package io.crosswalk.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnrecordedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Allergy excluded/not available",
                "Plan Of Treatment Entries excluded/not available",
                "No Procedure Information Entered",
                "No Information Entered No Diagnosis Entered",
                "No immunization data is applicable",
                "No goal and instruction data is applicable",
                "No Information About Procedures",
                "No Procedure information",
                "No health concerns recorded",
                "No problems recorded.",
                "Information not available",
                "Diagnosis information is not available",
                "Not on file",
                "Immunizations not documented",
                "No results available",
            })
    void knowsTheRowThatAnEmptyListIsFilledWith(String text) {
        assertThat(Unrecorded.says(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "No known allergies",
                "No known information",
                "No Known Problems",
                "None",
                "Unknown",
                "Unlisted problem",
                "No current problems or disability",
                "Not available for intubation",
                "Aspirin",
                "No documented fever since Tuesday",
                "Patient has no information needs",
                "Takes no medications",
                "Do not resuscitate",
                "No goals of care discussion was had; no data available on prior wishes of the patient or of those who are close to him or her",
            })
    void takesNothingForItThatSaysMore(String text) {
        assertThat(Unrecorded.says(text)).isFalse();
    }
}
