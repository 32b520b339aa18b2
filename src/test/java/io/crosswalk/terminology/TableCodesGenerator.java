package io.crosswalk.terminology;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;

/** Writes {@code table-codes.txt} from the copy of HL7's tables inside FHIR R4. Argument: the folder to write to. */
final class TableCodesGenerator {

    private static final String THO = "http://terminology.hl7.org/CodeSystem/";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    /** Words among DICOM's codes that are newer than the copy inside FHIR: modalities of PS3.3 C.7.3.1.1.1. */
    private static final List<String> NEWER_OF_DICOM = List.of(
            "ANN",
            "ASMT",
            "CFM",
            "CTPROTOCOL",
            "DMS",
            "DOC",
            "EEG",
            "EMG",
            "EOG",
            "FID",
            "IOL",
            "M3D",
            "OPTBSV",
            "OPTENF",
            "PA",
            "PLAN",
            "POS",
            "RESP",
            "RTINTENT",
            "RTRAD",
            "RTSEGANN",
            "RWV",
            "STAIN",
            "TEXTUREMAP",
            "XAPROTOCOL");

    private TableCodesGenerator() {}

    public static void main(String[] args) throws IOException {
        Map<String, TreeSet<String>> systems = new TreeMap<>();
        for (String file : List.of("v2-tables.xml", "v3-codesystems.xml")) {
            Bundle bundle = read("/org/hl7/fhir/r4/model/valueset/" + file);
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                if (entry.getResource() instanceof CodeSystem system && isClosed(system)) {
                    add(
                            systems.computeIfAbsent(
                                    "~" + system.getUrl().substring(THO.length()), url -> new TreeSet<>()),
                            system.getConcept());
                }
            }
        }
        TreeSet<String> countries = new TreeSet<>(List.of(Locale.getISOCountries()));
        for (String country : Locale.getISOCountries()) {
            countries.add(new Locale.Builder().setRegion(country).build().getISO3Country());
        }
        systems.put("urn:iso:std:iso:3166", countries);
        systems.put(DICOM, wordsOfDicom());
        StringBuilder lines = new StringBuilder("""
                # The codes of HL7's v2 tables, of its V3 code systems, of countries, and those of DICOM that are no numbers: a system, then its
                # codes. Facts from FHIR R4 4.0.1 (CC0), ISO 3166 and DICOM PS3.3. A site may send more under the name of a table; such a
                # code is none of HL7's system.
                # ~ stands for http://terminology.hl7.org/CodeSystem/.
                """);
        systems.forEach((url, codes) ->
                lines.append(url).append('\t').append(String.join("\t", codes)).append('\n'));
        Files.writeString(Path.of(args[0]).resolve("table-codes.txt"), lines, StandardCharsets.UTF_8);
    }

    private static TreeSet<String> wordsOfDicom() throws IOException {
        TreeSet<String> words = new TreeSet<>();
        for (Bundle.BundleEntryComponent entry :
                read("/org/hl7/fhir/r4/model/valueset/valuesets.xml").getEntry()) {
            if (entry.getResource() instanceof CodeSystem system
                    && system.getUrl().equals(DICOM)) {
                add(words, system.getConcept());
            }
        }
        words.removeIf(code -> code.matches("[0-9]{6}"));
        words.addAll(NEWER_OF_DICOM);
        return words;
    }

    private static Bundle read(String file) throws IOException {
        InputStream stream = Objects.requireNonNull(TableCodesGenerator.class.getResourceAsStream(file), file);
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return FhirContext.forR4Cached().newXmlParser().parseResource(Bundle.class, reader);
        }
    }

    private static boolean isClosed(CodeSystem system) {
        String url = system.getUrl();
        return system.getContent() == CodeSystemContentMode.COMPLETE
                && !system.getConcept().isEmpty()
                && url.indexOf('|') < 0
                && (url.startsWith(THO + "v2-") || url.startsWith(THO + "v3-"));
    }

    private static void add(TreeSet<String> codes, List<ConceptDefinitionComponent> concepts) {
        for (ConceptDefinitionComponent concept : concepts) {
            codes.add(concept.getCode());
            add(codes, concept.getConcept());
        }
    }
}
