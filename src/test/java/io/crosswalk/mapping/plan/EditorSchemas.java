package io.crosswalk.mapping.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosswalk.fhir.BundleEntry.Write;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.message.BundleKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes the JSON schemas by which editors complete and check mapping files, from the words that the reader knows. To write
 * the files anew, run the test with a property: {@code ./mvnw test -Dtest=EditorSchemaTest -Dcrosswalk.write=true}.
 */
final class EditorSchemas {

    static final Path FOLDER = Path.of("mappings/schema");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ONE_OR_LIST_HINT = " One line, or a list of lines.";

    private final SchemaPatterns patterns;

    private EditorSchemas(PathStyle style) {
        this.patterns = new SchemaPatterns(style);
    }

    /** The text of each schema by the name of its file. */
    static Map<String, String> generate() {
        Map<String, String> schemas = new LinkedHashMap<>();
        EditorSchemas messages = new EditorSchemas(PathStyle.POSITIONS);
        schemas.put("map.schema.json", text(messages.maps()));
        schemas.put("message.schema.json", text(messages.messages()));
        schemas.put("part.schema.json", text(messages.parts()));
        schemas.put("overlay.schema.json", text(messages.overlay()));
        EditorSchemas documents = new EditorSchemas(PathStyle.NAMES);
        schemas.put("document-map.schema.json", text(documents.maps()));
        schemas.put("document.schema.json", text(documents.documents()));
        schemas.put("document-part.schema.json", text(documents.parts()));
        schemas.put("document-kinds.schema.json", text(kinds()));
        schemas.put("document-overlay.schema.json", text(documents.overlay()));
        schemas.put("options.schema.json", text(options()));
        return schemas;
    }

