package io.crosswalk.mapping.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words by which a sender fills a row when it has nothing to say: "No procedure information entered", "Allergies excluded/not
 * available". That nothing was recorded is not that there is nothing: "no known allergies" is none of these.
 */
final class Unrecorded {

    /** A row of this kind is short; what is longer was written by somebody. */
    private static final int LONGEST = 120;

    private static final String SUBJECT = "(?:[\\p{L}/-]+ ){0,5}?";
    private static final String STATE =
            "(?:entered|recorded|documented|available|applicable|provided|reported|found|on file|to display)";

    private static final Pattern PHRASE = Pattern.compile("(?:(?:"
            + "no (?!known )" + SUBJECT + "(?:information|info|data)(?: (?:is|are|was|were|has been|have been))?(?: "
            + STATE
            + ")?(?: (?:about|for|on) [\\p{L} ]{1,40})?"
            + "|(?:there (?:is|are) )?no (?!known )" + SUBJECT + "(?:(?:is|are|was|were|has been|have been) )?" + STATE
            + "|" + SUBJECT + "excluded ?/ ?not available"
            + "|" + SUBJECT + "(?:information|info|data) (?:is )?(?:not " + STATE + "|unavailable)"
            + "|" + SUBJECT + "not (?:entered|recorded|documented|on file)"
            + "|not " + STATE
            + ")[ .;,]*)+");

    private Unrecorded() {}

    /** Whether a text says no more than that nothing was recorded. */
    static boolean says(String text) {
        return text.length() <= LONGEST
                && PHRASE.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
    }
}
