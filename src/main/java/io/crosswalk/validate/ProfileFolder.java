package io.crosswalk.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.StructureDefinition.TypeDerivationRule;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Reads a folder of profiles: StructureDefinition, ValueSet and CodeSystem resources as JSON, in whatever folders below, and
 * {@value #NAMED}, which names the profiles that each type has to keep to. Other resources are left alone.
 */
final class ProfileFolder {

    static final String NAMED = "profiles-in-use.csv";
    private static final List<String> HEADER = List.of("type", "profile");

    private final Path folder;
    private final FhirContext fhir = FhirContext.forR4Cached();
    private final PrePopulatedValidationSupport definitions = new PrePopulatedValidationSupport(fhir);
    private final Map<String, Path> known = new LinkedHashMap<>();
    private final Map<String, List<String>> ofType = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private ProfileFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalArgumentException with all faults of all files */
    static Profiles read(Path folder) {
        return new ProfileFolder(folder).profiles();
    }

    private Profiles profiles() {
        Optional<Map<String, List<String>>> named = Optional.empty();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                add(file);
            }
            if (ofType.isEmpty() && faults.isEmpty()) {
                faults.add("there is no StructureDefinition of a resource type in it");
            }
            named = named();
        } catch (IOException e) {
            faults.add("it cannot be read: " + e.getMessage());
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("profiles '" + folder + "': " + String.join("; ", faults));
        }
        return new Profiles(definitions, ofType, named);
    }

    private void add(Path file) throws IOException {
        Resource resource;
        try {
            resource = (Resource) fhir.newJsonParser().parseResource(Files.readString(file));
        } catch (DataFormatException e) {
            faults.add(folder.relativize(file) + " is no FHIR R4 resource");
            return;
        }
        if (resource instanceof StructureDefinition profile) {
            if (isNew(profile, file)) {
                definitions.addStructureDefinition(profile);
                hold(profile);
            }
        } else if (resource instanceof ValueSet set && isNew(set, file)
                || resource instanceof CodeSystem system && isNew(system, file)) {
            definitions.addResource(resource);
        }
    }

    private boolean isNew(MetadataResource definition, Path file) {
        if (!definition.hasUrl()) {
            faults.add(folder.relativize(file) + " has no url");
            return false;
        }
        Path other = known.putIfAbsent(definition.getUrl(), file);
        if (other != null) {
            faults.add(folder.relativize(file) + " defines what " + folder.relativize(other) + " defines: "
                    + definition.getUrl());
        }
        return other == null;
    }

    private void hold(StructureDefinition profile) {
        if (profile.getKind() == StructureDefinitionKind.RESOURCE
                && profile.getDerivation() == TypeDerivationRule.CONSTRAINT
                && !profile.getAbstract()) {
            ofType.computeIfAbsent(profile.getType(), type -> new ArrayList<>()).add(profile.getUrl());
        }
    }

    private Optional<Map<String, List<String>>> named() throws IOException {
        Path file = folder.resolve(NAMED);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<CsvRow> rows;
        try (Reader reader = Files.newBufferedReader(file)) {
            rows = CsvRow.read(reader);
        }
        if (rows.isEmpty() || !rows.get(0).values().equals(HEADER)) {
            faults.add(NAMED + " must begin with the line " + String.join(",", HEADER));
            return Optional.empty();
        }
        Map<String, List<String>> named = new TreeMap<>();
        for (CsvRow row : rows.subList(1, rows.size())) {
            String type = row.value(0);
            String profile = row.value(1);
            if (ofType.getOrDefault(type, List.of()).contains(profile)) {
                named.computeIfAbsent(type, first -> new ArrayList<>()).add(profile);
            } else {
                faults.add(NAMED + ":" + row.line() + ": there is no profile '" + profile + "' of " + type);
            }
        }
        return Optional.of(named);
    }
}
