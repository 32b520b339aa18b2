package io.crosswalk.intake;

/** Which acknowledgement rules a channel follows; HL7 v2.9, chapter 2.9.2 (original) and 2.9.3 (enhanced). */
public enum AckMode {
    /** As the message asks: enhanced when MSH-15 or MSH-16 has a value, original otherwise. What the standard says. */
    AUTO,
    /** AA, AE, AR to every message, for senders that fill MSH-15 and do not mean it. */
    ORIGINAL,
    /** CA, CE, CR; an empty MSH-15 counts as AL. */
    ENHANCED
}
