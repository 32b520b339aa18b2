package io.crosswalk.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.crosswalk.message.Issue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a Bundle once and says why a server would not take it, or would take it otherwise than it is meant. Thread safe.
 */
final class BundleCheck {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> fullUrls = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> internalReferences = new HashSet<>();
    private String bundleType = "";
    private int entries;

    static List<Issue> check(byte[] bundle) {
        BundleCheck check = new BundleCheck();
        try (JsonParser json = JSON.createParser(bundle)) {
            check.bundle(json);
        } catch (IOException e) {
            return List.of(Issue.fatal("bundle-not-json", "Bundle", "the Bundle is not well-formed JSON"));
        }
        return check.issues;
    }

    private void bundle(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            issues.add(Issue.fatal("bundle-not-json", "Bundle", "the Bundle is not a JSON object"));
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("type")) {
                bundleType = json.getText();
            } else if (name.equals("entry") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    entry(json);
                }
            } else {
                json.skipChildren();
            }
        }
        conclude();
    }

    private void conclude() {
        if (!bundleType.equals("transaction")) {
            // In a batch each entry succeeds or fails alone: a 200 says nothing about the whole.
            issues.add(Issue.fatal("bundle-not-transaction", "Bundle.type", "the Bundle is not a transaction"));
        }
        if (entries == 0) {
            issues.add(
                    Issue.fatal("bundle-empty", "Bundle.entry", "the Bundle has no entry, nothing would be written"));
        }
        internalReferences.removeAll(fullUrls);
        if (!internalReferences.isEmpty()) {
            issues.add(Issue.error(
                    "reference-dangling",
                    "Bundle.entry",
                    "",
                    internalReferences.size() + " references point to entries that the Bundle does not have"));
        }
    }

    private void entry(JsonParser json) throws IOException {
        String place = "Bundle.entry[" + entries++ + "]";
        boolean resource = false;
        String method = "";
        String url = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("fullUrl")) {
                if (!fullUrls.add(json.getText())) {
                    issues.add(Issue.fatal(
                            "entry-twice", place, "two entries have the same fullUrl; a server refuses or drops one"));
                }
            } else if (name.equals("resource") && value == JsonToken.START_OBJECT) {
                resource = resource(json);
            } else if (name.equals("request") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String part = json.currentName();
                    json.nextToken();
                    if (part.equals("method")) {
                        method = json.getText();
                    } else if (part.equals("url")) {
                        url = json.getText();
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        judge(place, resource, method, url);
    }

    private void judge(String place, boolean resource, String method, String url) {
        if (method.isEmpty() || url.isEmpty()) {
            issues.add(Issue.fatal("entry-without-request", place, "the entry does not say how it is to be written"));
            return;
        }
        if (!resource && !method.equals("DELETE")) {
            issues.add(Issue.fatal("entry-without-resource", place, "the entry has no resource with a type"));
        }
        if (method.equals("PUT") && !requests.add(url)) {
            // FHIR R4, http.html#trules: a resource may be changed by one entry only. Some servers drop one silently.
            issues.add(Issue.fatal("entry-twice", place, "two entries write the same resource"));
        }
    }

    /** Whether it has a type; notes where it points to inside the Bundle. */
    private boolean resource(JsonParser json) throws IOException {
        boolean typed = false;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new IOException("the resource does not end");
            }
            switch (token) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case FIELD_NAME -> {
                    String name = json.currentName();
                    if (name.equals("resourceType") && depth == 1) {
                        typed = json.nextToken() == JsonToken.VALUE_STRING;
                    } else if (name.equals("reference") && json.nextToken() == JsonToken.VALUE_STRING) {
                        String target = json.getText();
                        if (target.startsWith("urn:uuid:")) {
                            internalReferences.add(target);
                        }
                    } else if (json.currentToken() == JsonToken.START_OBJECT
                            || json.currentToken() == JsonToken.START_ARRAY) {
                        depth++;
                    }
                }
                default -> {}
            }
        }
        return typed;
    }
}
