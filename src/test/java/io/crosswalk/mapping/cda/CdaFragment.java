package io.crosswalk.mapping.cda;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a whole document of a piece: a section, or an element of the header, gets around it what a document has to have.
 * The filling is of invented people, and its only time is in universal time.
 */
final class CdaFragment {

    private static final Pattern FIRST_TAG = Pattern.compile("<(?![?!])(?:\\w+:)?(\\w+)");
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");

    private static final String PATIENT = """
            <recordTarget><patientRole><id root="2.16.840.1.113883.19.900" extension="FRAME"/><patient>
              <name><given>Nobody</given><family>Framed</family></name>
              <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="1951"/>
            </patient></patientRole></recordTarget>""";
    private static final String AUTHOR = """
            <author><time value="20250101"/><assignedAuthor><id root="2.16.840.1.113883.19.901" extension="FRAME"/>
              <assignedPerson><name><given>Frame</given><family>Writer</family></name></assignedPerson>
            </assignedAuthor></author>""";
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sdtc="urn:hl7-org:sdtc">
              <realmCode code="US"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
              <templateId root="2.16.840.1.113883.10.20.22.1.1" extension="2015-08-01"/>
              <templateId root="2.16.840.1.113883.10.20.22.1.2" extension="2015-08-01"/>
              <id root="2.16.840.1.113883.19.902" extension="FRAME"/>
              <code code="34133-9" codeSystem="2.16.840.1.113883.6.1" displayName="Summarization of Episode Note"/>
              <title>Frame</title><effectiveTime value="20250101120000+0000"/>
              <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="en-US"/>
              %s
              %s
              <custodian><assignedCustodian><representedCustodianOrganization>
                <id root="2.16.840.1.113883.19.903" extension="FRAME"/><name>Frame Keeper</name>
              </representedCustodianOrganization></assignedCustodian></custodian>
              %s
              <component><structuredBody>%s</structuredBody></component>
            </ClinicalDocument>
            """;
    private static final String EMPTY_SECTION =
            "<component><section><title>Nothing else</title><text>Nothing else</text></section></component>";

    private CdaFragment() {}

    static byte[] whole(byte[] piece) {
        String text =
                DECLARATION.matcher(new String(piece, StandardCharsets.UTF_8)).replaceFirst("");
        Matcher first = FIRST_TAG.matcher(text);
        String name = first.find() ? first.group(1) : "";
        String document =
                switch (name) {
                    case "ClinicalDocument" -> text;
                    case "recordTarget" -> DOCUMENT.formatted(text, AUTHOR, "", EMPTY_SECTION);
                    case "author" -> DOCUMENT.formatted(PATIENT, text, "", EMPTY_SECTION);
                    case "componentOf" -> DOCUMENT.formatted(PATIENT, AUTHOR, text, EMPTY_SECTION);
                    case "section" -> DOCUMENT.formatted(PATIENT, AUTHOR, "", "<component>" + text + "</component>");
                    default -> throw new IllegalArgumentException("no place in a document is known for '" + name + "'");
                };
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
