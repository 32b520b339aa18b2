package io.crosswalk.intake;

import java.nio.charset.StandardCharsets;

/** Invented documents, as small as documents can be. */
public final class Cda {

    private Cda() {}

    /** A document with this id, of one invented patient. */
    public static byte[] document(String id) {
        return text(id, "1", "<title>Invented</title>").getBytes(StandardCharsets.UTF_8);
    }

    /** @param more elements behind the code */
    public static String text(String id, String version, String more) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ClinicalDocument xmlns=\"urn:hl7-org:v3\">\n"
                + "  <typeId root=\"2.16.840.1.113883.1.3\" extension=\"POCD_HD000040\"/>\n"
                + "  <templateId root=\"2.16.840.1.113883.10.20.22.1.2\"/>\n"
                + "  <id root=\"1.2.3.4\" extension=\"" + id + "\"/>\n"
                + "  <code code=\"34133-9\" codeSystem=\"2.16.840.1.113883.6.1\"/>\n"
                + "  " + more + "\n"
                + "  <effectiveTime value=\"20260102030405+0000\"/>\n"
                + "  <versionNumber value=\"" + version + "\"/>\n"
                + "  <recordTarget><patientRole><id root=\"1.2.3\" extension=\"P-77\"/><id root=\"9.9\"/>"
                + "<patient><name><family>Inventedname</family></name></patient></patientRole></recordTarget>\n"
                + "  <custodian><assignedCustodian><representedCustodianOrganization>"
                + "<id root=\"1.2.3.99\"/><name>Invented Hospital</name>"
                + "</representedCustodianOrganization></assignedCustodian></custodian>\n"
                + "  <component><structuredBody><component><section><id root=\"5.5.5\"/>"
                + "<text>Nothing</text></section></component></structuredBody></component>\n"
                + "</ClinicalDocument>\n";
    }
}
