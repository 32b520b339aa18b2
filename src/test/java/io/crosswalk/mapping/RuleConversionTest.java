package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rule, one PID segment, and the Patient that comes out. */
class RuleConversionTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '¤',
            value = {
                // primitives
                "birthDate: PID-7 → PID|||1||||19800615 → {'birthDate':'1980-06-15'}",
                "birthDate: PID-7 → PID|||1||||198006 → {'birthDate':'1980-06'}",
                "birthDate: PID-7 → PID|||1||||1980 → {'birthDate':'1980'}",
                "birthDate: PID-7 → PID|||1||||19801340 → {}",
                "birthDate: PID-7 → PID|||1||||soon → {}",
                "deceased[x]: PID-29 as dateTime → PID|||1||||||||||||||||||||||||||20260102030405-0500 → {'deceasedDateTime':'2026-01-02T03:04:05-05:00'}",
                "deceasedDateTime: PID-29 → PID|||1||||||||||||||||||||||||||20260102 → {'deceasedDateTime':'2026-01-02'}",
                "deceased[x]: PID-30 as boolean → PID|||1|||||||||||||||||||||||||||Y → {'deceasedBoolean':true}",
                "deceased[x]: PID-30 as boolean → PID|||1|||||||||||||||||||||||||||N → {'deceasedBoolean':false}",
                "deceased[x]: PID-30 as boolean → PID|||1|||||||||||||||||||||||||||maybe → {}",
                "multipleBirth[x]: PID-25 as integer → PID|||1||||||||||||||||||||||02 → {'multipleBirthInteger':2}",
                "multipleBirth[x]: PID-25 as integer → PID|||1||||||||||||||||||||||two → {}",
                "language: PID-15 → PID|||1||||||||||||  en → {'language':'en'}",
                // candidates
                "deceased[x]: PID-29 as dateTime else PID-30 as boolean → PID|||1|||||||||||||||||||||||||||Y → {'deceasedBoolean':true}",
                "deceased[x]: PID-29 as dateTime else PID-30 as boolean → PID|||1||||||||||||||||||||||||||2026|Y → {'deceasedDateTime':'2026'}",
                "language: PID-15 else const nl → PID|||1 → {'language':'nl'}",
                "language: PID-15 when PID-8 = \"F\" else const nl → PID|||1|||||F|||||||en → {'language':'en'}",
                "language: PID-15 when PID-8 = \"M\" else const nl → PID|||1|||||F|||||||en → {'language':'nl'}",
                "language: drop when PID-8 = \"F\" else PID-15 → PID|||1|||||F|||||||en → {}",
                "language: PID-15 else const nl → PID|||1||||||||||||\"\" → {}",
                // sources of which the first is not sent
                "language: PID-15 else MSH-11.1 → PID|||1 → {'language':'P'}",
                "language: first(PID-15, MSH-11) → PID|||1 → {'language':'P'}",
                "language: concat(\"x\", PID-15) → PID|||1 → {}",
                "language: concat(MSH-11, \"x\") → PID|||1 → {'language':'Px'}",
                "language: MSH-11.1 when not valued(PID-15) → PID|||1 → {'language':'P'}",
                "language: const nl when not valued(PID-15) or PID-8 = \"F\" → PID|||1 → {'language':'nl'}",
                "language: const nl when PID-15 = \"nl\" and PID-8 != \"F\" → PID|||1||||||||||||nl → {'language':'nl'}",
                // code maps
                "gender: PID-8 via Sex → PID|||1|||||F → {'gender':'female'}",
                "gender: PID-8 via Sex → PID|||1|||||Q → {}",
                "gender: PID-8 via Sex else const unknown → PID|||1|||||Q → {'gender':'unknown'}",
                "language: PID-8 via Sex unmapped keep → PID|||1|||||Q → {'language':'Q'}",
                "language: PID-8 via Sex unmapped drop → PID|||1|||||Q → {}",
                "language: PID-8 via Empty → PID|||1|||||Q → {'language':'Q'}",
                "maritalStatus: PID-8 via Sex → PID|||1|||||M → {'maritalStatus':{'coding':[{'system':'http://hl7.org/fhir/administrative-gender','code':'male','display':'Male'}]}}",
                "maritalStatus: PID-8 via Sex → PID|||1|||||X → {'maritalStatus':{'coding':[{'system':'http://hl7.org/fhir/administrative-gender','code':'other','display':'Other'},{'system':'http://example.org/sex','code':'x','display':'Third'}]}}",
                "maritalStatus: PID-8 via Sex unmapped text → PID|||1|||||Q → {'maritalStatus':{'text':'Q'}}",
                "maritalStatus: PID-8 via Sex → PID|||1|||||Q → {'maritalStatus':{'coding':[{'code':'Q'}]}}",
                "maritalStatus: PID-16 as CWE via Sex → PID|||1|||||||||||||M^Man → {'maritalStatus':{'coding':[{'system':'http://hl7.org/fhir/administrative-gender','code':'male','display':'Male'},{'code':'M','display':'Man'}]}}",
                "maritalStatus: PID-16 as CWE via Sex unmapped drop → PID|||1|||||||||||||Q → {}",
                "maritalStatus: PID-16 as CWE via Sex unmapped text → PID|||1|||||||||||||Q^Queer → {'maritalStatus':{'text':'Queer'}}",
                // a code under the name of a table that does not have it
                "maritalStatus.coding[1].system: system(PID-16.3, PID-16.1) → PID|||1|||||||||||||Y^^HL70136 → {'maritalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0136'}]}}",
                "maritalStatus.coding[1].system: system(PID-16.3, PID-16.1) → PID|||1|||||||||||||UNK^^HL70136 → {}",
                "maritalStatus.coding[1].system: system(PID-16.3, PID-16.1) → PID|||1|||||||||||||any^^LN → {'maritalStatus':{'coding':[{'system':'http://loinc.org'}]}}",
                "maritalStatus.coding[1].system: system(PID-16.3, PID-16.1) → PID|||1|||||||||||||^^LN → {}",
                "maritalStatus.coding[1].system.extension(originalText).valueString: systemName(PID-16.3, PID-16.1) → PID|||1|||||||||||||Y^^HL70136 → {}",
                "maritalStatus.coding[1].system.extension(originalText).valueString: systemName(PID-16.3, PID-16.1) → PID|||1|||||||||||||UNK^^HL70136 → {'maritalStatus':{'coding':[{'_system':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/originalText','valueString':'HL70136'}]}}]}}",
                "maritalStatus.coding[1].system.extension(originalText).valueString: systemName(PID-16.3, PID-16.1) → PID|||1|||||||||||||X^^99ours → {'maritalStatus':{'coding':[{'_system':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/originalText','valueString':'99ours'}]}}]}}",
                "maritalStatus.coding[1].system.extension(originalText).valueString: systemName(PID-16.3, PID-16.1) → PID|||1|||||||||||||X^^L → {}",
                "maritalStatus.coding[1].system.extension(originalText).valueString: systemName(PID-16.3, PID-16.1) → PID|||1|||||||||||||X → {}",
                // constants
                "maritalStatus: const loinc#1-2 \"One\" → PID|||1 → {'maritalStatus':{'coding':[{'system':'http://loinc.org','code':'1-2','display':'One'}]}}",
                "active: const true → PID|||1 → {'active':true}",
                "meta.tag[1]: const v2-0203#MR → PID|||1 → {'meta':{'tag':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0203','code':'MR'}]}}",
                "implicitRules: const http://example.org/a#b → PID|||1 → {'implicitRules':'http://example.org/a#b'}",
                // lists and labels
                "identifier[]: PID-3 as CX → PID|||1^^^^MR~~2 → {'identifier':[{'type':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v2-0203','code':'MR'}]},'value':'1'},{'value':'2'}]}",
                "identifier: PID-3 as CX → PID|||1~2 → {'identifier':[{'value':'1'}]}",
                "identifier[all]: PID-3 as CX → PID|||1~2 → {'identifier':[{'value':'1'},{'value':'2'}]}",
                "name[]: PID-5 as XPN → PID|||1||A^B^C → {'name':[{'family':'A','given':['B','C']}]}",
                "name[]: PID-5 as XPN → PID|||1||A^^C → {'name':[{'family':'A','given':['C']}]}",
                "name[]: PID-5 as XPN → PID|||1||A^^^^^^^^^^^^^^Ali → {'name':[{'family':'A'},{'use':'nickname','given':['Ali']}]}",
                "name[].text: PID-5 as XPN[string] → PID|||1||A^B → {'name':[{'text':'B A'}]}",
                "telecom[]: PID-13 as XTN → PID|||1||||||||||^PRN → {}",
                "address[]: PID-11 as XAD → PID|||1||||||||1 Road^^Town^^^^H → {'address':[{'use':'home','line':['1 Road'],'city':'Town'}]}",
                // paths
                "birthDate: PID-7 when length(PID-7) > 4 → PID|||1||||1980 → {}",
                "language: PID-3[.5 = \"MR\"].1 → PID|||1^^^^SS~2^^^^MR → {'language':'2'}",
                "language: PID-3[2].1 → PID|||1~2~3 → {'language':'2'}",
                "language: PID-3[not valued(.5)].1 → PID|||1^^^^SS~2 → {'language':'2'}",
                "language: const x when count(PID-3) = 2 → PID|||1~~2 → {'language':'x'}",
                "language: const x when PID-3 = \"2\" → PID|||1~2 → {'language':'x'}",
                "language: const x when PID-8 != \"F\" → PID|||1 → {'language':'x'}",
                "language: const x when PID-8 = PID-15 → PID|||1|||||F|||||||F → {'language':'x'}",
                "language: const x when PID-8 = PID-15 → PID|||1|||||F|||||||M → {}",
                "language: const x when PID-8 = PID-15 → PID|||1 → {}",
                "language: const x when PID-8 != PID-15.1 → PID|||1|||||F|||||||F^M → {}",
                "language: const x when PID-8 != PID-15.1 → PID|||1|||||F|||||||M^F → {'language':'x'}",
                "language: const x when PID-8 != PID-15 → PID|||1 → {'language':'x'}",
                "language: const x when PID-8 not in (\"F\", \"M\") → PID|||1|||||F → {}",
                "language: const x when PID-25 >= 2 → PID|||1||||||||||||||||||||||10 → {'language':'x'}",
                "language: const x when deleted(PID-8) → PID|||1|||||\"\" → {'language':'x'}",
                "language: const x when valued(PID-8) → PID|||1|||||\"\" → {}",
                "language: const x when exists(PV1) → PID|||1 → {}",
                "language: const x when later(PID-29, PID-7) → PID|||1||||19800615||||||||||||||||||||||20240101 → {'language':'x'}",
                "language: const x when later(PID-29, PID-7) → PID|||1||||20240101||||||||||||||||||||||20240101 → {}",
                "language: const x when later(PID-29, PID-7) → PID|||1||||20240115||||||||||||||||||||||202401 → {}",
                "language: const x when later(PID-29, PID-7) → PID|||1|||||||||||||||||||||||||20240101 → {}",
                "language: const x when mapped(PID-8, Sex) → PID|||1|||||F → {'language':'x'}",
                "language: const x when option(next-of-kin) = contact → PID|||1 → {'language':'x'}",
                "language: const x when option(next-of-kin) != contact → PID|||1 → {}",
                "language: const x when (PID-8 = \"F\" or PID-8 = \"M\") and not valued(PID-7) → PID|||1|||||M → {'language':'x'}",
                "language: MSH-4.1 → PID|||1 → {'language':'ACME'}",
                // functions
                "language: first(PID-15, PID-8) → PID|||1|||||F → {'language':'F'}",
                "identifier[1]: first(PID-2, PID-3) as CX → PID|||1 → {'identifier':[{'value':'1'}]}",
                "language: join(\"-\", PID-15, PID-8) → PID|||1|||||F|||||||en → {'language':'en-F'}",
                "language: join(\"-\", PID-15, PID-8) → PID|||1|||||F → {'language':'F'}",
                "language: concat(PID-15, PID-8) → PID|||1|||||F → {}",
                "language: text(\",\", PID-3.1) → PID|||1~2 → {'language':'1,2'}",
                "language: lower(PID-8) → PID|||1|||||F → {'language':'f'}",
                "language: upper(PID-15) → PID|||1||||||||||||en → {'language':'EN'}",
                "language: before(PID-15, \"-\") → PID|||1||||||||||||en-US → {'language':'en'}",
                "language: after(PID-15, \"-\") → PID|||1||||||||||||en-US → {'language':'US'}",
                "language: number(PID-15) → PID|||1||||||||||||+07.50 → {'language':'7.50'}",
                "language: number(PID-15) → PID|||1||||||||||||<5 → {}",
                "birthDate: date(PID-7) → PID|||1||||198006151230 → {'birthDate':'1980-06-15'}",
                "birthDate: plus(PID-7, PID-25, \"d\") → PID|||1||||20260131||||||||||||||||||2 → {'birthDate':'2026-02-02'}",
                "birthDate: plus(plus(PID-7, PID-25, \"d\"), PID-25, \"wk\") → PID|||1||||20260131||||||||||||||||||2 → {'birthDate':'2026-02-16'}",
                "birthDate: minus(plus(PID-7, PID-25, \"wk\"), PID-25, \"d\") → PID|||1||||20260131||||||||||||||||||2 → {'birthDate':'2026-02-12'}",
                "birthDate: plus(plus(PID-7, PID-24, \"d\"), PID-25, \"wk\") → PID|||1||||20260131||||||||||||||||||2 → {}",
                "birthDate: plus(PID-7, PID-25, \"min\") → PID|||1||||20260131||||||||||||||||||2 → {}",
                "multipleBirth[x]: minutes(PID-25, \"h\") as integer → PID|||1||||||||||||||||||||||1.5 → {'multipleBirthInteger':90}",
                "language: portion(PID-15, 1) → PID|||1||||||||||||0.88 → {'language':'0.88'}",
                "language: portion(PID-15, 100) → PID|||1||||||||||||88 → {'language':'0.88'}",
                "language: portion(PID-15, 100) → PID|||1||||||||||||100 → {'language':'1'}",
                "language: portion(PID-15, 3) → PID|||1||||||||||||1 → {'language':'0.3333333'}",
                "language: portion(PID-15, 1) → PID|||1||||||||||||12.32 → {}",
                "language: portion(PID-15, 1) → PID|||1||||||||||||-0.5 → {}",
                "language: portion(PID-15, 1) → PID|||1||||||||||||high → {}",
                "multipleBirth[x]: minutes(PID-25, \"s\") as integer → PID|||1||||||||||||||||||||||90 → {}",
                "multipleBirth[x]: minutes(PID-25, \"mg\") as integer → PID|||1||||||||||||||||||||||90 → {}",
                "multipleBirth[x]: perDay(PID-25, \"h\") as integer → PID|||1||||||||||||||||||||||8 → {'multipleBirthInteger':3}",
                "multipleBirth[x]: perDay(PID-25, \"d\") as integer → PID|||1||||||||||||||||||||||0.5 → {'multipleBirthInteger':2}",
                "multipleBirth[x]: perDay(PID-25, \"h\") as integer → PID|||1||||||||||||||||||||||5 → {}",
                "multipleBirth[x]: perDay(PID-25, \"d\") as integer → PID|||1||||||||||||||||||||||7 → {}",
                "multipleBirth[x]: perDay(PID-25, \"h\") as integer → PID|||1||||||||||||||||||||||0 → {}",
                "multipleBirth[x]: difference(PID-25, 1) as integer → PID|||1||||||||||||||||||||||3 → {'multipleBirthInteger':2}",
                "multipleBirth[x]: difference(PID-25, 1) as integer → PID|||1||||||||||||||||||||||0 → {}",
                "multipleBirth[x]: difference(PID-25, 1) as integer → PID|||1||||||||||||||||||||||many → {}",
                "photo[1].data: base64(PID-15) → PID|||1||||||||||||Hi → {'photo':[{'data':'SGk='}]}",
                "photo[1].data: base64(PID-15, \"Hex\") → PID|||1||||||||||||4869 → {'photo':[{'data':'SGk='}]}",
                "photo[1].data: base64(PID-15, \"Hex\") → PID|||1||||||||||||486 → {}",
                // extensions
                "extension(patient-birthPlace).valueAddress.text: PID-23 → PID|||1||||||||||||||||||||Rome → {'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-birthPlace','valueAddress':{'text':'Rome'}}]}",
                "extension(http://example.org/x).valueString: PID-23 → PID|||1||||||||||||||||||||Rome → {'extension':[{'url':'http://example.org/x','valueString':'Rome'}]}",
                "extension(patient-nationality).extension(code).valueString: PID-23 → PID|||1||||||||||||||||||||Rome → {'extension':[{'extension':[{'url':'code','valueString':'Rome'}],'url':'http://hl7.org/fhir/StructureDefinition/patient-nationality'}]}",
                "birthDate: PID-7 or absent → PID|||1 → {'_birthDate':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}}",
                "gender: absent → PID|||1 → {'_gender':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}}",
                "text.div: PID-23 → PID|||1||||||||||||||||||||a<b → {'text':{'div':'<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a&lt;b</div>'}}",
            })
    void makes(String rule, String segment, String expected) throws Exception {
        // the contact is there so that the Patient has content whatever the rule yields
        var fixture = MappingFixture.patient(folder, rule, "contact[1].name.text: PID-3.1");

        var patient = (ObjectNode) fixture.resources("Patient", segment).get(0);
        patient.remove(List.of("resourceType", "id", "contact"));

        assertThat(patient).isEqualTo(new ObjectMapper().readTree(expected.replace('\'', '"')));
    }
}
