package io.crosswalk.terminology.translate;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Which terminology server is asked.
 *
 * @param server the FHIR server: {@code https://terminology.example.org/fhir}
 * @param conceptMaps what the URLs of its ConceptMaps begin with; the name of the code map follows
 * @param limit how long one answer may take
 */
public record TranslateSettings(URI server, String conceptMaps, Duration limit) {

    /** A message waits for an answer: longer than this would hold up a feed. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    public TranslateSettings {
        String scheme = server.getScheme() == null ? "" : server.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || server.getHost() == null) {
            throw new IllegalArgumentException("the terminology server needs an address with http or https and a host");
        }
        if (server.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "a user and a password do not belong into an address; it stands in logs");
        }
        if (conceptMaps.isBlank()) {
            throw new IllegalArgumentException("say what the URLs of the server's ConceptMaps begin with");
        }
        if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time limit is between 1 ms and " + LONGEST.toSeconds() + " s");
        }
    }
}
