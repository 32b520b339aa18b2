package io.crosswalk.validate;

import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the validator's messages as {@link Finding}s. Its sentences may quote a value of the patient's, so only what is
 * known to be names and numbers is taken from them.
 */
final class Findings {

    /** {@code Patient.name: minimum required = 1, but only found 0 (from ...)}. */
    private static final Pattern TOO_FEW = Pattern.compile(
            "(?<element>[A-Za-z][\\w.\\[\\]]*)(?::[^:\\s]+)?: minimum required = (?<min>\\d+), but only found (?<found>\\d+).*",
            Pattern.DOTALL);

    /** {@code Slice 'Observation.category:laboratory': a matching slice is required, but not found (from ...)}. */
    private static final Pattern NO_SLICE = Pattern.compile(
            "Slice '(?<element>[\\w.\\[\\]]+):(?<slice>[\\w.\\-/]+)': a matching slice.*", Pattern.DOTALL);

    private static final Pattern TYPED = Pattern.compile("\\.(\\w+)\\.ofType\\((\\w)(\\w*)\\)");
    private static final Pattern REMARK = Pattern.compile("/\\*.*?\\*/");

    /** The beginning of the id of a message, and what it means. */
    private static final Map<String, String> WORDS = Map.of(
            "Validation_VAL_Profile_Maximum", "there are more of it than may be",
            "Validation_VAL_Profile_NotAllowed", "it must not be there",
            "Validation_VAL_Profile_NotSlice", "it is none of those that may be there",
            "TYPE_CHECKS_PATTERN", "it does not have the pattern that is required",
            "TYPE_CHECKS_FIXED", "it is not the value that is required",
            "_DT_Fixed", "it is not the value that is required",
            "Terminology_TX_NoValid", "its code is not in the value set that is required",
            "Terminology_TX_Code_ValueSet", "it has no code where one is required",
            "Extension_PROF_Type", "its type is not one of those that may be there");

    private Findings() {}

    static Finding of(SingleValidationMessage message, String resource, String profile) {
        String rule = Objects.requireNonNullElse(message.getMessageId(), "a rule without a name");
        String place = json(Objects.requireNonNullElse(message.getLocationString(), ""));
        String sentence = Objects.requireNonNullElse(message.getMessage(), "");
        Matcher few = TOO_FEW.matcher(sentence);
        if (few.matches()) {
            String words = "there are " + few.group("found") + " of it, and at least " + few.group("min") + " must be";
            return new Finding(resource, below(place, few.group("element")), profile, rule, words);
        }
        Matcher slice = NO_SLICE.matcher(sentence);
        if (slice.matches()) {
            String words = "there is no '" + slice.group("slice") + "' among them";
            return new Finding(resource, below(place, slice.group("element")), profile, rule, words);
        }
        return new Finding(resource, place, profile, rule, words(rule));
    }

    private static String words(String rule) {
        return WORDS.entrySet().stream()
                .filter(known -> rule.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it breaks a rule");
    }

    /** The place is that of the element which is there; the sentence has the one in it that is missing. */
    private static String below(String place, String element) {
        return place + "." + element.substring(element.lastIndexOf('.') + 1);
    }

    /** FHIRPath's {@code Observation.value.ofType(Quantity)} is {@code Observation.valueQuantity} in JSON. */
    private static String json(String place) {
        return TYPED.matcher(REMARK.matcher(place).replaceAll(""))
                .replaceAll(found -> "." + found.group(1) + found.group(2).toUpperCase(Locale.ROOT) + found.group(3));
    }
}
