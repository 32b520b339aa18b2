package io.crosswalk.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Makes {@code src/main/resources/io/crosswalk/fhir/r4-elements.txt} from the FHIR R4 StructureDefinitions that HAPI
 * packages. To write the file anew, run the test with a property:
 * {@code ./mvnw test -Dtest=R4ElementTableTest -Dcrosswalk.write=true}.
 */
final class R4ElementTableGenerator {

    static final Path TABLE = Path.of("src/main/resources/io/crosswalk/fhir/r4-elements.txt");

    private static final String[] PROFILES = {
        "/org/hl7/fhir/r4/model/profile/profiles-types.xml", "/org/hl7/fhir/r4/model/profile/profiles-resources.xml"
    };

    private R4ElementTableGenerator() {}

    static String generate() throws IOException, XMLStreamException {
        Map<String, List<String>> blocks = new TreeMap<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        for (String resource : PROFILES) {
            try (InputStream in = R4ElementTableGenerator.class.getResourceAsStream(resource)) {
                readBundle(factory.createXMLStreamReader(in), blocks);
            }
        }
        StringBuilder out = new StringBuilder(
                "# FHIR R4 (4.0.1): every type with its elements in definition order. Made by R4ElementTableGenerator.\n"
                        + "# P primitive, T data type, R resource, B backbone element; element min max types; ! = required binding;\n"
                        + "# Reference<targets>; #type = the element repeats another one's content.\n");
        blocks.values().forEach(lines -> lines.forEach(line -> out.append(line).append('\n')));
        return out.toString();
    }

    static void write() throws IOException, XMLStreamException {
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, generate(), StandardCharsets.UTF_8);
    }

    private static void readBundle(XMLStreamReader xml, Map<String, List<String>> blocks) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("StructureDefinition")) {
                new Definition().read(xml).addTo(blocks);
            }
        }
    }

    /** One StructureDefinition. */
    private static final class Definition {

        private String kind = "";
        private String type = "";
        private String derivation = "";
        private boolean isAbstract;
        private final List<ElementDefinition> elements = new ArrayList<>();

        Definition read(XMLStreamReader xml) throws XMLStreamException {
            while (true) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    return this;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    readChild(xml);
                }
            }
        }

        private void readChild(XMLStreamReader xml) throws XMLStreamException {
            switch (xml.getLocalName()) {
                case "kind" -> kind = value(xml);
                case "type" -> type = value(xml);
                case "derivation" -> derivation = value(xml);
                case "abstract" -> isAbstract = value(xml).equals("true");
                case "snapshot" -> {
                    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                        if (xml.isStartElement()) {
                            elements.add(new ElementDefinition().read(xml));
                        }
                    }
                }
                default -> skip(xml);
            }
        }

        void addTo(Map<String, List<String>> blocks) {
            if (derivation.equals("constraint") || isAbstract) {
                return;
            }
            if (kind.equals("primitive-type")) {
                blocks.put(type, List.of("P " + type));
                return;
            }
            if (!kind.equals("complex-type") && !kind.equals("resource")) {
                return;
            }
            Map<String, List<String>> own = new LinkedHashMap<>();
            own.put(type, new ArrayList<>(List.of((kind.equals("resource") ? "R " : "T ") + type)));
            for (ElementDefinition element : elements) {
                int dot = element.path.lastIndexOf('.');
                if (dot < 0) {
                    continue;
                }
                String line = element.line();
                if (element.isBackbone()) {
                    own.put(element.path, new ArrayList<>(List.of("B " + element.path)));
                }
                Objects.requireNonNull(own.get(element.path.substring(0, dot))).add(line);
            }
            blocks.putAll(own);
        }
    }

    /** One ElementDefinition of a snapshot. */
    private static final class ElementDefinition {

        private String path = "";
        private String min = "";
        private String max = "";
        private String contentReference = "";
        private boolean required;
        private final Map<String, Set<String>> types = new LinkedHashMap<>();

        ElementDefinition read(XMLStreamReader xml) throws XMLStreamException {
            while (true) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    return this;
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "path" -> path = value(xml);
                    case "min" -> min = value(xml);
                    case "max" -> max = value(xml);
                    case "contentReference" -> contentReference = value(xml);
                    case "type" -> readType(xml);
                    case "binding" -> readBinding(xml);
                    default -> skip(xml);
                }
            }
        }

        private void readType(XMLStreamReader xml) throws XMLStreamException {
            String code = "";
            Set<String> targets = new LinkedHashSet<>();
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (!xml.isStartElement()) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "code" -> code = value(xml);
                    case "targetProfile" -> {
                        String profile = value(xml);
                        targets.add(profile.substring(profile.lastIndexOf('/') + 1));
                    }
                    default -> skip(xml);
                }
            }
            types.computeIfAbsent(code, c -> new LinkedHashSet<>()).addAll(targets);
        }

        private void readBinding(XMLStreamReader xml) throws XMLStreamException {
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (!xml.isStartElement()) {
                    continue;
                }
                if (xml.getLocalName().equals("strength")) {
                    required = value(xml).equals("required");
                } else {
                    skip(xml);
                }
            }
        }

        boolean isBackbone() {
            return types.containsKey("BackboneElement") || types.containsKey("Element");
        }

        String line() {
            String name = path.substring(path.lastIndexOf('.') + 1);
            StringBuilder line = new StringBuilder(name)
                    .append(' ')
                    .append(min)
                    .append(' ')
                    .append(max)
                    .append(' ');
            if (!contentReference.isEmpty()) {
                line.append('#').append(contentReference.substring(1));
            } else if (isBackbone()) {
                line.append(path);
            } else {
                List<String> names = new ArrayList<>();
                types.forEach((code, targets) -> names.add(typeName(name, code, targets)));
                line.append(String.join("|", names));
            }
            return required ? line.append(" !").toString() : line.toString();
        }

        /** Ids and extension urls have FHIRPath types in the definitions; FHIR's own are said in prose. */
        private static String typeName(String name, String code, Set<String> targets) {
            if (code.startsWith("http://hl7.org/fhirpath/")) {
                return name.equals("url") ? "uri" : "string";
            }
            return targets.isEmpty() || code.equals("canonical") ? code : code + "<" + String.join(",", targets) + ">";
        }
    }

    private static String value(XMLStreamReader xml) throws XMLStreamException {
        String value = xml.getAttributeValue(null, "value");
        skip(xml);
        return value == null ? "" : value;
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }
}
