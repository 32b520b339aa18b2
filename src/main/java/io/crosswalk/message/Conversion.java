package io.crosswalk.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of one source message: a FHIR R4 Bundle and everything that is to be said about it.
 *
 * @param key the source message
 * @param bundle the Bundle as UTF-8 JSON, encoded once and forwarded as it is; empty exactly when an issue is fatal
 * @param kind what the Bundle is for
 * @param patient the patient whose lane the message belongs to, as {@code Patient/id}; empty when the message has no
 *     patient with a number. It can be guessed from a number: hash it before it leaves the process
 * @param resources how many resources of each type the Bundle has
 * @param written the resources of the Bundle that are to be written, each as {@code Type/id}; none in the answer to a query
 * @param merges what takes the place of what
 * @param issues faults and remarks in the order in which they were met
 * @param mappings version of the mappings that made it (a hash of their files)
 */
public record Conversion(
        MessageKey key,
        byte[] bundle,
        BundleKind kind,
        String patient,
        List<ResourceCount> resources,
        List<String> written,
        List<Merge> merges,
        List<Issue> issues,
        String mappings) {

    /** How many resources of one type. */
    public record ResourceCount(String type, int count) {}

    public Conversion {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(kind, "kind");
        resources = List.copyOf(resources);
        written = List.copyOf(written);
        merges = List.copyOf(merges);
        issues = List.copyOf(issues);
        if (bundle.length == 0 && issues.stream().noneMatch(Issue::isFatal)) {
            throw new IllegalArgumentException("a conversion without a Bundle needs a fatal issue that says why");
        }
    }

    /** Of a message that became nothing. */
    public static Conversion failed(MessageKey key, List<Issue> issues, String mappings) {
        return new Conversion(
                key, new byte[0], BundleKind.TRANSACTION, "", List.of(), List.of(), List.of(), issues, mappings);
    }

    /** The same with more in the Bundle. */
    public Conversion withBundle(byte[] fuller) {
        return new Conversion(key, fuller, kind, patient, resources, written, merges, issues, mappings);
    }

    /** The same with more issues behind its own. */
    public Conversion withIssues(List<Issue> more) {
        List<Issue> all = new ArrayList<>(issues);
        all.addAll(more);
        return new Conversion(key, bundle, kind, patient, resources, written, merges, all, mappings);
    }

    public boolean failed() {
        return bundle.length == 0;
    }

    @Override
    public String toString() {
        return "Conversion[" + key + ", " + bundle.length + " bytes, " + issues.size() + " issues]";
    }
}
