package io.crosswalk.mapping.cda;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crosswalk.Corpus;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A document and the FHIR that the guide asks for.
 *
 * @param document the whole document
 * @param setAside how many missing leaves of a path, {@code Type.path}, are wrongly expected
 */
record GoldPair(String name, byte[] document, JsonNode expected, Map<String, Integer> setAside) {

    static final Path OWN = Path.of("src/test/resources/cda-gold");

    /** The guide prints comments and trailing commas in its JSON. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** The page of the guide that the pair belongs to. */
    String page() {
        return name.substring(0, name.indexOf('-'));
    }

    /** Written by hand from the rows of the guide. */
    static List<GoldPair> own() throws IOException {
        List<GoldPair> pairs = new ArrayList<>();
        for (Path folder : folders()) {
            pairs.add(new GoldPair(
                    String.valueOf(folder.getFileName()),
                    CdaFragment.whole(Files.readAllBytes(folder.resolve("source.xml"))),
                    JSON.readTree(Files.readAllBytes(folder.resolve("expected.json"))),
                    Map.of()));
        }
        return pairs;
    }

    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(OWN)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Printed in the guide; the calling test is skipped where they are not at hand. */
    static List<GoldPair> ofTheGuide(Path scratch) throws IOException, InterruptedException {
        Path printed = Corpus.reference("corpus/cda/ccda-on-fhir-ig/page-pairs");
        Path pieces = Files.createDirectory(scratch.resolve("pieces"));
        Map<String, Path> expected = new HashMap<>();
        try (Stream<Path> files = Files.list(printed)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".cda.xml")) {
                    Files.copy(file, pieces.resolve(name.replace(".cda.xml", ".xml")));
                } else {
                    expected.put(name.replace(".fhir.json", ""), file);
                }
            }
        }
        List<GoldPair> pairs = new ArrayList<>();
        for (Path whole : CdaCorpus.wrapped(pieces, scratch.resolve("whole"))) {
            String name = String.valueOf(whole.getFileName()).replace(".xml", "");
            pairs.add(new GoldPair(
                    name,
                    Files.readAllBytes(whole),
                    JSON.readTree(Files.readAllBytes(expected.get(name))),
                    setAside(name)));
        }
        return pairs;
    }

    private static Map<String, Integer> setAside(String pair) throws IOException {
        Map<String, Integer> setAside = new HashMap<>();
        try (Reader reader = Files.newBufferedReader(OWN.resolve("set-aside.csv"))) {
            for (CsvRow row : CsvRow.read(reader)) {
                if (row.value(0).equals(pair)) {
                    setAside.merge(row.value(1), Integer.parseInt(row.value(2)), Integer::sum);
                }
            }
        }
        return setAside;
    }
}
