package io.crosswalk.mapping.plan;

/** What a source value does for an element. */
public enum Use {
    /** The element says it, in FHIR's form: each other value gives another element. */
    VALUE,
    /** The element was computed of it; not each other value gives another result. */
    COMPUTED,
    /** A row of a code map has translated it. */
    CODE,
    /** It has decided whether, or which way, the element came about; the element does not say it. */
    CONDITION,
    /** The id of the resource, or of the one referred to, was made of it. */
    IDENTITY,
    /** The element keeps it as it was sent, since no other does: each other value gives another element. */
    KEPT,
    /** The element was made of the whole message: each change of any byte changes it. */
    MESSAGE
}
