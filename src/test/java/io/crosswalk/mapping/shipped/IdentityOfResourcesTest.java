package io.crosswalk.mapping.shipped;

import static io.crosswalk.mapping.shipped.ShippedMappings.all;
import static io.crosswalk.mapping.shipped.ShippedMappings.bundle;
import static io.crosswalk.mapping.shipped.ShippedMappings.example;
import static io.crosswalk.mapping.shipped.ShippedMappings.only;
import static io.crosswalk.mapping.shipped.ShippedMappings.parse;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who is who across messages: the same thing has the same id, two things never share one. */
class IdentityOfResourcesTest {

    private static final Pattern REFERENCE =
            Pattern.compile("\"reference\"\\s*:\\s*\"([A-Za-z]+/[^\"]+|urn:uuid:[^\"]+)\"");

    private final Bundle admit =
            parse(ShippedMappings.convert(example("ADT_A01/admit-with-allergy-diagnosis-next-of-kin")));
    private final Bundle update = parse(ShippedMappings.convert(example("ADT_A01/update-a08-after-a01")));
    private final Bundle discharge = parse(ShippedMappings.convert(example("ADT_A03/discharge")));
    private final Bundle first = parse(ShippedMappings.convert(example("ORU_R01/numeric-panel")));
    private final Bundle corrected = parse(ShippedMappings.convert(example("ORU_R01/corrected-result")));

    @Test
    void anUpdateMeetsTheResourcesOfTheAdmission() {
        assertEquals(
                only(admit, Patient.class).getId(), only(update, Patient.class).getId());
        assertEquals(
                only(admit, Encounter.class).getId(),
                only(update, Encounter.class).getId());
        assertEquals(ids(admit, RelatedPerson.class), ids(update, RelatedPerson.class));
        assertTrue(ids(admit, AllergyIntolerance.class).containsAll(ids(update, AllergyIntolerance.class)));
        assertTrue(ids(update, Condition.class).stream().anyMatch(ids(admit, Condition.class)::contains));
    }

    @Test
    void aDischargeMeetsThePatientTheVisitAndTheDiagnosis() {
        assertEquals(
                only(admit, Patient.class).getId(),
                only(discharge, Patient.class).getId());
        assertEquals(
                only(admit, Encounter.class).getId(),
                only(discharge, Encounter.class).getId());
        assertTrue(ids(admit, Condition.class).containsAll(ids(discharge, Condition.class)));
    }

    @Test
    void aCorrectionMeetsTheReportTheOrderAndTheResults() {
        assertEquals(
                only(first, DiagnosticReport.class).getId(),
                only(corrected, DiagnosticReport.class).getId());
        assertEquals(
                only(first, ServiceRequest.class).getId(),
                only(corrected, ServiceRequest.class).getId());
        assertTrue(ids(corrected, Observation.class).containsAll(ids(first, Observation.class)));
    }

    @Test
    void theLaboratoryMeetsThePatientAndTheVisitOfTheHospital() {
        assertEquals(
                only(admit, Patient.class).getId(), only(first, Patient.class).getId());
        assertTrue(REFERENCE
                .matcher(new String(
                        ShippedMappings.convert(example("ORU_R01/numeric-panel"))
                                .bundle(),
                        StandardCharsets.UTF_8))
                .results()
                .anyMatch(match -> match.group(1).equals("Encounter/" + id(only(admit, Encounter.class)))));
    }

    @Test
    void twoHospitalsMayUseOneNumber() {
        assertNotEquals(patientId("7^^^NORTH^MR", "X"), patientId("7^^^SOUTH^MR", "X"));
        assertNotEquals(patientId("7^^^&1.2.3&ISO^MR", "X"), patientId("7^^^&1.2.4&ISO^MR", "X"));
    }

    @Test
    void aNumberWithoutAnAssignerBelongsToTheSendingFacility() {
        assertEquals(patientId("7", "NORTH"), patientId("7", "NORTH"));
        assertNotEquals(patientId("7", "NORTH"), patientId("7", "SOUTH"));
    }

    @Test
    void theMedicalRecordNumberNamesThePatientWhereverItStands() {
        assertEquals(patientId("7^^^NORTH^MR", "X"), patientId("1^^^TAX^SS~7^^^NORTH^MR", "X"));
        assertEquals(patientId("7^^^NORTH^MR", "X"), patientId("7^^^NORTH", "X"));
    }

    @Test
    void linesOfATextAreResultsOfTheirOwn() {
        Bundle text = parse(ShippedMappings.convert(example("ORU_R01/coded-and-text")));
        assertEquals(12, all(text, Observation.class).size());
        assertEquals(12, ids(text, Observation.class).size());
    }

    private static final String REPORT = "MSH|^~\\&|LAB|STMARY|||20260308070000+0100||ORU^R01^ORU_R01|R1|P|2.5.1\r"
            + "PID|1||4711^^^STMARY^MR||Herbst^Jonas\r";

    /** Two reports about one patient, each with the result of these fields from OBX-3 to OBX-5. */
    private static String twoReports(String one, String other) {
        return REPORT + "OBR|1||A1^LAB|24323-8^Panel^LN\r" + result(one) + "OBR|2||A2^LAB|24320-4^Panel^LN\r"
                + result(other);
    }

    private static String result(String fields) {
        return "OBX|1|NM|" + fields + "|mmol/L|||||F" + "|".repeat(10) + "I7^LAB\r";
    }

