package io.crosswalk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EmbeddedDocumentsTest {

    private static final DocumentOptions OPTIONS = DocumentOptions.of("documents");
    private static final String CDA = Cda.text("D1", "1", "<title>Tea &amp; toast ^ 5|3 ~ x</title>");

    private final EmbeddedDocuments documents =
            new EmbeddedDocuments(OPTIONS, new DocumentIntake(OPTIONS, InstantSource.system()));

    private static byte[] mdm(String obx) {
        return mdm(obx, "AV");
    }

    private static byte[] mdm(String obx, String availability) {
        return ("MSH|^~\\&|DMS|NORTH|||20260101||MDM^T02^MDM_T02|M1|P|2.5.1\rEVN|T02|20260101\r"
                        + "PID|1||77^^^N^MR||INVENTED\rPV1|1|I\rTXA|1|DS||||||||||99|||||LA||" + availability + "\r"
                        + obx
                        + "\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("~", "\\R\\")
                .replace("&", "\\T\\")
                .replace("\n", "\\X0A\\");
    }

    private void takes(String obx) {
        EmbeddedDocuments.Found found = documents.in(mdm(obx));
        assertThat(found.documents()).hasSize(1);
        ReceivedMessage document = found.documents().get(0);
        assertThat(document.controlId()).isEqualTo("1.2.3.4^D1");
        assertThat(document.channel()).isEqualTo("documents");
        assertThat(new String(document.body(), StandardCharsets.UTF_8).strip()).isEqualTo(CDA.strip());
        assertThat(found.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.code()).isEqualTo("embedded-document"));
    }

    @Test
    void findsADocumentInBase64() {
        takes("OBX|1|ED|34133-9^^LN||^application^xml^Base64^" + base64(CDA.getBytes(StandardCharsets.UTF_8))
                + "||||||F");
    }

    @Test
    void findsADocumentInHexadecimal() {
        takes("OBX|1|ED|34133-9^^LN||^text^xml^Hex^" + HexFormat.of().formatHex(CDA.getBytes(StandardCharsets.UTF_8))
                + "||||||F");
    }

    @Test
    void findsADocumentThatIsEscapedText() {
        takes("OBX|1|ED|34133-9^^LN||^TEXT^XML^A^" + escaped(CDA) + "||||||F");
    }

    @Test
    void findsADocumentThatIsAPlainValueOrEncodedWithoutSayingSo() {
        takes("OBX|1|TX|34133-9^^LN||" + escaped(CDA) + "||||||F");
        takes("OBX|1|TX|34133-9^^LN||" + base64(CDA.getBytes(StandardCharsets.UTF_8)) + "||||||F");
    }

    @Test
    void findsADocumentWhoseSenderDoesNotEscapeWhatSeparatesComponentsAndRepetitions() {
        String careless = CDA.replace("5|3", "5/3");
        EmbeddedDocuments.Found found =
                documents.in(mdm("OBX|1|ED|x||^TEXT^text/xml^ASCII^" + careless.replace("\n", "") + "||||||F"));

        assertThat(found.documents()).hasSize(1);
        assertThat(new String(found.documents().get(0).body(), StandardCharsets.UTF_8))
                .contains("Tea &amp; toast ^ 5/3 ~ x");
    }

    @Test
    void findsTheDocumentOfAMimePackage() {
        String mime = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"HL7-CDA-boundary\"\r\n\r\n"
                + "--HL7-CDA-boundary\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Transfer-Encoding: BASE64\r\n\r\n"
                + base64(CDA.getBytes(StandardCharsets.UTF_8))
                + "\r\n--HL7-CDA-boundary\r\nContent-Type: image/jpeg\r\n\r\nxx\r\n--HL7-CDA-boundary--\r\n";
        takes("OBX|1|ED|x||^multipart^x-hl7-cda-level-one^A^" + escaped(mime).replace("\r\\X0A\\", "\\X0D0A\\")
                + "||||||F");
    }

    @Test
    void givesItTheKeyThatItHasAsAFile() throws Exception {
        byte[] file = CDA.getBytes(StandardCharsets.UTF_8);
        ReceivedMessage embedded = documents
                .in(mdm("OBX|1|ED|x||^text^xml^Base64^" + base64(file) + "||||||F"))
                .documents()
                .get(0);

        assertThat(embedded.key())
                .isEqualTo(new DocumentIntake(OPTIONS, InstantSource.system())
                        .receive(file, io.crosswalk.message.BatchId.NONE)
                        .key());
    }

    @Test
    void keepsTheCharacterSetThatTheDocumentDeclares() {
        String latin = CDA.replace("UTF-8", "ISO-8859-1").replace("Tea", "T\u00e9");
        EmbeddedDocuments.Found found = documents.in(mdm("OBX|1|ED|x||^text^xml^A^" + escaped(latin) + "||||||F"));

        assertThat(new String(found.documents().get(0).body(), StandardCharsets.ISO_8859_1))
                .contains("T\u00e9");
    }

    @Test
    void doesNotTakeWhatIsDeletedWrongOrNoLongerAvailableAndSaysSo() {
        String obx = "OBX|1|ED|x||^text^xml^Base64^" + base64(CDA.getBytes(StandardCharsets.UTF_8)) + "||||||";

        for (byte[] message :
                new byte[][] {mdm(obx + "D"), mdm(obx + "W"), mdm(obx + "F", "CA"), mdm(obx + "F", "OB")}) {
            EmbeddedDocuments.Found found = documents.in(message);
            assertThat(found.documents()).isEmpty();
            assertThat(found.issues()).extracting(Issue::code).containsExactly("embedded-document-withdrawn");
        }
    }

    @Test
    void saysThatADocumentInsideIsBrokenAndWhere() {
        byte[] half = CDA.substring(0, 700).getBytes(StandardCharsets.UTF_8);
        EmbeddedDocuments.Found found = documents.in(mdm("OBX|1|ED|x||^text^xml^Base64^" + base64(half) + "||||||F"));

        assertThat(found.documents()).isEmpty();
        assertThat(found.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("embedded-document-refused");
            assertThat(issue.severity()).isEqualTo(Issue.Severity.ERROR);
            assertThat(issue.place()).startsWith("OBX");
            assertThat(issue.reason()).contains("E_XML_ENDS", "line ");
        });
    }

    @Test
    void passesOverPicturesTextsAndNumbers() {
        EmbeddedDocuments.Found found = documents.in(mdm("OBX|1|ED|x||^application^pdf^Base64^JVBERi0xLjQ=||||||F\r"
                + "OBX|2|NM|x||5||||||F\rOBX|3|TX|x||All is well||||||F\rOBX|4|ED|x||^image^jpeg^Base64^***||||||F"));

        assertThat(found.documents()).isEmpty();
        assertThat(found.issues()).isEmpty();
    }

    @Test
    void findsSeveralDocumentsAndThoseOfAPackage() {
        EmbeddedDocuments.Found found = documents.in(mdm("OBX|1|ED|x||^application^zip^Base64^"
                + base64(ZipSamples.xdm()) + "||||||F\rOBX|2|ED|x||^text^xml^Base64^" + base64(Cda.document("D9"))
                + "||||||F"));

        assertThat(found.documents())
                .extracting(ReceivedMessage::controlId)
                .containsExactly("1.2.3.4^D1", "1.2.3.4^D2", "1.2.3.4^D9");
    }
}
