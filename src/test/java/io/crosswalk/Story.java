package io.crosswalk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One invented patient with one visit and one order: the messages about them, and the searches that find what became of
 * them. No two stories share a number, also between runs.
 */
final class Story {

    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final String RUN =
            Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT);

    private final String number;

    Story(String name) {
        number = name.toUpperCase(Locale.ROOT) + RUN;
    }

    /** An admission, or an update of it. */
    byte[] adt(String event, String name, String bed) {
        return message(
                header("HIS|BRIGID", "ADT^" + event + "^ADT_A01"),
                "EVN|" + event + "|20260217071000+0000",
                patient(name) + "|||27 Mill Street^^Kilmore^^Z99 R1C9^IRL^H",
                visit(bed) + "|".repeat(25) + "20260217071000+0000");
    }

    byte[] discharge(String name, String end) {
        return message(
                header("HIS|BRIGID", "ADT^A03^ADT_A03"),
                "EVN|A03|" + end,
                patient(name) + "|||27 Mill Street^^Kilmore^^Z99 R1C9^IRL^H",
                visit("W1^12^B") + "|".repeat(25) + "20260217071000+0000|" + end);
    }

    /** The record of another patient turns out to be of this one. */
    byte[] merge(Story retired, String name) {
        return message(
                header("HIS|BRIGID", "ADT^A40^ADT_A39"),
                "EVN|A40|20260218071000+0000",
                patient(name),
                "MRG|" + retired.number + "^^^BRIGID&2.999.17.1&ISO^MR");
    }

    /** A result as a laboratory sends it: of the patient it knows the number, the name and the birth date. */
    byte[] result(String status, String value) {
        return message(
                header("LIS|BRIGIDLAB", "ORU^R01^ORU_R01"),
                patient("Thin^Name"),
                "PV1|1|I|||||||||||||||||V" + number + "^^^BRIGID&2.999.17.2&ISO^VN",
                "ORC|RE|P" + number + "^HIS|F" + number + "^LIS||CM",
                "OBR|1|P" + number + "^HIS|F" + number + "^LIS|58410-2^CBC panel - Blood by Automated count^LN|||"
                        + "20260217072500+0000|||||||||||||||20260217092000+0000||HM|" + status,
                "OBX|1|NM|718-7^Hemoglobin [Mass/volume] in Blood^LN||" + value
                        + "|g/dL^gram per deciliter^UCUM|12.0-15.5|N|||" + status + "|||20260217072500+0000");
    }

    private static String header(String sender, String type) {
        return "MSH|^~\\&|" + sender + "|CROSSWALK|REGION|20260217071000+0000||" + type + "|J" + RUN
                + MESSAGES.incrementAndGet() + "|P|2.5.1||||||UNICODE UTF-8";
    }

    private String patient(String name) {
        return "PID|1||" + number + "^^^BRIGID&2.999.17.1&ISO^MR||" + name + "||19880229|F";
    }

    private String visit(String bed) {
        return "PV1|1|I|" + bed + "|R|||||||||||||||V" + number + "^^^BRIGID&2.999.17.2&ISO^VN";
    }

    private static byte[] message(String... segments) {
        return (String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
    }

    String patients() {
        return "Patient?identifier=" + number;
    }

    String encounters() {
        return "Encounter?identifier=V" + number;
    }

    String reports() {
        return "DiagnosticReport?subject.identifier=" + number;
    }

    String observations() {
        return "Observation?subject.identifier=" + number;
    }
}
