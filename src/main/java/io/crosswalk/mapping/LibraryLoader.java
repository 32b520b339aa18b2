package io.crosswalk.mapping;

import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.mapping.plan.DefinitionReader;
import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.Erratum;
import io.crosswalk.mapping.syntax.Fault;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.source.SourceSchema;
import io.crosswalk.source.cda.CdaSchema;
import io.crosswalk.source.cda.Kinds;
import io.crosswalk.terminology.CodeMaps;
import io.crosswalk.terminology.ConceptMaps;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads folders of mappings, once. */
final class LibraryLoader {

    private static final int VERSION_DIGITS = 16;
    private static final String LOCAL = "local/";
    private static final String DOCUMENTS = "cda/";
    private static final String KINDS = "/kinds/";
    private static final List<String> MAPS =
            List.of("/segments/", "/datatypes/", "/header/", "/sections/", "/entries/");

    private final List<Path> roots;
    private final MappingLibrary.Settings settings;
    private final FormatLoader messages;
    private final FormatLoader documents =
            new FormatLoader(new Definitions(PathStyle.NAMES), read -> new CdaSchema(kinds(read)));
    private final List<SourceFile> files = new ArrayList<>();
    private final MessageDigest digest = sha256();

    LibraryLoader(List<Path> roots, MappingLibrary.Settings settings, SourceSchema schema) {
        this.roots = roots;
        this.settings = settings;
        this.messages = new FormatLoader(new Definitions(), read -> schema);
    }

    /** What is loaded of each format. */
    record Loaded(FormatMappings messages, FormatMappings documents) {}

    Loaded load() {
        for (Path root : roots) {
            if (!Files.isDirectory(root)) {
                throw new MappingFaultsException(
                        List.of(new Fault(root.toString(), 1, 1, "", "there is no folder of mappings here", "")));
            }
            // What the places of a document are is known before what is made of them.
            Map<String, Path> found = files(root);
            found.forEach((name, path) -> read(name, path, true));
            found.forEach((name, path) -> read(name, path, false));
        }
        set(settings.options());
        Loaded loaded = new Loaded(messages.compile(this::isRight), documents.compile(this::isRight));
        if (loaded.messages().plan().messages().isEmpty()
                && loaded.documents().plan().messages().isEmpty()
                && isRight()) {
            String where = roots.isEmpty() ? "mappings" : roots.get(0).toString();
            throw new MappingFaultsException(
                    List.of(new Fault(where, 1, 1, "", "no message structure is mapped in here", "")));
        }
        throwFaults();
        return loaded;
    }

    private boolean isRight() {
        return files.stream().allMatch(file -> file.faults().isEmpty());
    }

    /** What definitions call the places of documents. */
    private static Kinds kinds(Definitions read) {
        Kinds.Builder builder = new Kinds.Builder();
        read.kinds().forEach((name, kind) -> builder.add(name, kind.pattern().value()));
        return builder.build(
                (name, reason) -> Objects.requireNonNull(read.kinds().get(name)).fault(reason));
    }

