package io.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.cli.CommandNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents promise is there: the files they point at, the commands and settings they name. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern COMMAND =
            Pattern.compile("(?:\\./crosswalk|`crosswalk|^ *crosswalk) ([a-z-]+)", Pattern.MULTILINE);
    private static final Pattern FILE_ARGUMENT =
            Pattern.compile("(mappings/hl7v2/[A-Za-z0-9_./-]+|routes/[a-z0-9.-]+)");
    private static final Pattern SETTING = Pattern.compile("^\\| `(crosswalk\\.[^`=]+)`", Pattern.MULTILINE);

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            for (String target : findAll(LINK, text(document))) {
                if (target.contains("://") || target.startsWith("mailto:")) {
                    continue;
                }
                String[] parts = target.split("#", 2);
                Path file = parts[0].isEmpty() ? document : folderOf(document).resolve(parts[0]);
                if (!Files.exists(file) || parts.length == 2 && !anchors(file).contains(parts[1])) {
                    dead.add(document + " -> " + target);
                }
            }
        }
        assertThat(dead).as("dead links").isEmpty();
    }

    @Test
    void everyCommandThatIsNamedExists() throws IOException {
        Set<String> known = CommandNames.all();
        List<String> unknown = new ArrayList<>();
        for (Path document : documents()) {
            for (String command : findAll(COMMAND, text(document))) {
                if (!known.contains(command)) {
                    unknown.add(document + ": crosswalk " + command);
                }
            }
        }
        assertThat(unknown).as("commands that do not exist; there are " + known).isEmpty();
    }

    @Test
    void everyCommandIsDescribedInTheReference() throws IOException {
        List<String> described = findAll(COMMAND, text(Path.of("docs/reference/cli.md")));
        assertThat(described).containsAll(CommandNames.all());
    }

    @Test
    void everyMappingOrRouteThatATourNamesExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : List.of(Path.of("README.md"), Path.of("docs/quick-start.md"))) {
            for (String file : findAll(FILE_ARGUMENT, text(document))) {
                if (!Files.exists(Path.of(file.replaceAll("\\.$", "")))) {
                    missing.add(document + ": " + file);
                }
            }
        }
        assertThat(missing).as("files that are not there").isEmpty();
    }

    @Test
    void everySettingOfTheReferenceExists() throws IOException {
        String code = code();
        List<String> unknown = findAll(SETTING, text(Path.of("docs/reference/configuration.md"))).stream()
                .filter(setting -> !code.contains(setting.replaceAll("<.*", "")))
                .toList();
        assertThat(unknown).as("settings that no code reads").isEmpty();
    }

    /** All of the code and its settings as one text: a setting is named in it literally, up to its first variable part. */
    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().matches(".*\\.(java|properties)"))
                    .toList()) {
                code.append(text(file));
            }
        }
        return code.toString();
    }

    private static Path folderOf(Path document) {
        Path parent = document.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** GitHub's anchors of the headings of a document. */
    private static List<String> anchors(Path document) throws IOException {
        return findAll(Pattern.compile("^#+ (.+)$", Pattern.MULTILINE), text(document)).stream()
                .map(heading -> heading.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            List<Path> documents = new ArrayList<>(
                    docs.filter(file -> file.toString().endsWith(".md")).toList());
            documents.add(Path.of("README.md"));
            return documents;
        }
    }

    private static List<String> findAll(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
