package io.crosswalk.validate;

import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Issue;
import io.crosswalk.validate.JsonWalk.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a Bundle once and says why a server would not take it, or would take it otherwise than it is meant. Thread safe.
 */
final class BundleCheck {

    private static final byte[] TYPE = ascii("type");
    private static final byte[] ENTRY = ascii("entry");
    private static final byte[] FULL_URL = ascii("fullUrl");
    private static final byte[] RESOURCE = ascii("resource");
    private static final byte[] REQUEST = ascii("request");
    private static final byte[] SEARCH = ascii("search");
    private static final byte[] MODE = ascii("mode");
    private static final byte[] METHOD = ascii("method");
    private static final byte[] URL = ascii("url");
    private static final byte[] RESOURCE_TYPE = ascii("resourceType");
    private static final byte[] REFERENCE = ascii("reference");
    private static final byte[] URN = ascii("urn:uuid:");

    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> fullUrls = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    private final Set<String> internalReferences = new HashSet<>();
    /** Places of entries without a request: right in the answer to a query only. */
    private final List<String> withoutRequest = new ArrayList<>();

    /** Places of entries without a word on the search: right in a transaction only. */
    private final List<String> withoutMode = new ArrayList<>();

    private String bundleType = "";
    private int entries;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static List<Issue> check(byte[] bundle) {
        BundleCheck check = new BundleCheck();
        try {
            check.bundle(new JsonWalk(bundle));
        } catch (IOException e) {
            return List.of(Issue.fatal("bundle-not-json", "Bundle", "the Bundle is not well-formed JSON"));
        }
        return check.issues;
    }

    private void bundle(JsonWalk json) throws IOException {
        if (json.next() != Token.OBJECT) {
            issues.add(Issue.fatal("bundle-not-json", "Bundle", "the Bundle is not a JSON object"));
            return;
        }
        while (json.next() == Token.NAME) {
            if (json.is(TYPE)) {
                bundleType = string(json);
            } else if (json.is(ENTRY)) {
                entries(json);
            } else {
                pass(json, json.next());
            }
        }
        conclude();
    }

    private void entries(JsonWalk json) throws IOException {
        Token list = json.next();
        if (list != Token.ARRAY) {
            pass(json, list);
            return;
        }
        for (Token entry = json.next(); entry != Token.CLOSE; entry = json.next()) {
            if (entry == Token.OBJECT) {
                entry(json);
            } else {
                pass(json, entry);
            }
        }
    }

    /** The value of a member; empty when it is no string. */
    private static String string(JsonWalk json) throws IOException {
        Token value = json.next();
        pass(json, value);
        return value == Token.STRING ? json.text() : "";
    }

    /** Leaves a value behind. */
    private static void pass(JsonWalk json, Token value) throws IOException {
        if (value == Token.OBJECT || value == Token.ARRAY) {
            json.skip();
        }
    }

    private void conclude() {
        if (bundleType.equals(BundleKind.SEARCHSET.code())) {
            searchset();
        } else {
            transaction();
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

    private void transaction() {
        if (!bundleType.equals(BundleKind.TRANSACTION.code())) {
            // In a batch each entry succeeds or fails alone: a 200 says nothing about the whole.
            issues.add(Issue.fatal("bundle-not-transaction", "Bundle.type", "the Bundle is not a transaction"));
        }
        if (entries == 0) {
            issues.add(
                    Issue.fatal("bundle-empty", "Bundle.entry", "the Bundle has no entry, nothing would be written"));
        }
        for (String place : withoutRequest) {
            issues.add(Issue.fatal("entry-without-request", place, "the entry does not say how it is to be written"));
        }
    }

    /** That nothing was found is an answer too: it may have no entries. */
    private void searchset() {
        if (withoutRequest.size() < entries) {
            // FHIR R4, Bundle, invariant bdl-3: an answer that asks to write is neither.
            issues.add(Issue.fatal(
                    "entry-with-request", "Bundle.entry", "the answer to a query has entries that ask to be written"));
        }
        for (String place : withoutMode) {
            issues.add(Issue.fatal(
                    "entry-without-mode", place, "the entry does not say whether it was found or stands beside"));
        }
    }

    private void entry(JsonWalk json) throws IOException {
        String place = "Bundle.entry[" + entries++ + "]";
        boolean resource = false;
        String method = "";
        String url = "";
        String mode = "";
        while (json.next() == Token.NAME) {
            if (json.is(FULL_URL)) {
                if (!fullUrls.add(string(json))) {
                    issues.add(Issue.fatal(
                            "entry-twice", place, "two entries have the same fullUrl; a server refuses or drops one"));
                }
            } else if (json.is(RESOURCE)) {
                resource = resource(json);
            } else if (json.is(REQUEST) && json.next() == Token.OBJECT) {
                while (json.next() == Token.NAME) {
                    if (json.is(METHOD)) {
                        method = string(json);
                    } else if (json.is(URL)) {
                        url = string(json);
                    } else {
                        pass(json, json.next());
                    }
                }
            } else if (json.is(SEARCH) && json.next() == Token.OBJECT) {
                while (json.next() == Token.NAME) {
                    if (json.is(MODE)) {
                        mode = string(json);
                    } else {
                        pass(json, json.next());
                    }
                }
            } else if (!json.is(REQUEST) && !json.is(SEARCH)) {
                pass(json, json.next());
            }
        }
        if (mode.isEmpty()) {
            withoutMode.add(place);
        }
        judge(place, resource, method, url);
    }

    private void judge(String place, boolean resource, String method, String url) {
        if (method.isEmpty() || url.isEmpty()) {
            withoutRequest.add(place);
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
    private boolean resource(JsonWalk json) throws IOException {
        Token start = json.next();
        if (start != Token.OBJECT) {
            pass(json, start);
            return false;
        }
        int inside = json.depth();
        boolean typed = false;
        while (json.depth() >= inside) {
            if (json.next() == Token.NAME) {
                if (json.is(REFERENCE)) {
                    if (json.next() == Token.STRING && json.startsWith(URN)) {
                        internalReferences.add(json.text());
                    }
                } else if (json.depth() == inside && json.is(RESOURCE_TYPE)) {
                    typed = json.next() == Token.STRING;
                }
            }
        }
        return typed;
    }
}