    /** A laboratory may give one "unique" number to all results of a specimen. */
    @Test
    void oneInstanceNumberWithDifferentValuesIsSeveralResults() {
        Bundle bundle = bundle(twoReports("2951-2^Sodium^LN||138", "2951-2^Sodium^LN||131~132"));
        List<Observation> results = all(bundle, Observation.class);
        assertEquals(2, results.size());
        assertEquals(
                List.of(true, false),
                results.stream().map(Observation::hasValue).toList(),
                "one value is a value, two are components, and never both in one Observation");
    }

    @Test
    void theSameResultBelowTwoReportsIsOne() {
        Bundle bundle = bundle(twoReports("2951-2^Sodium^LN||138", "2951-2^Sodium^LN||138"));
        String result = "Observation/" + id(only(bundle, Observation.class));
        for (DiagnosticReport report : all(bundle, DiagnosticReport.class)) {
            assertEquals(1, report.getResult().size(), result);
        }
    }

    @Test
    void aCorrectedValueIsTheSameResult() {
        Set<String> before =
                ids(bundle(twoReports("2951-2^Sodium^LN||138", "2951-2^Sodium^LN||131")), Observation.class);
        Set<String> after =
                ids(bundle(twoReports("2951-2^Sodium^LN||139", "2951-2^Sodium^LN||130")), Observation.class);
        assertEquals(2, before.size());
        assertEquals(before, after);
    }

    @Test
    void isolatesOfOneCultureAreResultsOfTheirOwn() {
        Bundle culture = parse(ShippedMappings.convert(example("ORU_R01/microbiology-with-sub-ids")));
        assertEquals(5, ids(culture, Observation.class).size());
    }

    @TestFactory
    Stream<DynamicTest> convertsTheSameMessageTwiceToTheSameBytes() {
        return examples(name -> assertArrayEquals(
                ShippedMappings.convert(example(name)).bundle(),
                ShippedMappings.convert(example(name)).bundle()));
    }

    @TestFactory
    Stream<DynamicTest> writesEachResourceOnceWithAPutAndPatchesWhatMayBeThereUnlessItAnswersAQuery() {
        return examples(name -> {
            Bundle bundle = parse(ShippedMappings.convert(example(name)));
            if (name.startsWith("RSP_")) {
                assertEquals(Bundle.BundleType.SEARCHSET, bundle.getType());
                assertTrue(bundle.getEntry().stream().noneMatch(Bundle.BundleEntryComponent::hasRequest));
                return;
            }
            assertEquals(Bundle.BundleType.TRANSACTION, bundle.getType());
            Set<String> urls = new HashSet<>();
            Set<String> mayBeThere = new HashSet<>();
            Set<String> patched = new HashSet<>();
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                String url = entry.getRequest().getUrl();
                if (entry.getRequest().getMethod() == Bundle.HTTPVerb.PATCH) {
                    assertTrue(patched.add(url), () -> url + " is patched twice");
                    assertTrue(!urls.contains(url) || mayBeThere.contains(url), () -> url + " is written and patched");
                    continue;
                }
                if ("*".equals(entry.getRequest().getIfNoneMatch())) {
                    mayBeThere.add(url);
                }
                assertEquals(Bundle.HTTPVerb.PUT, entry.getRequest().getMethod(), url);
                assertEquals(entry.getResource().fhirType() + "/" + id(entry.getResource()), url);
                assertTrue(urls.add(url), () -> url + " twice");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> leavesNoReferenceDangling() {
        return examples(name -> {
            String json = new String(ShippedMappings.convert(example(name)).bundle(), StandardCharsets.UTF_8);
            Set<String> there = parse(json).getEntry().stream()
                    .flatMap(entry -> Stream.of(entry.getRequest().getUrl(), entry.getFullUrl()))
                    .collect(Collectors.toSet());
            Matcher matcher = REFERENCE.matcher(json);
            while (matcher.find()) {
                assertTrue(there.contains(matcher.group(1)), matcher.group(1) + " is not in the Bundle");
            }
        });
    }

    private static Stream<DynamicTest> examples(ThrowingConsumer test) {
        return ShippedMappings.exampleFolders().stream()
                .map(Path::toString)
                .map(folder ->
                        ShippedMappings.EXAMPLES.relativize(Path.of(folder)).toString())
                .map(name -> DynamicTest.dynamicTest(name, () -> test.accept(name)));
    }

    /** A check of one example. */
    private interface ThrowingConsumer {
        void accept(String name) throws Exception;
    }

    private static String patientId(String pid3, String facility) {
        return only(
                        bundle("MSH|^~\\&|HIS|" + facility + "|||20240101||ADT^A08^ADT_A01|1|P|2.5\r"
                                + "EVN||20240101\rPID|1||" + pid3 + "||Test^Tom\rPV1|1|O\r"),
                        Patient.class)
                .getId();
    }

    /** HAPI takes the fullUrl for the id of an entry. */
    private static String id(Resource resource) {
        return resource.getId().replaceFirst("^urn:uuid:", "");
    }

    private static <T extends Resource> Set<String> ids(Bundle bundle, Class<T> type) {
        List<T> found = all(bundle, type);
        return found.stream()
                .map(resource -> resource.getIdElement().getIdPart())
                .collect(Collectors.toSet());
    }
}
