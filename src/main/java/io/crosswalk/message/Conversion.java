package io.crosswalk.message;

import java.util.List;
import java.util.Objects;

/**
 * What became of one source message: a FHIR R4 Bundle and everything that is to be said about it.
 *
 * @param key the source message
 * @param bundle the Bundle as UTF-8 JSON, encoded once and forwarded as it is; empty exactly when an issue is fatal
 * @param patient the patient whose lane the message belongs to: assigner and identifier as one string; empty when the
 *     message has no patient. It is patient data: hash it before it leaves the process
 * @param resources how many resources of each type the Bundle has
 * @param issues faults and remarks in the order in which they were met
 * @param mappings version of the mappings that made it (a hash of their files)
 */
public record Conversion(
        MessageKey key,
        byte[] bundle,
        String patient,
        List<ResourceCount> resources,
        List<Issue> issues,
        String mappings) {

    /** How many resources of one type. */
    public record ResourceCount(String type, int count) {}

    public Conversion {
        Objects.requireNonNull(key, "key");
        resources = List.copyOf(resources);
        issues = List.copyOf(issues);
        if (bundle.length == 0 && issues.stream().noneMatch(Issue::isFatal)) {
            throw new IllegalArgumentException("a conversion without a Bundle needs a fatal issue that says why");
        }
    }

    public boolean failed() {
        return bundle.length == 0;
    }

    @Override
    public String toString() {
        return "Conversion[" + key + ", " + bundle.length + " bytes, " + issues.size() + " issues]";
    }
}
