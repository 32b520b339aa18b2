package io.crosswalk.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The simple values of a Bundle by resource and element path, read in one pass. */
final class BundleValues {

    private final Map<String, String> values = new HashMap<>();

    private BundleValues() {}

    /** Of a Bundle as JSON; nothing of no bytes. */
    static BundleValues of(byte[] bundle) throws IOException {
        BundleValues values = new BundleValues();
        if (bundle.length == 0) {
            return values;
        }
        try (JsonParser json = new JsonFactory().createParser(bundle)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && "resource".equals(json.currentName())
                        && json.nextToken() == JsonToken.START_OBJECT) {
                    values.resource(json);
                }
            }
        }
        return values;
    }

    /**
     * The value as text; empty when the element is none or holds others.
     *
     * @param resource {@code Patient/<id>}
     * @param element {@code Patient.name[0].family}
     */
    String of(String resource, String element) {
        int dot = element.indexOf('.');
        return dot < 0 ? "" : values.getOrDefault(resource + element.substring(dot), "");
    }

    private void resource(JsonParser json) throws IOException {
        Map<String, String> elements = new HashMap<>();
        object(json, "", elements);
        String name = elements.get(".resourceType") + "/" + elements.get(".id");
        elements.forEach((element, value) -> values.put(name + element, value));
    }

    private static void object(JsonParser json, String path, Map<String, String> elements) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            value(json, path + "." + name, elements);
        }
    }

    private static void value(JsonParser json, String path, Map<String, String> elements) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            object(json, path, elements);
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                value(json, path + "[" + i + "]", elements);
            }
        } else {
            elements.put(path, json.getText());
        }
    }
}
