package io.crosswalk.pipeline;

import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Invented messages, and a converter that is simple enough to see through: the queues are under test here. */
final class Samples {

    private Samples() {}

    static byte[] adt(String controlId, String patient) {
        return adt(controlId, patient, "");
    }

    static byte[] adt(String controlId, String patient, String note) {
        String text = "MSH|^~\\&|HIS|NORTH|CROSSWALK|SOUTH|20260101120000||ADT^A08^ADT_A01|" + controlId + "|P|2.5.1\r"
                + "EVN|A08|20260101120000\r"
                + "PID|1||" + patient + "^^^NORTH^MR||INVENTED^PERSON||19700101|F\r"
                + "PV1|1|I|WARD^1^2\r"
                + (note.isEmpty() ? "" : "NTE|1||" + note + "\r");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A Patient under an id of the patient's number, and the control id in its version of the truth. */
    static Conversion convert(ReceivedMessage message) {
        String text = new String(message.body(), StandardCharsets.UTF_8);
        if (text.contains("BREAKS")) {
            throw new IllegalStateException("this converter breaks on purpose, and this text must not be shown");
        }
        if (text.contains("FAILS")) {
            return Conversion.failed(
                    message.key(),
                    List.of(Issue.fatal("no-mapping", "MSH-9", "no mapping for this message structure")),
                    "test");
        }
        String patient = message.format() == Format.CDA
                ? text.substring(text.indexOf("extension=\"P-") + 11).split("\"", 2)[0]
                : text.substring(text.indexOf("PID|1||") + 7).split("[\\^|]", 2)[0];
        String id =
                UUID.nameUUIDFromBytes(patient.getBytes(StandardCharsets.UTF_8)).toString();
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"urn:uuid:" + id
                + "\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"identifier\":[{\"value\":\""
                + patient
                + "\"}],\"name\":[{\"text\":\"" + message.controlId()
                + "\"}]},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/"
                + id + "\"}}]}";
        return new Conversion(
                message.key(),
                bundle.getBytes(StandardCharsets.UTF_8),
                BundleKind.TRANSACTION,
                "NORTH|" + patient,
                List.of(new ResourceCount("Patient", 1)),
                List.of("Patient/" + id),
                List.of(),
                List.of(),
                "test");
    }
}