    static void write() throws IOException {
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, String> schema : generate().entrySet()) {
            Files.writeString(FOLDER.resolve(schema.getKey()), schema.getValue());
        }
    }

    // ---- segments and data types

    private ObjectNode maps() {
        ObjectNode schema = file(
                "Crosswalk maps of segments and data types",
                "Each key is a map, named as the table of HL7's Version 2 to FHIR guide: SOURCE[Target].");
        pattern(
                schema.putObject("propertyNames"),
                SchemaPatterns.mapName(),
                "A map is named SOURCE[Target]: PID[Patient]");
        ObjectNode map = block(schema, "A map: which FHIR elements get their values from which places of the source.");
        ObjectNode keys = map.putObject("properties");
        type(keys.putObject("resource"), FhirType::isResource, "The map makes a resource of this type.");
        type(
                keys.putObject("fills"),
                type -> true,
                "The map fills a data type, a backbone element (Patient.contact) or, used with 'into', a resource that"
                        + " another map makes.");
        identity(
                keys,
                "Business keys; the first that is wholly valued wins. 'a + b' is one key of several parts. The same type"
                        + " with the same key text is the same resource, wherever it is met. patient.id is the id of a"
                        + " product of the message file.");
        lines(
                keys.putObject("key"),
                patterns.key(),
                "A key is parts joined by +: CX.1 + CX.4",
                "In the map of a data type: the parts that identify a value of this type.");
        rules(keys.putObject("set"), "The rules. FHIR element: where its value comes from.");
        rule(
                keys.putObject("choose"),
                "In a map without 'set': alternatives for one value of several types; the type that comes out picks the"
                        + " suffix of value[x].");
        let(keys);
        lines(
                keys.putObject("use"),
                SchemaPatterns.mapName(),
                "The name of a map: PID[Patient]",
                "Takes in the rules of other maps with the same target; the map's own lines win.");
        needs(keys);
        ArrayNode writes = keys.putObject("write")
                .put(
                        "description",
                        "put (default) writes the whole resource under its stable id; refer never writes: the reference"
                                + " carries the identifier only; create writes only if none exists; settle does so, and writes the"
                                + " status of one that exists; status writes nothing but that.")
                .putArray("enum");
        Arrays.stream(Write.values())
                .map(w -> w.name().toLowerCase(Locale.ROOT))
                .forEach(writes::add);
        ignore(keys);
        reasons(keys.putObject("guide"), "Row id of HL7's guide: reason why this map differs from the row on purpose.");
        reasons(
                keys.putObject("rows"),
                "Row id of a guide: the targets of the rules that implement it, as they stand under 'set:'.");
        onlyKnown(keys, DefinitionReader.MAP_KEYS);
        whatAMapNeeds(map.putArray("allOf"));
        return schema;
    }

    private void ignore(ObjectNode keys) {
        ObjectNode ignore = reasons(
                keys.putObject("ignore"),
                "Source paths that are left out on purpose, each with its reason. The only silence: everything else unread"
                        + " is reported.");
        pattern(ignore.putObject("propertyNames"), patterns.path(), "A path of the source: PID-1, CX.4");
    }

    private void identity(ObjectNode keys, String description) {
        lines(keys.putObject("identity"), patterns.key(), "A key is parts joined by +: PID-3.1 + \"MR\"", description);
    }

    private static void needs(ObjectNode keys) {
        lines(
                keys.putObject("needs"),
                SchemaPatterns.name(),
                "The name of a product of the message file",
                "Products of the message file that this map reads as name.id.");
    }

    private static void let(ObjectNode keys) {
        ObjectNode let = keys.putObject("let").put("type", "object");
        let.put("description", "Local names for paths and conditions, used as $name.");
        scalar(let.putObject("additionalProperties"));
    }

    private void rules(ObjectNode set, String description) {
        set.put("type", "object").put("description", description);
        pattern(
                set.putObject("propertyNames"),
                SchemaPatterns.target(),
                "A FHIR element: birthDate, name[legal].family, deceased[x], extension(name).valueString");
        rule(
                set.putObject("additionalProperties"),
                "source [as map] [via code map [unmapped keep|text|drop|error]] [when condition], joined by 'else'; a list"
                        + " is the same. The first candidate whose condition holds and that yields a value wins.");
    }

    /** Said with if and then, so that an editor can name the one key that is missing or too many. */
    private static void whatAMapNeeds(ArrayNode rules) {
        ObjectNode setOrChoose = rules.addObject();
        setOrChoose.putObject("if").putArray("required").add("choose");
        setOrChoose.putObject("then").putObject("properties").put("set", false);
        setOrChoose.putObject("else").putArray("required").add("set");
        ObjectNode typed = rules.addObject();
        ArrayNode any = typed.putObject("if").putArray("anyOf");
        any.addObject().putArray("required").add("choose");
        any.addObject().putArray("required").add("fills");
        typed.putObject("else").putArray("required").add("resource");
        ObjectNode notBoth = rules.addObject();
        notBoth.putObject("if").putArray("required").add("resource");
        notBoth.putObject("then").putObject("properties").put("fills", false);
    }

    // ---- messages

    private ObjectNode messages() {
        ObjectNode schema =
                file("Crosswalk messages", "Each key is a message structure, as MSH-9.3 names it: ORU_R01.");
        ObjectNode message = block(schema, "A structure: its groups, and which maps make which resources.");
        ObjectNode keys = message.putObject("properties");
        filled(keys.putObject("also"), "Triggers that share the structure, with blanks: R32 R40.");
        ArrayNode kinds = keys.putObject("bundle")
                .put(
                        "description",
                        "What the Bundle is for: transaction, what a FHIR server is to write; searchset, what a query has found.")
                .putArray("enum");
        for (BundleKind kind : BundleKind.values()) {
            kinds.add(kind.code());
        }
        pattern(
                keys.putObject("groups")
                        .put("type", "string")
                        .put(
                                "description",
                                "HL7's abstract syntax with group names: [ ] optional, { } repeats, < | > a choice;"
                                        + " a name with a colon behind the bracket names the group."),
                SchemaPatterns.groups(),
                "Segments of three letters in brackets; groups are named behind their bracket: [{ ORDER: [ORC] OBR }]");
        take(keys);
        make(
                keys,
                SchemaPatterns.places(),
                "What is made for each segment, behind what is taken. The key is the segment behind its group: ORDER.OBR, or"
                        + " MSH at the top. Items for a product that a part makes at the same place stand instead of the part's.");
        onlyKnown(keys, DefinitionReader.MESSAGE_KEYS);
        message.putArray("required").add("groups");
        makeOrTake(message);
        return schema;
    }

    /** What is made of a document. */
    private ObjectNode documents() {
        ObjectNode schema = file("Crosswalk documents", "The key is the document: ClinicalDocument.");
        ObjectNode document = block(schema, "Which maps make which resources of which kinds of places.");
        ObjectNode keys = document.putObject("properties");
        take(keys);
        make(keys, SchemaPatterns.places(), "What is made for each kind, behind what is taken.");
        makeOrTake(document);
        return schema;
    }

    private static ObjectNode kinds() {
        ObjectNode schema =
                file("Crosswalk kinds", "Each key is what a place of a document is; its pattern says how it is known.");
        pattern(
                schema.putObject("propertyNames"),
                "^[A-Z][A-Za-z0-9]*$",
                "The name of a kind is one word that begins with a capital letter");
        filled(
                schema.putObject("additionalProperties"),
                "element[key, key | key] {within element[key]} {or ...} [over OtherKind]: observation[4.4]");
        return schema;
    }

    private ObjectNode parts() {
        ObjectNode schema = file(
                "Crosswalk parts",
                "Each key is a part: what several message structures make in the same way. They name it in 'take'.");
        pattern(
                schema.putObject("propertyNames"),
                SchemaPatterns.name(),
                "A part is named with letters, digits, '-' and '_'");
        ObjectNode part = block(schema, "A part: which maps make which resources, seen from the group it is taken in.");
        ObjectNode keys = part.putObject("properties");
        take(keys);
        make(
                keys,
                SchemaPatterns.places(),
                "What is made for each segment. The key is the segment in the group that the part is taken in, or behind a"
                        + " group below that one: NK1, NEXT_OF_KIN.NK1. A key that the structure has no place for is left"
                        + " out.");
        onlyKnown(keys, DefinitionReader.PART_KEYS);
        makeOrTake(part);
        return schema;
    }

    private static void makeOrTake(ObjectNode block) {
        ArrayNode any = block.putArray("anyOf");
        any.addObject().putArray("required").add("make");
        any.addObject().putArray("required").add("take");
    }

    private static void take(ObjectNode keys) {
        lines(
                keys.putObject("take"),
                SchemaPatterns.take(),
                "part {, part} [in GROUP] [without KEY|product {, KEY|product}]",
                "Parts that are taken, in their order, in front of 'make'.");
    }

    private void make(ObjectNode keys, String places, String description) {
        ObjectNode make = keys.putObject("make").put("type", "object");
        make.put("description", description);
        pattern(make.putObject("propertyNames"), places, "GROUP.SEGMENT, or SEGMENT at the top");
        ObjectNode items = make.putObject("additionalProperties");
        items.putArray("type").add("string").add("array");
        String hint =
                "[name:] MAP {+ MAP} [into product] [when condition] [with element = product] [to product.element]"
                        + " [given product] [unless product] [replaced by product] [write put|create|settle|status|refer]";
        items.put("description", hint);
        pattern(items, patterns.item(), hint);
        ObjectNode item = items.putObject("items");
        item.putArray("type").add("string").add("object");
        pattern(item, patterns.item(), hint);
        item.put("minProperties", 1).put("maxProperties", 1);
        pattern(item.putObject("propertyNames"), SchemaPatterns.name(), "The name of a product");
        pattern(
                item.putObject("additionalProperties").put("type", "string"),
                patterns.namedItem(),
                "name: MAP {+ MAP} ...");
    }

    // ---- overlays

    private ObjectNode overlay() {
        ObjectNode overlay = file(
                "Crosswalk overlay",
                "What one site has otherwise than the shipped mappings: mappings/local/<site>/overlay.yaml.");
        overlay.put("additionalProperties", false);
        ObjectNode keys = overlay.putObject("properties");
        filled(keys.putObject("overlay"), "The name of the site, which is that of its folder.");
        lines(
                keys.putObject("for"),
                patterns.site(),
                "MSH-4.1 = \"A\", channel = \"b\", MSH-3.1 in (\"A\", \"B\"), joined by 'and'",
                "Which messages are the site's; one of the lines must hold. MSH-4.1 = \"A\" and channel = \"b\".");
        filled(keys.putObject("zone"), "Where its times are that have no offset: Europe/Berlin.");
        ObjectNode options = keys.putObject("options").put("type", "object");
        options.put("description", "Options that the site has otherwise. name: value");
        scalar(options.putObject("additionalProperties"));
        ObjectNode maps = keys.putObject("change").put("type", "object");
        maps.put("description", "What is different in maps. Each key is a map.");
        pattern(maps.putObject("propertyNames"), SchemaPatterns.mapName(), "The name of a map: PID[Patient]");
        ObjectNode change = maps.putObject("additionalProperties").put("type", "object");
        change.put("additionalProperties", false);
        ObjectNode changes = change.putObject("properties");
        lines(
                changes.putObject("drop"),
                SchemaPatterns.target(),
                "An element as the map writes it: identifier[ssn]",
                "Elements whose rules are left out.");
        rules(changes.putObject("replace"), "Rules that stand instead of the map's rules for the same elements.");
        rules(changes.putObject("add"), "Rules for elements that the map has none for.");
        identity(changes, "Business keys that stand instead of the map's.");
        let(changes);
        needs(changes);
        ignore(changes);
        onlyKnown(changes, DefinitionReader.CHANGE_KEYS);
        make(
                keys,
                SchemaPatterns.places(),
                "What is made beside. The key is a segment, wherever it stands, or a segment in a group: ZPI, PATIENT.ZPI.");
        onlyKnown(keys, DefinitionReader.OVERLAY_KEYS);
        overlay.putArray("required").add("overlay").add("for");
        return overlay;
    }

    // ---- options

    private static ObjectNode options() {
        ObjectNode schema = file("Crosswalk options", "What HL7's guide leaves to the site. Each key is an option.");
        ObjectNode option = block(schema, "An option. A site sets it with crosswalk.mapping.option.<name>.");
        ObjectNode keys = option.putObject("properties");
        ObjectNode values = keys.putObject("values");
        values.putArray("type").add("string").add("number").add("boolean").add("array");
        values.put("pattern", SchemaPatterns.notBlank());
        values.put("description", "The allowed values, in a list or on one line." + ONE_OR_LIST_HINT);
        scalar(values.putObject("items"));
        filled(keys.putObject("default"), "The value that holds when the site sets none; one of the values.");
        filled(keys.putObject("text"), "What the option decides, and what each value means.");
        onlyKnown(keys, DefinitionReader.OPTION_KEYS);
        option.putArray("required").add("values").add("default").add("text");
        return schema;
    }

    // ---- parts

    private static ObjectNode file(String title, String description) {
        return JSON.createObjectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", title)
                .put("description", description + " Language: docs/reference/mapping.md. Made by EditorSchemas.")
                .put("type", "object");
    }

    private static ObjectNode block(ObjectNode schema, String description) {
        return schema.putObject("additionalProperties")
                .put("type", "object")
                .put("description", description)
                .put("additionalProperties", false);
    }

    private static void type(ObjectNode key, Predicate<FhirType> which, String description) {
        TreeSet<String> names = new TreeSet<>();
        FhirTypes.r4().all().stream().filter(which).forEach(type -> names.add(type.name()));
        key.put("description", description).put("errorMessage", "FHIR R4 has no such type");
        ArrayNode values = key.putArray("enum");
        names.forEach(values::add);
    }

    private void rule(ObjectNode key, String description) {
        lines(
                key,
                patterns.rule(),
                "A rule: PID-7, const finished, PID-16 as CWE via MaritalStatus when valued(PID-16). Close quotes and"
                        + " brackets; compare with one =",
                description);
    }

    private static void lines(ObjectNode key, String pattern, String hint, String description) {
        key.putArray("type").add("string").add("array");
        key.put("description", description + ONE_OR_LIST_HINT);
        pattern(key, pattern, hint);
        pattern(key.putObject("items").put("type", "string"), pattern, hint);
    }

    /** {@code patternErrorMessage} is what VS Code tells; editors that do not know it tell the pattern. */
    private static void pattern(ObjectNode key, String pattern, String hint) {
        key.put("pattern", pattern).put("patternErrorMessage", hint);
    }

    private static ObjectNode reasons(ObjectNode key, String description) {
        key.put("type", "object").put("description", description);
        filled(key.putObject("additionalProperties"), "The reason, in words.");
        return key;
    }

    private static void filled(ObjectNode key, String description) {
        scalar(key);
        key.put("pattern", SchemaPatterns.notBlank()).put("description", description);
    }

    /** Any text: what an editor takes for a number or a boolean is a text to the engine. */
    private static void scalar(ObjectNode key) {
        key.putArray("type").add("string").add("number").add("boolean");
    }

    private static void onlyKnown(ObjectNode keys, Set<String> known) {
        Set<String> described = new TreeSet<>();
        keys.fieldNames().forEachRemaining(described::add);
        if (!described.equals(new TreeSet<>(known))) {
            throw new IllegalStateException(
                    "the reader knows " + new TreeSet<>(known) + ", described are " + described);
        }
    }

    private static String text(ObjectNode schema) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
