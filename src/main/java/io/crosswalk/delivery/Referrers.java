package io.crosswalk.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The searches that find what refers to a patient, an account or a visit, as FHIR R4 defines them. Left out are records
 * of what was done and known at a time, which a later merge must not rewrite (AuditEvent, Provenance), and the links
 * between the records of one person (Patient, Person).
 */
final class Referrers {

    private static final String TABLE = "/io/crosswalk/delivery/r4-referrers.txt";

    /** By the type that is referred to: {@code Type parameter}. */
    private static final Map<String, List<String[]>> ALL = load();

    private Referrers() {}

    /**
     * @param reference {@code Type/id}
     * @param page how many resources one answer may have
     */
    static List<String> of(String reference, int page) {
        List<String> searches = new ArrayList<>();
        String type = reference.substring(0, reference.indexOf('/'));
        for (String[] one : ALL.getOrDefault(type, List.of())) {
            searches.add(ReferenceMover.search(one[1], one[2], reference, page));
        }
        return searches;
    }

    private static Map<String, List<String[]>> load() {
        Map<String, List<String[]>> all = new HashMap<>();
        try (InputStream in = Referrers.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing in this build");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines()
                    .map(line -> line.split(" ", -1))
                    .forEach(words -> all.computeIfAbsent(words[0], type -> new ArrayList<>())
                            .add(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
