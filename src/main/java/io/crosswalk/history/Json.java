package io.crosswalk.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Issue.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Issues and resource counts as the JSON that stands in the history's columns. */
final class Json {

    /** A message with more issues than this is told by the first ones; the rest repeat them. */
    static final int MOST_ISSUES = 1000;

    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    static String issues(List<Issue> issues) {
        if (issues.isEmpty()) {
            return "[]";
        }
        return write(json -> {
            json.writeStartArray();
            for (Issue issue : issues.subList(0, Math.min(issues.size(), MOST_ISSUES))) {
                json.writeStartObject();
                json.writeStringField("severity", issue.severity().name());
                json.writeStringField("code", issue.code());
                json.writeStringField("place", issue.place());
                json.writeStringField("rule", issue.rule());
                json.writeStringField("reason", issue.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String resources(List<ResourceCount> resources) {
        return write(json -> {
            json.writeStartObject();
            for (ResourceCount resource : resources) {
                json.writeNumberField(resource.type(), resource.count());
            }
            json.writeEndObject();
        });
    }

    static List<Issue> readIssues(String text) {
        List<Issue> issues = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    issues.add(issue(fields(json)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return issues;
    }

    static List<ResourceCount> readResources(String text) {
        List<ResourceCount> resources = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    resources.add(new ResourceCount(json.currentName(), json.getIntValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resources;
    }

    private static Issue issue(Map<String, String> fields) {
        return new Issue(
                Severity.valueOf(fields.getOrDefault("severity", Severity.ERROR.name())),
                fields.getOrDefault("code", "unknown"),
                fields.getOrDefault("place", ""),
                fields.getOrDefault("rule", ""),
                fields.getOrDefault("reason", "unknown"));
    }

    private static Map<String, String> fields(JsonParser json) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, json.getText());
        }
        return fields;
    }

    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String write(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
