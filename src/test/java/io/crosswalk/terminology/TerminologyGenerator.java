package io.crosswalk.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes the resource files of this package from tables of facts (see the first lines of each file for their origin):
 * {@code oids.txt}, {@code value-sets.txt}, {@code coding-systems.txt}, {@code coding-systems-read.txt}, {@code unit-repairs.txt},
 * {@code ucum.txt}.
 *
 * <p>Arguments: the folder with {@code oid-uri.csv}, {@code valueset-oid-to-system.csv}, {@code v2-coding-systems.csv} and
 * {@code ucum-repair.csv}; the folder to write to. The class path needs {@code org.fhir:ucum}, whose jar holds the UCUM essence.
 */
final class TerminologyGenerator {

    private static final String THO = "http://terminology.hl7.org/CodeSystem/";
    /** FHIR's own resources; no message names them by OID. */
    private static final String FHIR_RESOURCES = "2.16.840.1.113883.4.642.";

    /** Usual in practice, though not in the published samples. */
    private static final String MORE = """
            mm/hr -> mm/h
            MM/HR -> mm/h
            mm/1hr -> mm/h
            ml/hr -> mL/h
            mL/min/1.73 -> mL/min/{1.73_m2}
            ml/min/1.73m2 -> mL/min/{1.73_m2}
            mL/min/1.73 m2 -> mL/min/{1.73_m2}
            mL/min/1.73m^2 -> mL/min/{1.73_m2}
            kg/m^2 -> kg/m2
            KG/M2 -> kg/m2
            g/24h -> g/(24.h)
            mg/24h -> mg/(24.h)
            mmol/24h -> mmol/(24.h)
            cells/uL -> {cells}/uL
            cells/mcL -> {cells}/uL
            copies/mL -> {copies}/mL
            copies/ml -> {copies}/mL
            /100 WBC -> /100{WBC}
            X10E3/UL -> 10*3/uL
            x10E6/uL -> 10*6/uL
            X10E6/UL -> 10*6/uL
            x10*3/uL -> 10*3/uL
            x10*6/uL -> 10*6/uL
            x10*9/L -> 10*9/L
            x10E9/L -> 10*9/L
            x10E12/L -> 10*12/L
            10e3/uL -> 10*3/uL
            10e6/uL -> 10*6/uL
            10E6/uL -> 10*6/uL
            10E9/L -> 10*9/L
            10e12/L -> 10*12/L
            G/DL -> g/dL
            GM/DL -> g/dL
            UG/DL -> ug/dL
            NG/ML -> ng/mL
            NG/DL -> ng/dL
            PG/ML -> pg/mL
            MMOL/L -> mmol/L
            MEQ/L -> meq/L
            MCG/DL -> ug/dL
            MCG/ML -> ug/mL
            UIU/ML -> u[IU]/mL
            MIU/ML -> m[IU]/mL
            MIU/L -> m[IU]/L
            IU/ml -> [IU]/mL
            inch -> [in_i]
            INCHES -> [in_i]
            feet -> [ft_i]
            LB -> [lb_av]
            LBS -> [lb_av]
            pounds -> [lb_av]
            BPM -> {beats}/min
            MMHG -> mm[Hg]
            Percent -> %
            ratio -> {ratio}
            Ratio -> {ratio}
            RATIO -> {ratio}
            INR -> {INR}
            index -> {index}
            SECONDS -> s
            SEC -> s
            HRS -> h
            YRS -> a
            Years -> a""";

    private final Path from;
    private final Path to;