    private void throwFaults() {
        List<Fault> faults = new ArrayList<>();
        files.forEach(file -> faults.addAll(file.faults()));
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparing(Fault::file)
                    .thenComparingInt(Fault::line)
                    .thenComparingInt(Fault::column));
            throw new MappingFaultsException(faults.stream().distinct().toList());
        }
    }

    String version() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    }

    /** All files below a root by the name that faults use, in the order of these names. */
    private static Map<String, Path> files(Path root) {
        Map<String, Path> files = new TreeMap<>();
        Path absolute = root.toAbsolutePath().normalize();
        try (Stream<Path> walk = Files.walk(absolute, FileVisitOption.FOLLOW_LINKS)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.put(
                            absolute.getFileName() + "/"
                                    + absolute.relativize(file).toString().replace('\\', '/'),
                            file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private void read(String name, Path path, boolean kinds) {
        if (name.contains(KINDS) == kinds) {
            read(name, path);
        }
    }

    private void read(String name, Path path) {
        String inside = name.substring(name.indexOf('/') + 1);
        boolean yaml = name.endsWith(".yaml");
        boolean csv = name.endsWith(".csv");
        if (inside.contains("/examples/")) {
            return;
        }
        boolean local = inside.startsWith(LOCAL);
        boolean conceptMap = name.endsWith(".json") && inside.contains("/codes/");
        if (!yaml && !csv && !conceptMap) {
            if (looksLikeMapping(name)) {
                files.add(unread(name));
            }
            return;
        }
        String text = text(path);
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        SourceFile file = new SourceFile(name, text);
        files.add(file);
        Definitions own = (inside.startsWith(DOCUMENTS) ? documents : messages).definitions();
        if (local) {
            readLocal(file, inside.substring(LOCAL.length()));
        } else if (inside.equals("options.yaml")) {
            DefinitionReader.readOptions(file, messages.definitions());
            documents.definitions().addOptions(messages.definitions());
        } else if (inside.equals("systems.csv")) {
            readSystems(file);
        } else if (inside.endsWith("/guide/errata.csv")) {
            readErrata(file, own);
        } else if (inside.endsWith("/guide/differences.csv")) {
            readDifferences(file, own);
        } else if (conceptMap || csv && inside.contains("/codes/")) {
            readCodes(file, own);
        } else if (inside.contains(KINDS)) {
            DefinitionReader.readKinds(file, own);
        } else if (inside.contains("/messages/") || inside.contains("/documents/")) {
            DefinitionReader.readMessages(file, own);
        } else if (inside.contains("/parts/")) {
            DefinitionReader.readParts(file, own);
        } else if (MAPS.stream().anyMatch(inside::contains)) {
            DefinitionReader.readMaps(file, own);
        } else {
            file.fault(
                    1,
                    1,
                    "this file is in no folder that is read: messages, documents, parts, kinds, segments, header,"
                            + " sections, entries, datatypes, codes or guide");
        }
    }

    private void readLocal(SourceFile file, String inside) {
        int slash = inside.indexOf('/');
        if (slash < 0) {
            file.fault(1, 1, "a site has a folder of its own: '" + LOCAL + "<site>/" + inside + "'");
            return;
        }
        String site = inside.substring(0, slash);
        String rest = inside.substring(slash + 1);
        if (rest.startsWith(DOCUMENTS)) {
            documents.addLocal(site, file, rest.substring(DOCUMENTS.length()));
        } else {
            messages.addLocal(site, file, rest);
        }
    }

    private static boolean looksLikeMapping(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".csv");
    }

    /** A fault, not a warning: who put the file there believes that messages are converted by it. */
    private static SourceFile unread(String name) {
        SourceFile file = new SourceFile(name, "");
        file.fault(1, 1, "this file is not read: mapping files end in .yaml, code maps in .csv");
        return file;
    }

    private void readSystems(SourceFile file) {
        List<String> lines = file.lines();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            int comma = line.indexOf(',');
            if (comma > 0 && comma < line.length() - 1) {
                for (Definitions own : List.of(messages.definitions(), documents.definitions())) {
                    own.addSystem(
                            line.substring(0, comma).strip(),
                            line.substring(comma + 1).strip());
                }
            } else if (!line.isBlank()) {
                file.fault(i + 1, 1, "a line is 'alias,uri'");
            }
        }
    }

    private static void readCodes(SourceFile file, Definitions own) {
        String fileName = file.name().substring(file.name().lastIndexOf('/') + 1);
        boolean conceptMap = fileName.endsWith(".json");
        String name = fileName.replace(".snomed.csv", "").replace(".csv", "").replace(".json", "");
        List<CodeMaps.Fault> faults = new ArrayList<>();
        own.addCodeMap(
                conceptMap
                        ? ConceptMaps.read(name, file.name(), file.text(), faults)
                        : CodeMaps.read(name, file.name(), new StringReader(file.text()), faults));
        faults.forEach(fault -> file.fault(fault.line(), 1, fault.reason()));
    }

    private static void readErrata(SourceFile file, Definitions own) {
        List<CsvRow> rows = CsvRow.read(new StringReader(file.text()));
        for (CsvRow row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            try {
                own.addErratum(new Erratum(row.value(0), row.value(1), row.value(2), row.value(3), row.value(4)));
            } catch (IllegalArgumentException e) {
                file.fault(row.line(), 1, e.getMessage() + "; a line is 'row,column,reads,means,reason'");
            }
        }
    }

    private static void readDifferences(SourceFile file, Definitions own) {
        List<CsvRow> rows = CsvRow.read(new StringReader(file.text()));
        for (CsvRow row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            if (row.value(0).isBlank() || row.value(1).isBlank()) {
                file.fault(row.line(), 1, "a line is 'row,reason'");
            } else {
                own.addDifference(row.value(0).strip(), row.value(1).strip());
            }
        }
    }

    private void set(Map<String, String> options) {
        options.forEach((name, value) -> {
            String fault = messages.definitions().setOption(name, value);
            documents.definitions().setOption(name, value);
            if (!fault.isEmpty()) {
                throw new MappingFaultsException(List.of(new Fault("settings", 1, 1, "", fault, "")));
            }
        });
    }

    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.getFileName(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
