package io.crosswalk.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Synthetic messages, and the bytes of MLLP around them. */
final class Hl7 {

    static final String VT = "\u000B";
    static final String FS = "\u001C";

    private Hl7() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String framed(String message) {
        return VT + message + FS + "\r";
    }

    /** An admission with the given control id. */
    static String adt(String controlId) {
        return header(controlId, "ADT^A01^ADT_A01", "P", "2.5.1", "", "")
                + "EVN|A01|20260105101500\rPID|1||4711^^^HOSP^MR||Muster^Erika\rPV1|1|I|W2^201^1\r";
    }

    static String header(
            String controlId, String type, String processing, String version, String accept, String application) {
        return "MSH|^~\\&|HIS|HOSP|XWALK|NET|20260105101500||" + type + "|" + controlId + "|" + processing + "|"
                + version + "|||" + accept + "|" + application + "\r";
    }

    static byte[] join(String... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : parts) {
            all.writeBytes(bytes(part));
        }
        return all.toByteArray();
    }
}
