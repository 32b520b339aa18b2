package io.crosswalk.mapping.shipped;

import static io.crosswalk.mapping.shipped.ShippedMappings.all;
import static io.crosswalk.mapping.shipped.ShippedMappings.bundle;
import static io.crosswalk.mapping.shipped.ShippedMappings.convert;
import static io.crosswalk.mapping.shipped.ShippedMappings.only;
import static io.crosswalk.mapping.shipped.ShippedMappings.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceMetric;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What messages mean, in the parts at which converters fail: one test or more for each, named after it. How bytes become
 * fields is in {@link ReadingRulesTest}, what messages mean one after the other in the folders of mappings/hl7v2/sequences.
 */
class HardPartsTest {

    private static final String PID = "PID|1||4711^^^STMARY&2.999.1&ISO^MR||Herbst^Jonas||19751130|M";
    private static final String PV1 = "PV1|1|I|W1^12^B||||||||||||||||V9^^^STMARY&2.999.2&ISO^VN";

    private static String message(String type, String... segments) {
        return "MSH|^~\\&|HIS|STMARY|||20260308070000+0100||" + type + "|R1|P|2.5.1\r" + String.join("\r", segments)
                + "\r";
    }

    private static String adt(String event, String structure, String... segments) {
        return message("ADT^" + event + "^" + structure, "EVN|" + event + "|20260308070000+0100")
                + String.join("\r", segments) + "\r";
    }

    private static Bundle results(String... segments) {
        return bundle(message("ORU^R01^ORU_R01", PID) + String.join("\r", segments) + "\r");
    }

    private static final String OBR =
            "OBR|1|P1^HIS|F1^LAB|24323-8^Panel^LN|||20260308060000+0100|||||||||||||||20260308065000+0100||LAB|F";

    private static Observation result(String obx) {
        return only(results(OBR, obx), Observation.class);
    }

    private static String id(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        return id.substring(id.lastIndexOf(':') + 1);
    }

    // ---- ids and references

