package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdaHeaderReaderTest {

    @Test
    void readsWhatTheDoorHasToKnow() throws Exception {
        CdaHeader header = CdaHeaderReader.read(Cda.document("D1"));

        assertThat(header)
                .isEqualTo(
                        new CdaHeader("1.2.3.4^D1", "1", "34133-9", "20260102030405+0000", "1.2.3^P-77", "1.2.3.99"));
    }

    @Test
    void doesNotTakeTheIdOfASectionForThatOfADocumentWithoutOne() throws Exception {
        String text = Cda.text("D1", "1", "").replaceAll("  <id root=\"1.2.3.4\".*\n", "");

        assertThat(CdaHeaderReader.read(text.getBytes(StandardCharsets.UTF_8)).id())
                .isEmpty();
    }

    @Test
    void readsADocumentThatHasNoNamespace() throws Exception {
        String text = Cda.text("D1", "2", "").replace(" xmlns=\"urn:hl7-org:v3\"", "");

        assertThat(CdaHeaderReader.read(text.getBytes(StandardCharsets.UTF_8)).version())
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-16"})
    void takesADocumentWhoseDeclaredCharacterSetIsNotTheOneItIsWrittenIn(String declared) throws Exception {
        String text = Cda.text("D1", "1", "<title>M\u00fcller</title>").replace("UTF-8", declared);

        assertThat(CdaHeaderReader.read(text.getBytes(StandardCharsets.UTF_8)).id())
                .isEqualTo("1.2.3.4^D1");
    }

    @Test
    void takesADocumentThatIsSaidToBeUtf8AndIsNot() throws Exception {
        byte[] document = Cda.text("D1", "1", "<title>M\u00fcller</title>").getBytes(Charset.forName("windows-1252"));

        assertThat(CdaHeaderReader.read(document).id()).isEqualTo("1.2.3.4^D1");
    }

    @Test
    void readsUtf16() throws Exception {
        byte[] document = Cda.text("D1", "1", "").replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16);

        assertThat(CdaHeaderReader.read(document).code()).isEqualTo("34133-9");
    }

    @Test
    void saysWhereADocumentEndsThatWasCutOff() {
        byte[] document = Cda.document("D1");
        String half = new String(document, 0, document.length - 30, StandardCharsets.UTF_8);

        DocumentFault fault = fault(half);

        assertThat(fault.code()).isEqualTo("E_XML_ENDS");
        assertThat(fault.kind()).isEqualTo(DocumentFault.Kind.UNREADABLE);
        assertThat(fault.place()).matches("line 12, column \\d+");
        assertThat(fault.text()).contains("ends here in the middle");
    }

    @Test
    void saysWhereADocumentIsBrokenAndDoesNotQuoteIt() {
        DocumentFault fault = fault(Cda.text("D1", "1", "<title>Secret</tittle>"));

        assertThat(fault.code()).isEqualTo("E_XML_BROKEN");
        assertThat(fault.place()).startsWith("line 7, column ");
        assertThat(fault.text()).doesNotContain("Secret", "tittle");
        assertThat(fault.wayOut()).isNotBlank();
    }

    @Test
    void refusesADocumentTypeDeclarationWhateverItDeclares() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                + Cda.text("D1", "1", "<title>&a;</title>").replaceAll("<\\?xml.*\n", "");

        assertThat(fault(bomb).code()).isEqualTo("E_XML_DTD");
    }

    @Test
    void refusesXmlThatIsNoCda() {
        DocumentFault fault = fault("<?xml version=\"1.0\"?>\n<Patient xmlns=\"http://hl7.org/fhir\"/>");

        assertThat(fault.code()).isEqualTo("E_NOT_CDA");
        assertThat(fault.kind()).isEqualTo(DocumentFault.Kind.UNWANTED);
        assertThat(fault.place()).startsWith("line 2");
    }

    @Test
    void showsNoNumberOfAPatientWhenItIsPrinted() throws Exception {
        assertThat(CdaHeaderReader.read(Cda.document("D1")).toString()).doesNotContain("P-77");
    }

    private static DocumentFault fault(String text) {
        DocumentFaultException refused = catchThrowableOfType(
                DocumentFaultException.class, () -> CdaHeaderReader.read(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(refused).as("it must be refused").isNotNull();
        return refused.fault();
    }
}
