package io.crosswalk.source.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.parser.DefaultModelClassFactory;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Writes {@code schema.txt}: the names, types and repetitions of all segments and data types of HL7 v2.1 to v2.9.
 *
 * <p>The facts come from two places: HAPI's structure classes of every version (run this with the jars
 * hapi-structures-v21 to -v281 on the class path; they need not be dependencies of the build), and the tables of
 * HL7's Version 2 to FHIR guide, which know v2.9 and the names of components. A newer version's word replaces an older
 * one's; what a newer version withdrew keeps what the older one said.
 *
 * <p>Arguments: folder of the guide's CSV files (with {@code segments} and {@code datatypes}), the file to write.
 */
final class SchemaGenerator {

    private static final int ARRAY = 99;
    private static final String[] VERSIONS = {"21", "22", "23", "231", "24", "25", "251", "26", "27", "28", "281"};

    /** One field or component while it is being put together. */
    private static final class Part {
        String name = "";
        String type = "";
        boolean repeats;
    }

    private final Map<String, List<Part>> segments = new TreeMap<>();
    private final Map<String, List<Part>> types = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        SchemaGenerator generator = new SchemaGenerator();
        for (String version : VERSIONS) {
            generator.readHapi(version);
        }
        generator.readGuide(Path.of(args[0], "segments"), generator.segments, '-');
        generator.readGuide(Path.of(args[0], "datatypes"), generator.types, '.');
        generator.complete();
        Files.writeString(Path.of(args[1]), generator.written(), StandardCharsets.UTF_8);
    }

    /** What neither source says. */
    private void complete() {
        List<Part> observation = segments.getOrDefault("OBX", List.of());
        // Withdrawn, which HAPI's newest classes show as plain text; older messages have the composite.
        part(segments.getOrDefault("RF1", List.of()), 20).type = "XCN";
        part(segments.getOrDefault("RF1", List.of()), 23).type = "XTN";
        // Its type and whether it repeats are the query's: Find Candidates (Q22) asks for several values.
        part(segments.getOrDefault("QPD", List.of()), 3).repeats = true;
        part(observation, 4).type = "OG";
        part(observation, 30).type = "CWE";
        part(observation, 31).type = "ID";
        // HAPI has no message with a consent, and so no class for it (HL7 v2.9, ch. 9.7.2).
        segments.put(
                "CON",
                parts(
                        "SI Set ID - CON",
                        "CWE Consent Type",
                        "ST Consent Form ID and Version",
                        "EI Consent Form Number",
                        "FT+ Consent Text",
                        "FT+ Subject-specific Consent Text",
                        "FT+ Consent Background Information",
                        "FT+ Subject-specific Consent Background Text",
                        "FT+ Consenter-imposed limitations",
                        "CNE Consent Mode",
                        "CNE Consent Status",
                        "DTM Consent Discussion Date/Time",
                        "DTM Consent Decision Date/Time",
                        "DTM Consent Effective Date/Time",
                        "DTM Consent End Date/Time",
                        "ID Subject Competence Indicator",
                        "ID Translator Assistance Indicator",
                        "CWE Language Translated To",
                        "ID Informational Material Supplied Indicator",
                        "CWE Consent Bypass Reason",
                        "ID Consent Disclosure Level",
                        "CWE Consent Non-disclosure Reason",
                        "CWE Non-subject Consenter Reason",
                        "XPN+ Consenter ID",
                        "CWE+ Relationship to Subject"));
        types.put("OG", parts("ST Original Sub-Identifier", "NM Group", "NM Sequence", "ST Identifier"));
        // CE and CWE are read alike: senders of old versions use the components of newer ones.
        types.put("CE", types.getOrDefault("CWE", List.of()));
        // A numeric array has as many values as it has (HL7 v2.9, ch. 2A, NA).
        for (int i = 1; i <= ARRAY; i++) {
            part(types.getOrDefault("NA", List.of()), i).type = "NM";
        }
        types.values().stream()
                .flatMap(List::stream)
                .map(part -> part.type)
                .filter(type -> type.length() > 1 && !types.containsKey(type))
                .toList()
                .forEach(simple -> types.put(simple, List.of()));
        segments.values().stream()
                .flatMap(List::stream)
                .map(part -> part.type)
                .filter(type -> type.length() > 1 && !types.containsKey(type))
                .toList()
                .forEach(simple -> types.put(simple, List.of()));
    }

    private void readHapi(String version) throws Exception {
        String base = "ca.uhn.hl7v2.model.v" + version;
        DefaultModelClassFactory factory = new DefaultModelClassFactory();
        Message message =
                (Message) Class.forName(base + ".message.ACK").getConstructor().newInstance();
        for (String name : classesOf(base, "segment")) {
            Class<?> type = Class.forName(base + ".segment." + name);
            for (Constructor<?> constructor : type.getConstructors()) {
                if (constructor.getParameterCount() == 2) {
                    readSegment(name, (Segment) constructor.newInstance(message, factory));
                }
            }
        }
        for (String name : classesOf(base, "datatype")) {
            Class<?> type = Class.forName(base + ".datatype." + name);
            if (Composite.class.isAssignableFrom(type)) {
                readType(name, (Composite) type.getConstructor(Message.class).newInstance(message));
            }
        }
    }

    private static List<String> classesOf(String base, String kind) throws Exception {
        String folder = base.replace('.', '/') + '/' + kind + '/';
        Path jar = Path.of(Class.forName(base + ".segment.MSH")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith(".class") && name.indexOf('$') < 0)
                    .map(name -> name.substring(folder.length(), name.length() - ".class".length()))
                    .filter(name -> name.length() <= 5)
                    .sorted()
                    .toList();
        }
    }

    private void readSegment(String name, Segment segment) throws HL7Exception {
        if (!name.matches("[A-Y][A-Z0-9]{2}")) {
            return;
        }
        List<Part> parts = segments.computeIfAbsent(name, n -> new ArrayList<>());
        for (int i = 1; i <= segment.numFields(); i++) {
            Part part = part(parts, i);
            String fieldName = i <= segment.getNames().length ? segment.getNames()[i - 1] : "";
            part.name = fieldName == null || fieldName.isBlank() ? part.name : tidy(fieldName);
            part.type = typeOf(segment.getField(i, 0), part.type);
            int max = ((ca.uhn.hl7v2.model.AbstractSegment) segment).getMaxCardinality(i);
            part.repeats |= max != 1;
        }
    }

    private void readType(String name, Composite composite) {
        List<Part> parts = types.computeIfAbsent(plain(name), n -> new ArrayList<>());
        Type[] components = composite.getComponents();
        for (int i = 1; i <= components.length; i++) {
            Part part = part(parts, i);
            part.type = typeOf(components[i - 1], part.type);
        }
    }

    /** Types that say nothing (withdrawn, varying) do not replace what an older version said. */
    private static String typeOf(Type type, String before) {
        if (type instanceof Varies) {
            return before.isEmpty() ? "*" : before;
        }
        String name = plain(type.getClass().getSimpleName());
        return name.equals("NUL") || name.equals("CM") || before.equals("DR") ? before : name;
    }

    /** HAPI has several classes for some types ("CE_0125", "TSComponentOne"). */
    private static String plain(String name) {
        return switch (name) {
            case "TSComponentOne" -> "DTM";
            case "NULLDT" -> "NUL";
            default -> name;
        };
    }

    private static List<Part> parts(String... written) {
        List<Part> parts = new ArrayList<>();
        for (String each : written) {
            Part part = part(parts, parts.size() + 1);
            String type = each.substring(0, each.indexOf(' '));
            part.repeats = type.endsWith("+");
            part.type = part.repeats ? type.substring(0, type.length() - 1) : type;
            part.name = each.substring(each.indexOf(' ') + 1);
        }
        return parts;
    }

    private static Part part(List<Part> parts, int number) {
        while (parts.size() < number) {
            parts.add(new Part());
        }
        return parts.get(number - 1);
    }

    private void readGuide(Path folder, Map<String, List<Part>> all, char separator) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (CsvRow row : CsvRow.read(new StringReader(Files.readString(file)))) {
                    guideRow(row.values(), all, separator);
                }
            }
        }
    }

    private void guideRow(List<String> row, Map<String, List<Part>> all, char separator) {
        String key = row.size() > 5 ? row.get(1).strip() : "";
        if (!key.matches("[A-Z][A-Z0-9]{1,2}[-.]\\d{1,2}") || key.indexOf(separator) < 0) {
            return;
        }
        String owner = key.substring(0, key.indexOf(separator));
        if (separator == '-' ? owner.length() != 3 : !types.containsKey(owner)) {
            return;
        }
        List<Part> parts = all.computeIfAbsent(owner, n -> new ArrayList<>());
        Part part = part(parts, Integer.parseInt(key.substring(key.indexOf(separator) + 1)));
        part.name = row.get(2).isBlank() ? part.name : tidy(row.get(2));
        String type = row.get(3).strip();
        part.type = part.type.isEmpty() && types.containsKey(type) ? type : part.type;
        part.repeats |= separator == '-'
                && !row.get(5).strip().equals("1")
                && !row.get(5).isBlank();
    }

    private static String tidy(String name) {
        return name.replaceAll("[\\s;]+", " ").strip();
    }

    private String written() {
        StringBuilder out = new StringBuilder("""
                # Segments and data types of HL7 v2.1 to v2.9 together: what a position may hold in any version.
                # Facts from the structure classes of HAPI HL7v2 2.6.0 and from the tables of HL7's Version 2 to FHIR guide
                # (CC0-1.0); written by SchemaGenerator in the tests. HL7 is a trademark of Health Level Seven International.
                # One line per segment (S) or data type (T): parts separated by ";", each "type[+] name", + where it repeats,
                # * where the type varies, - where it is not known.
                """);
        write(out, 'T', types);
        write(out, 'S', segments);
        return out.toString();
    }

    private static void write(StringBuilder out, char kind, Map<String, List<Part>> all) {
        for (Map.Entry<String, List<Part>> entry : all.entrySet()) {
            out.append(kind).append(' ').append(entry.getKey());
            for (Part part : entry.getValue()) {
                out.append(';').append(part.type.isEmpty() ? "-" : part.type).append(part.repeats ? "+" : "");
                if (!part.name.isEmpty()) {
                    out.append(' ').append(part.name);
                }
            }
            out.append('\n');
        }
    }

    private SchemaGenerator() {}
}
