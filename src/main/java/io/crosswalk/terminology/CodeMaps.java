package io.crosswalk.terminology;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The code maps of a folder: {@code <Name>.csv} with the header {@value #HEADER}. An empty source system matches every
 * system; several rows with one source code are one-to-many.
 *
 * @param maps by name
 * @param faults all faults of all files, in the order of files and lines; a faulty row is left out
 */
public record CodeMaps(Map<String, CodeMap> maps, List<Fault> faults) {

    /** The first line of each file. */
    public static final String HEADER = "source_system,source_code,target_system,target_code,target_display";

    private static final int COLUMNS = 5;

    /** What is wrong at a line of a file, counted from 1. */
    public record Fault(String file, int line, String reason) {

        @Override
        public String toString() {
            return file + ':' + line + ": " + reason;
        }
    }

    public CodeMaps {
        maps = Map.copyOf(maps);
        faults = List.copyOf(faults);
    }

    /** All CSV files directly in a folder; files are named relative to {@code base} in rows and faults. */
    public static CodeMaps load(Path folder, Path base) {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, CodeMap> maps = new LinkedHashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - ".csv".length());
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                maps.put(name, read(name, base.relativize(file).toString().replace('\\', '/'), reader, faults));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new CodeMaps(maps, faults);
    }

    /** One file. Its faults are added to {@code faults}. */
    public static CodeMap read(String name, String file, Reader text, List<Fault> faults) {
        return new FileReader(name, file, faults).read(CsvRow.read(text));
    }

    private static final class FileReader {

        private final String name;
        private final String file;
        private final List<Fault> faults;
        private final Map<String, CodeMap.Row> rows = new LinkedHashMap<>();

        FileReader(String name, String file, List<Fault> faults) {
            this.name = name;
            this.file = file;
            this.faults = faults;
        }

        CodeMap read(List<CsvRow> lines) {
            if (lines.isEmpty() || !String.join(",", lines.get(0).values()).equals(HEADER)) {
                fault(lines.isEmpty() ? 1 : lines.get(0).line(), "the first line must be '" + HEADER + "'");
                return CodeMap.of(name, List.of());
            }
            lines.subList(1, lines.size()).forEach(this::row);
            return CodeMap.of(name, List.copyOf(rows.values()));
        }

        private void row(CsvRow line) {
            if (line.values().size() != COLUMNS) {
                fault(
                        line.line(),
                        "a row has " + COLUMNS + " values, this has "
                                + line.values().size() + "; a value with a comma needs quotes");
                return;
            }
            String system = systemOf(line, 0, "source_system");
            String code = line.value(1);
            CodeMap.Target target = new CodeMap.Target(
                    systemOf(line, 2, "target_system"),
                    line.value(3).strip(),
                    line.value(4).strip());
            if (code.isBlank() || target.code().isEmpty()) {
                fault(line.line(), "a row needs a source_code and a target_code");
                return;
            }
            add(line, system, code.strip(), target);
        }

        private void add(CsvRow line, String system, String code, CodeMap.Target target) {
            String key = system + '|' + code;
            CodeMap.Row before = rows.get(key);
            if (before == null) {
                rows.put(key, new CodeMap.Row(system, code, List.of(target), file, line.line()));
                return;
            }
            boolean same = before.targets().stream()
                    .anyMatch(known -> known.system().equals(target.system())
                            && known.code().equals(target.code()));
            if (same) {
                fault(line.line(), "the code '" + code + "' has this target already, see line " + before.line());
                return;
            }
            List<CodeMap.Target> targets = new ArrayList<>(before.targets());
            targets.add(target);
            rows.put(key, new CodeMap.Row(system, code, targets, file, before.line()));
        }

        private String systemOf(CsvRow line, int column, String columnName) {
            String written = line.value(column).strip();
            if (written.isEmpty()) {
                return "";
            }
            String uri = CodingSystems.system(written);
            if (uri == null) {
                fault(line.line(), columnName + " '" + written + "' is neither a URI nor a known coding system");
                return written;
            }
            return uri;
        }

        private void fault(int line, String reason) {
            faults.add(new Fault(file, line, reason));
        }
    }
}
