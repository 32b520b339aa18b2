package io.crosswalk.source.hl7v2;

/**
 * The delimiters of one message, as MSH-1 and MSH-2 state them (HL7 v2.9, ch. 2.5.4).
 *
 * <p>MSH-2 has four characters, since v2.7 perhaps a fifth. A shorter MSH-2 leaves the missing delimiters out:
 * {@link #NONE} stands for a delimiter that the message does not use. Repetitions of a character mean the first use.
 *
 * @param field MSH-1
 * @param component MSH-2, first character
 * @param repetition MSH-2, second character
 * @param escape MSH-2, third character
 * @param subcomponent MSH-2, fourth character
 * @param truncation MSH-2, fifth character
 */
public record Delimiters(char field, char component, char repetition, char escape, char subcomponent, char truncation) {

    /** A delimiter that the message does not use; Unicode guarantees that U+FFFF is no character. */
    public static final char NONE = '\uffff';

    /** What HL7 recommends and nearly everybody uses. */
    public static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&', NONE);

    private static final int MOST = 5;

    /** Reads them from the text of MSH-1 and MSH-2. An empty MSH-2 means the usual ones. */
    static Delimiters of(char field, String encodingCharacters) {
        if (encodingCharacters.isEmpty()) {
            return new Delimiters(field, '^', '~', '\\', '&', NONE);
        }
        char[] all = {NONE, NONE, NONE, NONE, NONE};
        for (int i = 0; i < Math.min(MOST, encodingCharacters.length()); i++) {
            char c = encodingCharacters.charAt(i);
            all[i] = encodingCharacters.indexOf(c) == i ? c : NONE;
        }
        return new Delimiters(field, all[0], all[1], all[2], all[3], all[4]);
    }

    /** Whether a character may separate fields: not a letter, a digit, a blank or a line end. */
    static boolean canSeparateFields(int c) {
        return c > ' ' && c != 0x7f && c != NONE && !Character.isLetterOrDigit(c);
    }

    /** MSH-1 and MSH-2 as they stand in a message. */
    public String written() {
        StringBuilder written = new StringBuilder(6).append(field);
        for (char c : new char[] {component, repetition, escape, subcomponent, truncation}) {
            if (c != NONE) {
                written.append(c);
            }
        }
        return written.toString();
    }
}
