package io.crosswalk.mapping.plan;

/** Why a source value is not in the Bundle: a closed list, the strongest reason first. */
public enum Reason {
    /** {@code ""}: HL7 v2, chapter 2. */
    ASKS_TO_DELETE("the sender asks to delete the value; nothing is written for it"),
    BAD_VALUE("it is no value of the type that the element has"),
    CODE_UNKNOWN("the code map does not have this code, and the element takes no other"),
    DROPPED("a rule drops it"),
    OVERLAY_DROPPED("overlay dropped: the site leaves out the rule that reads it"),
    CONDITION_FALSE("the condition of the rule that would take it does not hold"),
    OTHER_TAKEN("the rule takes one value, and another came first"),
    NOT_KEPT(
            "a rule took it, but what it gave is not in the Bundle: another value stands there, or the resource has no "
                    + "content of its own"),
    IDENTIFIES("it is in no element; an id was made of it"),
    DECIDES("it is in no element; it decides about others"),
    IGNORED("the mapping leaves it out on purpose"),
    READER("it says how the message is to be read"),
    NO_MAP("nothing is made of this segment here"),
    NO_RULE("no rule reads it");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
