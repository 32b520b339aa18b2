package io.crosswalk.terminology.translate;

import io.crosswalk.terminology.CodeMap.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One question to the server. */
final class TranslateClient {

    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final TranslateSettings settings;
    private final HttpClient http;

    TranslateClient(TranslateSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.limit())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The translations; none when the server does not know the map or the code. */
    List<Target> ask(String codeMap, String system, String code) throws TranslateException {
        HttpRequest request = HttpRequest.newBuilder(question(codeMap, system, code))
                .header("Accept", "application/fhir+json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> coming = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            // The limit holds for the answer as a whole: one that trickles ends here too.
            return read(coming.get(settings.limit().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new TranslateException("no answer in time", e);
        } catch (ExecutionException e) {
            throw new TranslateException("no connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TranslateException("interrupted", e);
        } finally {
            coming.cancel(true);
        }
    }

    private static List<Target> read(HttpResponse<byte[]> answer) throws TranslateException {
        int status = answer.statusCode();
        if (status == OK) {
            return TranslateAnswer.targets(answer.body());
        }
        if (status >= FIRST_CLIENT_ERROR && status < FIRST_SERVER_ERROR && status != TOO_MANY && !isRefusal(status)) {
            return List.of(); // it has no such map or system
        }
        throw new TranslateException("status " + status, null);
    }

    private static boolean isRefusal(int status) {
        return status == 401 || status == 403;
    }

    private URI question(String codeMap, String system, String code) {
        String base = settings.server().toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "ConceptMap/$translate?url="
                + encoded(settings.conceptMaps() + codeMap) + "&system=" + encoded(system) + "&code=" + encoded(code));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
