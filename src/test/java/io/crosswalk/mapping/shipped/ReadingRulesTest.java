package io.crosswalk.mapping.shipped;

import static io.crosswalk.mapping.shipped.ShippedMappings.all;
import static io.crosswalk.mapping.shipped.ShippedMappings.convert;
import static io.crosswalk.mapping.shipped.ShippedMappings.only;
import static io.crosswalk.mapping.shipped.ShippedMappings.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Batch;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How HL7 v2 is read, from the bytes to the Bundle: one test or more for each rule of docs/reference/hl7v2-reading.md. Each
 * says the same in another way: one bad field never loses the message.
 */
class ReadingRulesTest {

    private static final String PID = "PID|1||4711^^^STMARY^MR||Herbst^Jonas||19751130|M\r";
    private static final String PV1 = "PV1|1|I|W1^12^B||||||||||||||||V9^^^STMARY^VN\r";

    private static String msh(String type, String version, String charset) {
        return "MSH|^~\\&|HIS|STMARY|||20260308070000+0100||" + type + "|R1|P|" + version + "||||||" + charset + "\r";
    }

    private static String adt(String... segments) {
        return msh("ADT^A01^ADT_A01", "2.5.1", "") + String.join("", segments);
    }

    private static Patient patient(String message) {
        return only(parse(convert(message)), Patient.class);
    }

    private static List<String> codes(Conversion conversion) {
        return conversion.issues().stream().map(Issue::code).toList();
    }

    private static TracedConversion traced(String message, ZoneId zone) {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        MappingLibrary library =
                MappingLibrary.load(List.of(ShippedMappings.ROOT), new MappingLibrary.Settings(zone, true, Map.of()));
        return new Converter(library)
                .convertTraced(new ReceivedMessage(
                        MessageKey.of("test", "", "", "", "", body),
                        "",
                        "test",
                        "",
                        Format.HL7V2,
                        "",
                        "",
                        Instant.EPOCH,
                        body));
    }

    // ---- groups and order

    @Test
    void groupsAndOrder_eachResultStaysWithItsOrderWithoutOrcOrMessageStructure() {
        var bundle = parse(convert(msh("ORU^R01", "2.3", "") + PID
                + "OBR|1||F1|24323-8^Panel one^LN\rOBX|1|NM|2345-7^Glucose^LN||98|mg/dL|||||F\r"
                + "OBR|2||F2|57021-8^Panel two^LN\rOBX|1|NM|718-7^Hemoglobin^LN||14|g/dL|||||F\r"));

        assertThat(all(bundle, DiagnosticReport.class))
                .extracting(
                        report -> report.getCode().getCodingFirstRep().getCode(),
                        report -> report.getResult().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("24323-8", 1),
                        org.assertj.core.groups.Tuple.tuple("57021-8", 1));
    }

    @Test
    void groupsAndOrder_aMisplacedSegmentIsReadAndReported() {
        Conversion conversion = convert(adt(PV1, PID));

        assertThat(only(parse(conversion), Encounter.class).getSubject().getReference())
                .endsWith(only(parse(conversion), Patient.class).getIdElement().getIdPart());
        assertThat(codes(conversion)).contains("segment-out-of-place");
    }

    @Test
    void groupsAndOrder_aRepeatedSegmentThatMayNotRepeatLosesNothingElse() {
        Conversion conversion = convert(adt(PID, PID.replace("Herbst", "Winter"), PV1));

        assertThat(all(parse(conversion), Encounter.class)).hasSize(1);
        assertThat(codes(conversion)).contains("segment-out-of-place");
    }

    // ---- MSH-9

    @ParameterizedTest
    @ValueSource(strings = {"ADT^A04", "ADT^A04^", "ADT^A04^ADT_A99", "ADT^A04^ADT_A01"})
    void missingMsh93_theStructureIsFoundByTheEvent(String type) {
        var bundle = parse(convert(msh(type, "2.3", "") + PID + PV1));

        assertThat(all(bundle, Patient.class)).hasSize(1);
        assertThat(all(bundle, Encounter.class)).hasSize(1);
    }

    // ---- Z segments

    @Test
    void zSegments_changeNothingAndAreReportedLeafByLeaf() {
        TracedConversion with = traced(adt(PID, "ZPI|1|green^dark|\"\"\r", PV1), ZoneId.of("UTC"));

        assertThat(with.unmapped()).extracting(UnmappedValue::place).contains("ZPI-1", "ZPI-2.1", "ZPI-2.2", "ZPI-3");
        assertThat(codes(with.conversion())).doesNotContain("segment-not-in-structure");
        assertThat(only(parse(with.conversion()), Patient.class).equalsDeep(patient(adt(PID, PV1))))
                .isTrue();
    }

