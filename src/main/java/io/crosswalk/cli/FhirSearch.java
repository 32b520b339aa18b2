package io.crosswalk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks a FHIR server what it holds. */
record FhirSearch(URI server) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    /** How many resources the search finds. */
    int count(String search) throws IOException, InterruptedException {
        return ask(search, "_summary=count").path("total").asInt();
    }

    /** The address of the first resource that the search finds. */
    Optional<URI> first(String search) throws IOException, InterruptedException {
        JsonNode resource = ask(search, "_count=1").at("/entry/0/resource");
        return resource.isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        URI.create(server + "/" + resource.path("resourceType").asText() + "/"
                                + resource.path("id").asText()));
    }

    private JsonNode ask(String search, String also) throws IOException, InterruptedException {
        String query = search + (search.contains("?") ? "&" : "?") + also;
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/" + query))
                .timeout(PATIENCE)
                .header("Accept", "application/fhir+json")
                .build();
        HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != OK) {
            throw new IOException("the FHIR server answered " + answer.statusCode() + " to " + query);
        }
        return JSON.readTree(answer.body());
    }
}