    @Test
    void ids_comeFromBusinessKeysAndReferencesLeadToWhatIsInTheBundle() {
        Bundle first = bundle(adt("A01", "ADT_A01", PID, PV1, "DG1|1||I10^Hypertension^I10||20260308|A"));
        Bundle second = bundle(adt("A08", "ADT_A01", PID, PV1, "DG1|1||I10^Essential hypertension^I10||20260308|A"));

        assertThat(id(only(second, Patient.class))).isEqualTo(id(only(first, Patient.class)));
        assertThat(id(only(second, Encounter.class))).isEqualTo(id(only(first, Encounter.class)));
        assertThat(id(only(second, Condition.class))).isEqualTo(id(only(first, Condition.class)));
        Set<String> known = first.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getFullUrl)
                .collect(Collectors.toSet());
        assertThat(only(first, Encounter.class).getSubject().getReference()).isIn(known);
    }

    @Test
    void ids_differForIsolatesOfOneCulture() {
        Bundle bundle = results(
                OBR,
                "OBX|1|CWE|600-7^Bacteria identified^LN|1|ECO^Escherichia coli^L||||||F",
                "OBX|2|CWE|600-7^Bacteria identified^LN|2|KLE^Klebsiella^L||||||F");

        assertThat(all(bundle, Observation.class))
                .extracting(HardPartsTest::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    // ---- merges

    @ParameterizedTest
    @CsvSource({"A40,ADT_A39", "A34,ADT_A30"})
    void merge_leavesTheSurvivorInUseAndTakesThePriorOut(String event, String structure) {
        Bundle bundle = bundle(adt(event, structure, PID, "MRG|4700^^^STMARY&2.999.1&ISO^MR"));

        Patient survivor = all(bundle, Patient.class).get(0);
        Patient prior = all(bundle, Patient.class).get(1);
        assertThat(survivor.hasActive()).isFalse();
        assertThat(survivor.getLinkFirstRep().getType()).isEqualTo(Patient.LinkType.REPLACES);
        assertThat(prior.getActive()).isFalse();
        assertThat(prior.getLinkFirstRep().getType()).isEqualTo(Patient.LinkType.REPLACEDBY);
        assertThat(prior.getLinkFirstRep().getOther().getReference()).endsWith(id(survivor));
    }

    @Test
    void merge_ofSeveralPatientsKeepsThePairsApart() {
        Bundle bundle = bundle(adt(
                "A40",
                "ADT_A39",
                PID,
                "MRG|4700^^^STMARY&2.999.1&ISO^MR",
                "PID|2||4811^^^STMARY&2.999.1&ISO^MR||Winter^Ada||19600101|F",
                "MRG|4800^^^STMARY&2.999.1&ISO^MR"));

        List<Patient> patients = all(bundle, Patient.class);
        assertThat(patients).hasSize(4);
        for (Patient survivor : patients.stream().filter(one -> one.hasName()).toList()) {
            String prior = survivor.getLinkFirstRep().getOther().getReference();
            assertThat(patients.stream()
                            .filter(one -> prior.endsWith(id(one)))
                            .findFirst()
                            .orElseThrow()
                            .getLinkFirstRep()
                            .getOther()
                            .getReference())
                    .endsWith(id(survivor));
        }
    }

    @Test
    void merge_ofAccountsTouchesNoPatient() {
        Bundle bundle = bundle(adt(
                "A41",
                "ADT_A39",
                PID + "||||||||||C1^^^STMARY&2.999.3&ISO^AN",
                "MRG|4711^^^STMARY&2.999.1&ISO^MR||C2^^^STMARY&2.999.3&ISO^AN"));

        assertThat(only(bundle, Patient.class).hasActive()).isFalse();
        assertThat(all(bundle, Account.class))
                .extracting(account -> account.getIdentifierFirstRep().getValue(), Account::getStatus)
                .contains(tuple("C2", Account.AccountStatus.INACTIVE));
    }

    @Test
    void merge_thatMovesAVisitGivesItItsNewPatient() {
        Bundle bundle = bundle(adt("A45", "ADT_A45", PID, "MRG|4700^^^STMARY&2.999.1&ISO^MR", PV1));

        assertThat(only(bundle, Encounter.class).getSubject().getReference()).endsWith(id(only(bundle, Patient.class)));
    }

    // ---- cancels

    @ParameterizedTest
    @CsvSource({
        "A11,ADT_A09,cancelled",
        "A27,ADT_A21,cancelled",
        "A38,ADT_A38,cancelled",
        "A12,ADT_A12,in-progress",
        "A13,ADT_A01,in-progress",
        "A23,ADT_A21,entered-in-error"
    })
    void cancel_leavesTheVisitAsItIsNow(String event, String structure, String status) {
        Encounter visit = only(bundle(adt(event, structure, PID, PV1)), Encounter.class);

        assertThat(visit.getStatus().toCode()).isEqualTo(status);
    }

    @Test
    void cancel_ofADischargeTakesTheEndAwayAlsoWhereTheSenderStillHasIt() {
        Encounter visit = only(
                bundle(adt("A13", "ADT_A01", PID, PV1 + "|||||||||||||||||||||||||20260301|20260307")),
                Encounter.class);

        assertThat(visit.getPeriod().hasStart()).isTrue();
        assertThat(visit.getPeriod().hasEnd()).isFalse();
    }

    @Test
    void cancel_ofATransferLeavesThePlaceWhereThePatientIs() {
        Encounter visit = only(
                bundle(adt("A12", "ADT_A12", PID, PV1.replace("|W1^12^B|||", "|W1^12^B|||W9^1^A"))), Encounter.class);

        assertThat(visit.getLocation()).hasSize(1);
        assertThat(visit.getLocationFirstRep().getStatus().toCode()).isEqualTo("active");
    }

    @Test
    void cancel_ofAPersonKeepsTheRecordAndTakesItOutOfUse() {
        assertThat(only(bundle(adt("A29", "ADT_A21", PID, "PV1|1|N")), Patient.class)
                        .getActiveElement()
                        .getValue())
                .isFalse();
    }

    // ---- ADT status

    @ParameterizedTest
    @CsvSource({"A01,in-progress", "A04,in-progress", "A08,in-progress"})
    void adtStatus_comesFromTheEventThenFromTheVisit(String event, String status) {
        assertThat(only(bundle(adt(event, "ADT_A01", PID, PV1)), Encounter.class)
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }

    @Test
    void adtStatus_ofAnUpdateAfterTheDischargeStaysFinished() {
        Encounter visit = only(
                bundle(adt("A08", "ADT_A01", PID, PV1 + "|||||||||||||||||||||||||20260301|20260307")),
                Encounter.class);

        assertThat(visit.getStatus().toCode()).isEqualTo("finished");
    }

    // ---- corrections

    @ParameterizedTest
    @CsvSource({
        "P,preliminary",
        "F,final",
        "C,corrected",
        "X,cancelled",
        "D,entered-in-error",
        "W,entered-in-error",
        "I,registered",
        "R,preliminary",
        "S,preliminary",
        "O,registered",
        "N,cancelled",
        "U,final"
    })
    void corrections_haveAStatusForEachCodeOfTheTable(String code, String status) {
        assertThat(result("OBX|1|NM|2345-7^Glucose^LN||98|mg/dL|||||" + code)
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }

    @Test
    void corrections_replaceTheResultThatTheyCorrect() {
        assertThat(id(result("OBX|1|NM|2345-7^Glucose^LN||89|mg/dL|||||C")))
                .isEqualTo(id(result("OBX|1|NM|2345-7^Glucose^LN||98|mg/dL|||||F")));
    }

    @Test
    void corrections_cancelAReport() {
        assertThat(only(results(OBR.substring(0, OBR.length() - 1) + "X"), DiagnosticReport.class)
                        .getStatus()
                        .toCode())
                .isEqualTo("cancelled");
    }

    // ---- OBX-2 types

    @Test
    void obx2_numbersAreQuantitiesAndWhatIsNoneStaysReadable() {
        assertThat(result("OBX|1|NM|2345-7^Glucose^LN||98.50|mg/dL|||||F").getValueQuantity())
                .extracting(quantity -> quantity.getValue().toPlainString(), Quantity::getCode)
                .containsExactly("98.50", "mg/dL");
        assertThat(result("OBX|1|NM|2345-7^Glucose^LN||<5|mg/dL|||||F")
                        .getValueStringType()
                        .getValue())
                .contains("<5");
        assertThat(result("OBX|1|NM|2345-7^Glucose^LN||POS|mg/dL|||||F")
                        .getValueStringType()
                        .getValue())
                .contains("POS");
    }

    @Test
    void obx2_structuredNumbersAreReadByComparatorAndSeparator() {
        assertThat(result("OBX|1|SN|2345-7^Glucose^LN||>^300|mg/dL|||||F")
                        .getValueQuantity()
                        .getComparator()
                        .toCode())
                .isEqualTo(">");
        assertThat(result("OBX|1|SN|2345-7^Glucose^LN||^10^-^20|mg/dL|||||F")
                        .getValueRange()
                        .getHigh()
                        .getValue())
                .hasToString("20");
        assertThat(result("OBX|1|SN|2345-7^Titer^LN||^1^:^128||||||F")
                        .getValueRatio()
                        .getDenominator()
                        .getValue())
                .hasToString("128");
    }

    @Test
    void obx2_timestampsOfOldVersionsAreDateTimes() {
        assertThat(result("OBX|1|TS|8665-2^Last menstrual period^LN||20260201||||||F")
                        .getValueDateTimeType()
                        .getValueAsString())
                .isEqualTo("2026-02-01");
    }

    @Test
    void obx2_codesOfOldVersionsAreReadAsThoseOfNewOnes() {
        assertThat(result("OBX|1|CE|600-7^Bacteria^LN||112283007^Escherichia coli^SCT||||||F")
                        .getValueCodeableConcept()
                        .getCodingFirstRep())
                .extracting(coding -> coding.getSystem(), coding -> coding.getCode())
                .containsExactly("http://snomed.info/sct", "112283007");
    }

    @Test
    void obx2_aMissingTypeIsGuessedFromTheValue() {
        assertThat(result("OBX|1||2345-7^Glucose^LN||98|mg/dL|||||F").hasValue())
                .isTrue();
    }

    @Test
    void obx2_arraysAreSampledData() {
        assertThat(result("OBX|1|NA|11524-6^EKG^LN||1^2^3|mV|||||F").getValue()).isInstanceOf(SampledData.class);
    }

    @Test
    void obx2_repeatsAreComponents() {
        assertThat(result("OBX|1|ST|600-7^Bacteria^LN||one~two||||||F").getComponent())
                .extracting(component -> ((StringType) component.getValue()).getValue())
                .contains("two");
    }

    // ---- ED

    @Test
    void ed_isAnAttachmentOfTheReportWithItsTypeAndItsBytes() {
        DiagnosticReport report = only(
                results(
                        OBR,
                        "OBX|1|ED|PDF^Report^L||LAB^Application^PDF^Base64^JVBERi0x||||||F",
                        "OBX|2|ED|HEX^Picture^L||LAB^Image^JPEG^Hex^FFD8FFE0||||||F",
                        "OBX|3|ED|TXT^Text^L||LAB^TEXT^PLAIN^A^No acute finding.||||||F"),
                DiagnosticReport.class);

        assertThat(report.getPresentedForm())
                .extracting(
                        Attachment::getContentType,
                        attachment -> new String(attachment.getData(), StandardCharsets.ISO_8859_1))
                .contains(
                        tuple("application/pdf", "%PDF-1"),
                        tuple("image/jpeg", "\u00ff\u00d8\u00ff\u00e0"),
                        tuple("text/plain", "No acute finding."));
    }

    // ---- OBR, OBX, SPM, NTE

    @Test
    void results_knowTheirReportTheirOrderAndTheirSpecimen() {
        Bundle bundle = results(
                OBR,
                "NTE|1||of the order",
                "OBX|1|NM|2345-7^Glucose^LN||98|mg/dL|||||F",
                "NTE|1||first line",
                "NTE|2||second line",
                "SPM|1|S1^HIS&S2^LAB||SER^Serum^HL70487");

        DiagnosticReport report = only(bundle, DiagnosticReport.class);
        Observation observation = only(bundle, Observation.class);
        assertThat(report.getResultFirstRep().getReference()).endsWith(id(observation));
        assertThat(report.getBasedOnFirstRep().getReference()).contains(id(only(bundle, ServiceRequest.class)));
        assertThat(report.getSpecimenFirstRep().getReference()).endsWith(id(only(bundle, Specimen.class)));
        assertThat(observation.getNote())
                .extracting(note -> note.getText())
                .noneMatch(text -> text.contains("of the order"));
        assertThat(String.join(
                        "\n",
                        observation.getNote().stream()
                                .map(note -> note.getText())
                                .toList()))
                .containsSubsequence("first line", "second line");
    }

    // ---- OBX-4 and parent results

    @Test
    void subIds_buildTheTreeThatTheyName() {
        Bundle bundle = parse(convert(ShippedMappings.example("ORU_R01/microbiology-susceptibility-of-a-germ")));

        assertThat(all(bundle, Observation.class)).anyMatch(one -> one.hasHasMember() || one.hasDerivedFrom());
    }

    // ---- vaccination

    @Test
    void vaccination_takenBackIsAnErrorAndRefusedIsNotDone() {
        String order = "ORC|RE||I1^IIS";
        String given =
                "RXA|0|1|20260301||207^COVID-19^CVX|0.5|mL^^UCUM||00^New^NIP001||||||L1|20270101|MOD^Moderna^MVX";
        Bundle deleted = bundle(message("VXU^V04^VXU_V04", PID, order, given + "||||D"));
        Bundle refused = bundle(message(
                "VXU^V04^VXU_V04",
                PID,
                order,
                "RXA|0|1|20260301||207^COVID-19^CVX|999||||||||||||00^Parental decision^NIP002||RE|A"));

        assertThat(only(deleted, Immunization.class).getStatus().toCode()).isEqualTo("entered-in-error");
        assertThat(only(refused, Immunization.class).getStatus().toCode()).isEqualTo("not-done");
        assertThat(only(refused, Immunization.class)
                        .getStatusReason()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("00");
    }

    // ---- scheduling

    @ParameterizedTest
    @CsvSource({"S12,booked", "S13,booked", "S15,cancelled", "S17,entered-in-error", "S26,noshow"})
    void scheduling_hasAStatusForEachEvent(String event, String status) {
        Appointment appointment = only(
                bundle(message(
                        "SIU^" + event + "^SIU_S12",
                        "SCH||F1^SCHED|||||||30|min^^UCUM",
                        "TQ1|1||||||20260312140000+0000",
                        PID,
                        "RGS|1",
                        "AIL|1||CARD^R12^^STMARY")),
                Appointment.class);

        assertThat(appointment.getStatus().toCode()).isEqualTo(status);
    }

    // ---- documents

    @ParameterizedTest
    @CsvSource({"T02,current,", "T06,current,appends", "T10,current,replaces", "T11,entered-in-error,"})
    void documents_sayWhatBecomesOfTheOneBefore(String event, String status, String relation) {
        DocumentReference document = all(
                        bundle(message(
                                "MDM^" + event + "^" + (event.equals("T11") ? "MDM_T01" : "MDM_T02"),
                                "EVN|" + event + "|20260304100000+0100",
                                PID,
                                PV1,
                                "TXA|1|DS^Discharge summary^HL70270|TX|20260304083000+0100||||||||D2^HIS|D1^HIS||||AU||AV",
                                "OBX|1|TX|18842-5^Discharge summary^LN||Went home.||||||F")),
                        DocumentReference.class)
                .get(0);

        assertThat(document.getStatus().toCode()).isEqualTo(status);
        assertThat(document.getRelatesTo())
                .extracting(related -> related.getCode().toCode())
                .isEqualTo(relation == null ? List.of() : List.of(relation));
    }

    // ---- finance

    @Test
    void finance_aChargeIsAChargeItemOnItsAccount() {
        Bundle bundle = bundle(message(
                "DFT^P03^DFT_P03",
                "EVN|P03|20260308070000+0100",
                PID + "||||||||||C1^^^STMARY&2.999.3&ISO^AN",
                PV1,
                "FT1|1|T1||20260307|20260308|CG|99213^Visit^C4||||1"));

        assertThat(only(bundle, ChargeItem.class).getCode().getCodingFirstRep().getCode())
                .isEqualTo("99213");
        assertThat(only(bundle, ChargeItem.class).getAccountFirstRep().getReference())
                .endsWith(id(only(bundle, Account.class)));
    }

    @Test
    void insurance_isACoverageWithPayorAndTheGuarantorPaysTheAccount() {
        Bundle bundle = bundle(message(
                "BAR^P01^BAR_P01",
                "EVN|P01|20260308070000+0100",
                PID + "||||||||||C1^^^STMARY&2.999.3&ISO^AN",
                PV1,
                "GT1|1|G1^^^STMARY|Herbst^Maria||1 Main St^^Town||||19500101|F||MTH",
                "IN1|1|PPO^Plan|INS1^^^STMARY|Good Insurance"));

        assertThat(only(bundle, Coverage.class).hasPayor()).isTrue();
        String guarantor =
                only(bundle, Account.class).getGuarantorFirstRep().getParty().getReference();
        assertThat(all(bundle, RelatedPerson.class)).anyMatch(person -> guarantor.endsWith(id(person)));
    }

    // ---- orders

    @ParameterizedTest
    @CsvSource({"NW,active", "CA,revoked", "OC,revoked", "DC,revoked", "HD,on-hold"})
    void orders_haveAStatusForEachControlCode(String control, String status) {
        assertThat(all(
                                bundle(message(
                                        "ORM^O01^ORM_O01",
                                        PID,
                                        PV1,
                                        "ORC|" + control + "|P1^HIS",
                                        OBR.substring(0, 48))),
                                ServiceRequest.class)
                        .get(0)
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }

    // ---- pharmacy

    @Test
    void pharmacy_anEncodedOrderStandsOnTheOneThatWasWritten() {
        Bundle bundle = parse(convert(ShippedMappings.example("RDE_O11/encoded-order-with-original-and-components")));

        assertThat(all(bundle, MedicationRequest.class))
                .extracting(order -> order.getIntent().toCode())
                .contains("original-order");
        assertThat(all(bundle, MedicationRequest.class)).anyMatch(MedicationRequest::hasBasedOn);
    }

    @Test
    void pharmacy_dispensesAndAdministrationsAreResourcesOfTheirOwn() {
        assertThat(all(parse(convert(ShippedMappings.example("RDS_O13/dispensed-with-lot"))), MedicationDispense.class))
                .isNotEmpty();
        assertThat(all(
                        parse(convert(ShippedMappings.example("RAS_O17/given-partly-refused-and-taken-back"))),
                        MedicationAdministration.class))
                .extracting(one -> one.getStatus().toCode())
                .contains("entered-in-error");
    }

    // ---- problems

    @Test
    void problems_areConditionsWithTheirGoals() {
        Bundle bundle = parse(convert(ShippedMappings.example("PPR_PC1/problem-with-goal-pathway-and-variance")));

        assertThat(all(bundle, Condition.class)).isNotEmpty();
        assertThat(all(bundle, Goal.class)).isNotEmpty();
    }

    // ---- master files

    @Test
    void masterFiles_aPractitionerThatIsGoneIsInactive() {
        Bundle bundle = parse(convert(ShippedMappings.example("MFN_M02/new-and-gone")));

        assertThat(all(bundle, Practitioner.class)).anyMatch(one -> one.hasActive() && !one.getActive());
    }

    // ---- devices

    @Test
    void devices_ofIhePcd01AreATreeWithMdcCodesAndUcumUnits() {
        Bundle bundle = parse(convert(ShippedMappings.example("ORU_R01/bedside-monitor-pcd-01")));

        assertThat(all(bundle, Device.class)).isNotEmpty();
        assertThat(all(bundle, DeviceMetric.class)).isNotEmpty();
        assertThat(all(bundle, Observation.class)).anySatisfy(one -> {
            assertThat(one.getCode().getCodingFirstRep().getSystem()).isEqualTo("urn:iso:std:iso:11073:10101");
            assertThat(one.getValueQuantity().getCode()).isEqualTo("mm[Hg]");
        });
    }

    // ---- allergies

    @ParameterizedTest
    @CsvSource({"A,active,", "D,,entered-in-error"})
    void allergies_deletedOnesAreErrors(String action, String clinical, String verification) {
        AllergyIntolerance allergy = only(
                bundle(adt("A60", "ADT_A60", PID, "IAM|1|DA^Drug^HL70127|7980^Penicillin^RXNORM|SV|Hives|" + action)),
                AllergyIntolerance.class);

        assertThat(allergy.getClinicalStatus().getCodingFirstRep().getCode()).isEqualTo(clinical);
        if (verification != null) {
            assertThat(allergy.getVerificationStatus().getCodingFirstRep().getCode())
                    .isEqualTo(verification);
        }
    }

    // ---- sensitive data

    @Test
    void sensitiveData_isInNoIssue() {
        var conversion = convert(adt(
                "A01",
                "ADT_A01",
                "PID|1||4711^^^STMARY^MR||Secretname^Jonas||notadate|Q",
                PV1,
                "DG1|1||||notadate|A",
                "ZZZ|Secretname"));

        assertThat(conversion.issues()).isNotEmpty();
        assertThat(conversion.issues().toString()).doesNotContain("Secretname", "notadate", "4711");
        assertThat(parse(conversion).getEntry())
                .extracting(entry -> (Object) entry.getResource())
                .hasOnlyElementsOfType(DomainResource.class);
    }
}
