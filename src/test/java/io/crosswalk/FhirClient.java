package io.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Asks a FHIR server what it holds, as a test sees it: plain HTTP and JSON, nothing of the engine. */
public record FhirClient(URI server) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A resource or the answer of a search, by its path: {@code Patient/4711}. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return json(answer);
    }

    /** The resources that a search finds; at most the 200 that fit on one page. */
    public List<JsonNode> search(String query) {
        JsonNode bundle = get(query + (query.contains("?") ? "&" : "?") + "_count=200");
        return StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .toList();
    }

    /** How many resources a search finds. */
    public int count(String query) {
        JsonNode total = get(query + (query.contains("?") ? "&" : "?") + "_summary=count")
                .path("total");
        assertThat(total.isInt()).as("a total for %s", query).isTrue();
        return total.intValue();
    }

    /** What the server says to a transaction. */
    public HttpResponse<String> post(String bundle) {
        return send(HttpRequest.newBuilder(server)
                .timeout(PATIENCE)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(bundle)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + "/" + path.replace("|", "%7C")))
                .timeout(PATIENCE)
                .header("Accept", "application/fhir+json");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer from the FHIR server: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + e, e);
        }
    }
}