    private TerminologyGenerator(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    public static void main(String[] args) throws Exception {
        TerminologyGenerator generator = new TerminologyGenerator(Path.of(args[0]), Path.of(args[1]));
        generator.oids();
        generator.valueSets();
        generator.codingSystems();
        generator.repairs();
        generator.atoms();
    }

    private List<CsvRow> rows(String file) throws IOException {
        try (Reader reader = Files.newBufferedReader(from.resolve(file), StandardCharsets.UTF_8)) {
            List<CsvRow> rows = CsvRow.read(reader);
            return rows.subList(1, rows.size());
        }
    }

    private void write(String file, String head, Iterable<String> lines) throws IOException {
        Files.writeString(to.resolve(file), head + String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    /** Recommended readings go before preferred rows; value sets are no systems. */
    private void oids() throws IOException {
        Map<String, String> uris = new TreeMap<>();
        for (CsvRow row : rows("oid-uri.csv")) {
            boolean system = !row.value(3).equals("ValueSet") && !row.value(0).startsWith(FHIR_RESOURCES);
            if (system && row.value(5).equals("preferred")) {
                uris.putIfAbsent(row.value(0), row.value(1));
            } else if (system && row.value(5).equals("reading")) {
                uris.put(row.value(0), row.value(1));
            }
        }
        List<String> lines = new ArrayList<>();
        uris.forEach((oid, uri) -> lines.add(oid + ' ' + shortened(uri)));
        write("oids.txt", """
                # OID and FHIR URI of code systems and identifier systems: facts from HL7 Terminology (CC0-1.0) and FHIR R4 4.0.1
                # (CC0), joined and cut down. This is a derivative of HL7 Terminology, not HL7 Terminology itself, and holds no code
                # of any system. ~ stands for http://terminology.hl7.org/CodeSystem/. HL7 and FHIR are trademarks of Health Level
                # Seven International.
                """, lines);
    }

    /** A value set of several systems does not tell of which one a code is. */
    private void valueSets() throws IOException {
        Map<String, String> systems = new TreeMap<>();
        for (CsvRow row : rows("valueset-oid-to-system.csv")) {
            if (!row.value(5).isBlank() && !row.value(0).startsWith(FHIR_RESOURCES)) {
                systems.putIfAbsent(row.value(0), row.value(5).strip());
            }
        }
        List<String> lines = new ArrayList<>();
        systems.forEach((oid, uri) -> lines.add(oid + ' ' + shortened(uri)));
        write("value-sets.txt", """
                # OID of a value set and FHIR URI of the only code system that it holds codes of, for senders that write the one
                # for the other: facts from HL7 Terminology (CC0-1.0), FHIR R4 4.0.1 and US Core (CC0), and a few typing errors that
                # can mean one thing only. A derivative, not HL7 Terminology itself; it holds no code of any system. ~ stands for
                # http://terminology.hl7.org/CodeSystem/. HL7 and FHIR are trademarks of Health Level Seven International.
                """, lines);
    }

    private static String shortened(String uri) {
        return uri.startsWith(THO) ? '~' + uri.substring(THO.length()) : uri;
    }

    private void codingSystems() throws IOException {
        Map<String, String> published = new TreeMap<>();
        Map<String, String> read = new TreeMap<>();
        for (CsvRow row : rows("v2-coding-systems.csv")) {
            String mnemonic = row.value(0).strip().toUpperCase(Locale.ROOT);
            if (!row.value(2).isBlank()
                    && !row.value(0).contains("nnnn")
                    && !row.value(0).contains("zzz")) {
                (row.value(3).equals("reading") ? read : published)
                        .put(mnemonic, row.value(2).strip());
            }
        }
        write("coding-systems.txt", """
                # What HL7 v2 calls a coding system (table 0396) and its FHIR URI, as HL7 Terminology (CC0-1.0) states them. A
                # derivative, not HL7 Terminology itself. ~ stands for http://terminology.hl7.org/CodeSystem/.
                """, named(published));
        write("coding-systems-read.txt", """
                # Other names of coding systems, of table 0396 (HL7 Terminology, CC0-1.0) and usual synonyms. Which URI belongs to the
                # name is our reading: no registry states it. ~ stands for http://terminology.hl7.org/CodeSystem/.
                """, named(read));
    }

    private static List<String> named(Map<String, String> uris) {
        List<String> lines = new ArrayList<>();
        uris.forEach((mnemonic, uri) -> lines.add(mnemonic + '\t' + shortened(uri)));
        return lines;
    }

    private void repairs() throws IOException {
        Map<String, String> repairs = new TreeMap<>();
        for (CsvRow row : rows("ucum-repair.csv")) {
            boolean sure = !row.value(4).equals("valid-but-suspect");
            if (sure
                    && !row.value(0).matches("\\d+")
                    && (!row.value(5).isBlank()
                            || row.value(6).equals("drop")
                            || row.value(4).equals("not-a-unit"))) {
                repairs.put(row.value(0), row.value(5).strip());
            }
        }
        MORE.lines()
                .forEach(line -> repairs.putIfAbsent(
                        line.substring(0, line.indexOf("->")).strip(),
                        line.substring(line.indexOf("->") + 2).strip()));
        List<String> lines = new ArrayList<>();
        repairs.forEach((wrong, right) -> lines.add(wrong + '\t' + right));
        write("unit-repairs.txt", """
                # What senders write for a unit, and the UCUM code that it can only mean; nothing behind the tab: it is no unit.
                # Collected from published sample messages and from practice. UCUM: http://unitsofmeasure.org, copyright Regenstrief Institute.
                """, lines);
    }

    private void atoms() throws Exception {
        TreeSet<String> prefixes = new TreeSet<>();
        TreeSet<String> metric = new TreeSet<>();
        TreeSet<String> plain = new TreeSet<>();
        try (InputStream essence = TerminologyGenerator.class.getResourceAsStream("/ucum-essence.xml")) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(essence)
                    .getDocumentElement();
            each(root, "prefix", element -> prefixes.add(element.getAttribute("Code")));
            each(root, "base-unit", element -> metric.add(element.getAttribute("Code")));
            each(root, "unit", element -> {
                if (!element.getAttribute("Code").isEmpty()) {
                    (element.getAttribute("isMetric").equals("yes") ? metric : plain).add(element.getAttribute("Code"));
                }
            });
        }
        write("ucum.txt", """
                # Prefixes, units that take a prefix and units that take none, of the Unified Code for Units of Measure (UCUM), to tell
                # whether a unit is one. UCUM is copyright Regenstrief Institute and is used under its terms: see
                # http://unitsofmeasure.org/license. These are codes only; the full tables are at http://unitsofmeasure.org.
                """, List.of(String.join(" ", prefixes), String.join(" ", metric), String.join(" ", plain)));
    }

    private interface Visitor {
        void visit(Element element);
    }

    private static void each(Element root, String name, Visitor visitor) {
        NodeList nodes = root.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && name.equals(element.getTagName())) {
                visitor.visit(element);
            }
        }
    }
}