    // ---- MSH-12

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5.1", "2.6", "2.7", "2.8.1", "2.9", "", "3", "x"})
    void msh12_decidesNothing(String version) {
        String withdrawn = "PID|1|EXT1|4711^^^STMARY^MR|ALT1|Herbst^Jonas||19751130|M|||||||||||123456789\r";

        Patient patient = patient(msh("ADT^A01^ADT_A01", version, "") + withdrawn + PV1);

        assertThat(patient.getIdentifier())
                .extracting(identifier -> identifier.getValue())
                .contains("EXT1", "4711", "ALT1", "123456789");
    }

    // ---- escapes

    @Test
    void escapes_areDecodedAfterSplittingWithTheEscapeCharacterOfTheMessage() {
        String message = "MSH|^~!&|HIS|STMARY|||20260308070000+0100||ADT^A01^ADT_A01|R1|P|2.5.1||||||UNICODE UTF-8\r"
                + "PID|1||4711^^^STMARY^MR||Smith !T! Sons!S!x^M!XC3BC!ller\\T\\||19751130|M\r" + PV1;

        assertThat(patient(message).getNameFirstRep().getFamily()).isEqualTo("Smith & Sons^x");
        assertThat(patient(message).getNameFirstRep().getGivenAsSingleString()).isEqualTo("Müller\\T\\");
    }

    @Test
    void escapes_lineEndsReachTheTextAndUnknownOnesStayAsWritten() {
        Conversion conversion = convert(
                msh("ORU^R01^ORU_R01", "2.5.1", "") + PID
                        + "OBR|1||F1|11526-1^Report^LN\rOBX|1|FT|11526-1^Report^LN||one\\.br\\two \\Q7\\ \\H\\bold\\N\\||||||F\r");

        assertThat(only(parse(conversion), Observation.class)
                        .getValueStringType()
                        .getValue())
                .isEqualTo("one\ntwo \\Q7\\ bold");
        assertThat(codes(conversion)).contains("escape-unknown", "escape-dropped");
    }

    // ---- delimiters

