package io.crosswalk.message;

import java.net.URI;

/**
 * One outbound endpoint.
 *
 * @param name as used in routes, queues and metrics: lower case letters, digits and dashes
 * @param endpoint {@code http(s):} base of a FHIR server, or {@code file:} folder that receives each Bundle as JSON
 */
public record Destination(String name, URI endpoint) {

    public Destination {
        if (!name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "destination '" + name + "': a name has lower case letters, digits and dashes only");
        }
        if (!endpoint.isAbsolute()) {
            throw new IllegalArgumentException("destination '" + name + "': endpoint '" + endpoint
                    + "' needs a scheme, as in http://127.0.0.1:8090/fhir or file:data/out");
        }
    }

    /** Whether it receives each Bundle as a file, instead of writing resources. */
    public boolean isFolder() {
        return "file".equalsIgnoreCase(endpoint.getScheme());
    }
}
