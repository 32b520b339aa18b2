package io.crosswalk.cli.history;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.crosswalk.history.MessageSummary;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Asks a running engine by its REST API, with the login of its operator. */
public final class RunningEngine implements HistorySource {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A page of the API; what else it has is not needed here. */
    private record Page(List<MessageSummary> messages) {}

    private final URI base;
    private final String password;

    /** @param base such as {@code http://127.0.0.1:8080} */
    public RunningEngine(URI base, String password) {
        this.base = base;
        this.password = password;
    }

    /** Whether an engine is there, in any state of health. */
    public boolean answers() {
        try {
            HttpURLConnection connection = open("/q/health/live", 1000);
            int status = connection.getResponseCode();
            return status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_UNAVAILABLE;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<MessageSummary> list(Query query) throws IOException {
        String path = "/api/v1/messages?q=" + encoded(query.q()) + "&channel=" + encoded(query.channel()) + "&status="
                + encoded(query.status()) + "&limit=" + query.limit();
        return get(path, Page.class).map(Page::messages).orElse(List.of());
    }

    @Override
    public Optional<Lifeline> message(String key) throws IOException {
        return get("/api/v1/messages/" + encoded(key), Lifeline.class);
    }

    @Override
    public String place() {
        return base.toString();
    }

    private <T> Optional<T> get(String path, Class<T> type) throws IOException {
        HttpURLConnection connection = open(path, PATIENCE_MILLIS);
        String login = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        connection.setRequestProperty("Authorization", "Basic " + login);
        connection.setRequestProperty("Accept", "application/json");
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_MOVED_TEMP) {
            throw new IOException("it does not accept the password of admin; set CROSSWALK_LOGIN_ADMIN_PASSWORD");
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("it answers with status " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            return Optional.of(JSON.readValue(body, type));
        }
    }

    private HttpURLConnection open(String path, int patience) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(patience);
        connection.setReadTimeout(patience);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
