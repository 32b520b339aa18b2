package io.crosswalk.fhir;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Reads resources as trees and writes them back as they were: a decimal keeps its digits. */
public final class FhirTree {

    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private FhirTree() {}

    /** A resource as a tree; empty when the bytes are none. */
    public static Optional<ObjectNode> resource(byte[] json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object
                            && object.path("resourceType").isTextual()
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
