package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What HL7's tables and the published messages call coding systems and units is known, as far as anybody knows it. */
class ReferenceTerminologyTest {

    @Test
    void knowsEachCodingSystemOfTable0396ThatHasAUri() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> row : Corpus.rows("terminology/v2-coding-systems.csv")) {
            String mnemonic = cell(row, "mnemonic");
            String uri = cell(row, "uri");
            boolean pattern = mnemonic.contains("nnnn") || mnemonic.contains("zzz") || mnemonic.contains(" ");
            if (!pattern && !uri.isEmpty() && !uri.equals(CodingSystems.system(mnemonic))) {
                wrong.add(mnemonic + " is " + CodingSystems.system(mnemonic) + " and not " + uri);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void knowsNineOfTenCodingSystemsThatPublishedMessagesName() throws IOException {
        int all = 0;
        int known = 0;
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> row : Corpus.rows("terminology/v2-corpus-coding-systems.csv")) {
            int count = Integer.parseInt(cell(row, "count"));
            String uri = cell(row, "uri");
            String resolved = CodingSystems.system(cell(row, "coding_system"));
            all += count;
            known += resolved == null ? 0 : count;
            if (!uri.isEmpty() && !uri.equals(resolved)) {
                wrong.add(cell(row, "coding_system") + " is " + resolved + " and not " + uri);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(100.0 * known / all).isGreaterThan(90.0);
    }

    @Test
    void knowsThePreferredUriOfEachCodeSystemOid() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> row : Corpus.rows("terminology/oid-uri.csv")) {
            boolean ofFhir = cell(row, "oid").startsWith("2.16.840.1.113883.4.642.");
            if (cell(row, "kind").equals("CodeSystem") && cell(row, "use").equals("preferred") && !ofFhir) {
                String resolved = CodingSystems.system(cell(row, "oid"));
                if (!cell(row, "uri").equals(resolved)) {
                    wrong.add(cell(row, "oid") + " is " + resolved + " and not " + cell(row, "uri"));
                }
            }
        }
        // Where the registered URI is retired, the reading of the table is taken.
        assertThat(wrong).hasSizeLessThanOrEqualTo(14);
    }

    @Test
    void repairsEachUnitThatCanOnlyMeanOne() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> row : Corpus.rows("terminology/ucum-repair.csv")) {
            String repair = cell(row, "repair");
            boolean certain = cell(row, "verdict").equals("invalid") && !repair.isEmpty();
            if (certain && !repair.equals(Units.ucum(cell(row, "unit")))) {
                wrong.add(cell(row, "unit") + " is " + Units.ucum(cell(row, "unit")) + " and not " + repair);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