    @Test
    void delimiters_areThoseOfTheMessage() {
        String message =
                "MSH#*%!@#HIS#STMARY###20260308070000+0100##ADT*A01*ADT_A01#R1#P#2.5.1\rPID#1##4711***STMARY*MR##Herbst*Jonas##19751130#M\r";

        assertThat(patient(message).getNameFirstRep().getFamily()).isEqualTo("Herbst");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^~\\&", "^~\\&#", "^~\\"})
    void delimiters_mayBeThreeFourOrFive(String encodingCharacters) {
        Patient patient = patient(adt(PID, PV1).replace("^~\\&", encodingCharacters));

        assertThat(patient.getNameFirstRep().getFamily()).isEqualTo("Herbst");
    }

    // ---- character sets

    @ParameterizedTest
    @CsvSource({
        // declared, and true
        "UNICODE UTF-8, UTF-8, 山田",
        "8859/1, ISO-8859-1, Müller",
        "8859/5, ISO-8859-5, Иванов",
        "GB 18030-2000, GB18030, 张三㐂",
        "ISO IR87, ISO-2022-JP, 山田",
        "ASCII~ISO IR87, ISO-2022-JP, 山田",
        "KS X 1001, EUC-KR, 홍길동",
        "ISO-2022-KR, ISO-2022-KR, 홍길동",
        "ASCII~KS X 1001, ISO-2022-KR, 홍길동",
        // declared, and wrong
        "8859/1, UTF-8, Müller",
        "ASCII, windows-1252, Müller",
        "UNICODE UTF-8, windows-1252, Müller",
        "KLINGON, UTF-8, Müller",
        // not declared
        "'', UTF-8, Müller",
        "'', windows-1252, Müller",
        "'', UTF-16, Müller",
        "UNICODE UTF-8, UTF-16, 山田"
    })
    void charset_isMsh18sAsFarAsTheBytesAgree(String msh18, String written, String name) {
        String message = msh("ADT^A01^ADT_A01", "2.5.1", msh18) + PID.replace("Herbst", name) + PV1;

        Conversion conversion = convert(message.getBytes(Charset.forName(written)));

        assertThat(only(parse(conversion), Patient.class).getNameFirstRep().getFamily())
                .isEqualTo(name);
    }

    @Test
    void charset_wrongBytesNeverLoseTheMessage() {
        byte[] message = adt(PID, PV1).replace("||||||\r", "||||||GB18030\r").getBytes(StandardCharsets.ISO_8859_1);
        int at = new String(message, StandardCharsets.ISO_8859_1).indexOf("Herbst");
        message[at + 2] = (byte) 0xff;

        Conversion conversion = convert(message);

        assertThat(only(parse(conversion), Patient.class)
                        .getIdentifierFirstRep()
                        .getValue())
                .isEqualTo("4711");
        assertThat(codes(conversion)).contains("charset-bytes");
    }

    // ---- times

    @ParameterizedTest
    @CsvSource({
        "1975, 1975",
        "197511, 1975-11",
        "19751130, 1975-11-30",
        "19750000, 1975",
        "19751100, 1975-11",
        "1975-11-30, 1975-11-30"
    })
    void times_keepThePrecisionThatWasWritten(String written, String date) {
        assertThat(patient(adt(PID.replace("19751130", written), PV1))
                        .getBirthDateElement()
                        .getValueAsString())
                .isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260231", "UNKNOWN", "00000000", "19751330", "12.03.1975"})
    void times_anImpossibleDateIsLeftOutAndItsPlaceIsTold(String written) {
        Conversion conversion = convert(adt(PID.replace("19751130", written), PV1));

        assertThat(only(parse(conversion), Patient.class).hasBirthDate()).isFalse();
        assertThat(conversion.issues())
                .anySatisfy(issue -> assertThat(issue.place()).isEqualTo("PID-7"))
                .noneSatisfy(issue -> assertThat(issue.reason()).contains(written));
    }

    @ParameterizedTest
    @CsvSource({
        // MSH-7, the visit's start, what it is
        "20260308070000+0500, 20260308061000-0200, 2026-03-08T06:10:00-02:00",
        "20260308070000+0500, 20260308061000, 2026-03-08T06:10:00+05:00",
        "20260308070000, 20260308061000, 2026-03-08T06:10:00+01:00",
        "20260308070000, 20260708061000, 2026-07-08T06:10:00+02:00",
        "20260308070000, 20260308240000, 2026-03-09T00:00:00+01:00",
        "20260308070000, 202603080610, 2026-03-08T06:10:00+01:00"
    })
    void times_takeTheirOwnZoneThenTheMessagesThenTheSites(String msh7, String start, String dateTime) {
        String message =
                adt(PID, PV1.replace("\r", "|".repeat(25) + start + "\r")).replace("20260308070000+0100", msh7);

        assertThat(only(parse(traced(message, ZoneId.of("Europe/Berlin")).conversion()), Encounter.class)
                        .getPeriod()
                        .getStartElement()
                        .getValueAsString())
                .isEqualTo(dateTime);
    }

    // ---- empty and ""

    @Test
    void emptyIsNotDelete_neitherIsInTheBundleAndTheWishToDeleteIsTold() {
        Conversion conversion = convert(adt(PID.replace("|M", "|\"\"").replace("^Jonas", "^\"\""), PV1));
        Patient patient = only(parse(conversion), Patient.class);

        assertThat(patient.hasGender()).isFalse();
        assertThat(patient.getNameFirstRep().hasGiven()).isFalse();
        assertThat(new String(conversion.bundle(), StandardCharsets.UTF_8)).doesNotContain("\\\"\\\"");
        assertThat(conversion.issues())
                .filteredOn(issue -> issue.code().equals("asks-to-delete"))
                .extracting(Issue::place)
                .contains("PID-8", "PID-5.2");
        assertThat(codes(convert(adt(PID.replace("|M", "|"), PV1)))).doesNotContain("asks-to-delete");
    }

    // ---- batch

    @Test
    void batch_oneBadMessageDoesNotStopTheFile() {
        String file = "FHS|^~\\&|HIS\rBHS|^~\\&|HIS\r" + adt(PID, PV1) + "MSH|\u0001\rPID\r"
                + adt(PID.replace("4711", "4712"), PV1) + "BTS|3\rFTS|1\r";
        List<String> numbers = new ArrayList<>();
        for (byte[] message : Batch.split(file.getBytes(StandardCharsets.UTF_8))) {
            Conversion conversion = convert(message);
            numbers.add(
                    conversion.failed()
                            ? "failed"
                            : only(parse(conversion), Patient.class)
                                    .getIdentifierFirstRep()
                                    .getValue());
        }

        assertThat(numbers).containsExactly("4711", "failed", "4712");
    }
}
