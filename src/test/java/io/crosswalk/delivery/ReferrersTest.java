package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The table of searches is what the FHIR R4 search parameters say, as HAPI packages them. To write it anew:
 * {@code ./mvnw test -Dtest=ReferrersTest -Dcrosswalk.write=true}.
 */
class ReferrersTest {

    private static final Path TABLE = Path.of("src/main/resources/io/crosswalk/delivery/r4-referrers.txt");

    private static final Set<String> NOT_REWRITTEN = Set.of("AuditEvent", "Provenance", "Patient", "Person");

    @Test
    void theTableIsWhatTheSearchParametersSay() throws Exception {
        String table = table();
        if (Boolean.getBoolean("crosswalk.write")) {
            Files.writeString(TABLE, table);
        }
        assertThat(Files.readString(TABLE)).isEqualTo(table);
    }

    @Test
    void aPatientIsSearchedForWhereverAResultNamesHim() {
        assertThat(Referrers.of("Patient/p1", 50))
                .contains("Observation?subject=Patient%2Fp1&_count=50", "Encounter?subject=Patient%2Fp1&_count=50")
                .noneMatch(search -> search.startsWith("Provenance") || search.startsWith("AuditEvent"));
    }

    @Test
    void nothingIsSearchedForOfATypeThatIsNeverMerged() {
        assertThat(Referrers.of("Device/d1", 50)).isEmpty();
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        FhirContext r4 = FhirContext.forR4();
        for (String target : List.of("Account", "Encounter", "Patient")) {
            for (String type : new TreeSet<>(r4.getResourceTypes())) {
                if (!NOT_REWRITTEN.contains(type)) {
                    parameters(r4, type, target)
                            .forEach(parameter -> table.append(target)
                                    .append(' ')
                                    .append(type)
                                    .append(' ')
                                    .append(parameter)
                                    .append('\n'));
                }
            }
        }
        return table.toString();
    }

    /** One parameter for each element: {@code patient} is often {@code subject} where that is a patient. */
    private static Set<String> parameters(FhirContext r4, String type, String target) {
        Set<String> elements = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        List<RuntimeSearchParam> parameters = r4.getResourceDefinition(type).getSearchParams().stream()
                .filter(parameter -> parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE)
                .filter(parameter -> parameter.getTargets().contains(target))
                .sorted((a, b) -> a.getPath().length() != b.getPath().length()
                        ? Integer.compare(a.getPath().length(), b.getPath().length())
                        : a.getName().compareTo(b.getName()))
                .toList();
        for (RuntimeSearchParam parameter : parameters) {
            if (elements.add(parameter.getPath().replace(".where(resolve() is Patient)", ""))) {
                names.add(parameter.getName());
            }
        }
        return names;
    }
}
