package io.crosswalk.mapping;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.DiscriminatorType;
import org.hl7.fhir.r4.model.ElementDefinition.SlicingRules;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.ExtensionContextType;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.hl7.fhir.r4.model.UriType;

/**
 * What the mappings use and R4's own package does not hold: extensions for elements of R5, and codes that HL7 has added since
 * 4.0.1. Defined here one by one, so that their values are checked and a wrong URL or code is still an error.
 */
final class NewerDefinitions {

    private static final String R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-";

    /** From HL7's extensions pack, which is published apart from FHIR. */
    private static final String ANNOTATION_TYPE = "http://hl7.org/fhir/StructureDefinition/annotationType";

    /** Element of R5 to the type of its value. */
    private static final Map<String, String> SIMPLE = Map.ofEntries(
            Map.entry("AllergyIntolerance.type", "CodeableConcept"),
            Map.entry("Appointment.note", "Annotation"),
            Map.entry("Appointment.subject", "Reference"),
            Map.entry("Coverage.subscriberId", "Identifier"),
            Map.entry("Device.version.installDate", "dateTime"),
            Map.entry("DiagnosticReport.note", "Annotation"),
            Map.entry("Encounter.plannedStartDate", "dateTime"),
            Map.entry("Encounter.plannedEndDate", "dateTime"),
            Map.entry("Encounter.subjectStatus", "CodeableConcept"),
            Map.entry("EncounterHistory.location.location", "Reference"),
            Map.entry("EncounterHistory.location.location.status", "code"),
            Map.entry("Observation.specimen", "Reference"),
            Map.entry("Observation.value", "Attachment"),
            Map.entry("Observation.valueAttachment", "Attachment"),
            Map.entry("Specimen.role", "CodeableConcept"));

    /** Element of R5 to the only part that is used of it, and the type of that. */
    private static final Map<String, List<String>> COMPLEX = Map.of(
            "EncounterHistory.location", List.of("subject-locationClassification", "CodeableConcept"),
            "ServiceRequest.supportingInfo", List.of("concept", "CodeableConcept"));

    /** Code system to the codes it has today beyond its copy in R4. */
    private static final Map<String, List<String>> CODES = Map.of(
            "http://terminology.hl7.org/CodeSystem/v2-0203",
            List.of("PGN", "FGN", "SHIP"),
            "http://terminology.hl7.org/CodeSystem/practitioner-role",
            List.of("responsibleObserver"));

    private NewerDefinitions() {}

    /** To be asked before {@code r4}: a system that has grown is that of R4 with the new codes. */
    static IValidationSupport over(IValidationSupport r4, FhirContext context) {
        Map<String, IBaseResource> extensions = new HashMap<>();
        SIMPLE.forEach((name, type) -> extensions.put(R5 + name, simple(R5 + name, type)));
        extensions.put(ANNOTATION_TYPE, simple(ANNOTATION_TYPE, "CodeableConcept"));
        COMPLEX.forEach((name, part) -> extensions.put(R5 + name, complex(R5 + name, part.get(0), part.get(1))));
        Map<String, IBaseResource> systems = new HashMap<>();
        CODES.forEach((url, codes) -> systems.put(url, grown(r4, url, codes)));
        return new PrePopulatedValidationSupport(context, extensions, Map.of(), systems);
    }

    private static CodeSystem grown(IValidationSupport r4, String url, List<String> codes) {
        CodeSystem system = ((CodeSystem) r4.fetchCodeSystem(url)).copy();
        for (String code : codes) {
            if (system.getConcept().stream()
                    .anyMatch(concept -> concept.getCode().equals(code))) {
                throw new IllegalStateException(url + " has " + code + " already; take it off the list");
            }
            system.addConcept().setCode(code);
        }
        return system;
    }

    private static StructureDefinition simple(String url, String type) {
        return extension(
                url,
                List.of(
                        element("Extension"),
                        element("Extension.extension").setMax("0"),
                        element("Extension.url").setFixed(new UriType(url)),
                        value("Extension.value[x]", type)));
    }

    private static StructureDefinition complex(String url, String part, String type) {
        ElementDefinition parts = element("Extension.extension");
        parts.getSlicing()
                .setRules(SlicingRules.CLOSED)
                .addDiscriminator()
                .setType(DiscriminatorType.VALUE)
                .setPath("url");
        ElementDefinition slice =
                element("Extension.extension").setSliceName(part).setMax("1");
        slice.setId("Extension.extension:" + part);
        ElementDefinition name = element("Extension.extension.url").setFixed(new UriType(part));
        name.setId("Extension.extension:" + part + ".url");
        ElementDefinition value = value("Extension.extension.value[x]", type);
        value.setId("Extension.extension:" + part + ".value[x]");
        return extension(
                url,
                List.of(
                        element("Extension"),
                        parts,
                        slice,
                        name,
                        value,
                        element("Extension.url").setFixed(new UriType(url)),
                        element("Extension.value[x]").setMax("0")));
    }

    private static StructureDefinition extension(String url, List<ElementDefinition> elements) {
        StructureDefinition definition = new StructureDefinition();
        definition
                .setUrl(url)
                .setName("Extension")
                .setStatus(PublicationStatus.ACTIVE)
                .setKind(StructureDefinitionKind.COMPLEXTYPE)
                .setAbstract(false)
                .setType("Extension")
                .setBaseDefinition("http://hl7.org/fhir/StructureDefinition/Extension")
                .setDerivation(TypeDerivationRule.CONSTRAINT);
        definition.addContext().setType(ExtensionContextType.ELEMENT).setExpression("Element");
        definition.getDifferential().setElement(elements);
        return definition;
    }

    private static ElementDefinition element(String path) {
        ElementDefinition element = new ElementDefinition();
        element.setId(path);
        element.setPath(path);
        return element;
    }

    private static ElementDefinition value(String path, String type) {
        ElementDefinition value = element(path).setMin(1);
        value.addType().setCode(type);
        return value;
    }
}
