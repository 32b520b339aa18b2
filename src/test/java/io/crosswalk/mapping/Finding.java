package io.crosswalk.mapping;

import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the validator holds against a resource, without what is particular to that resource: errors of one cause are equal.
 *
 * @param path the element, without the positions in lists: {@code Patient.name.given}
 * @param rule the validator's name of the broken rule, and the definition it is about when there is one
 */
record Finding(String path, String rule) implements Comparable<Finding> {

    /** Where a resource starts inside a Bundle: {@code Bundle.entry[3].resource/*Patient/4f1c...*}{@code /}. */
    private static final Pattern ENTRY = Pattern.compile("^Bundle\\.entry\\[\\d+]\\.resource/\\*([A-Za-z]+)/[^*]*\\*/");

    private static final Pattern POSITION = Pattern.compile("\\[[^]]*]|/\\*[^*]*\\*/");
    private static final Pattern DEFINITION =
            Pattern.compile("https?://[A-Za-z0-9./_-]+[A-Za-z0-9]|urn:[a-z]+:[A-Za-z0-9.:-]+[A-Za-z0-9]");

    static Finding of(SingleValidationMessage message) {
        String place = message.getLocationString() == null ? "" : message.getLocationString();
        // A Bundle that is not even FHIR's JSON gets sentences without an id.
        String rule = message.getMessageId() == null ? "not FHIR JSON" : message.getMessageId();
        Matcher definition = DEFINITION.matcher(message.getMessage());
        String inResource = ENTRY.matcher(place).replaceFirst("$1");
        return new Finding(
                POSITION.matcher(inResource).replaceAll(""),
                definition.find() ? rule + " " + definition.group() : rule);
    }

    @Override
    public int compareTo(Finding other) {
        int paths = path.compareTo(other.path);
        return paths != 0 ? paths : rule.compareTo(other.rule);
    }
}
