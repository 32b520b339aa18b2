package io.crosswalk.source.cda;

/** What a stretch of narrative says without its markup: white space folded, cells and items apart. */
final class PlainText {

    private static final char NO_BREAK_SPACE = '\u00a0';

    private PlainText() {}

    /**
     * The text of an element. What a sender has marked as deleted is not part of it.
     *
     * @param element position of its start tag
     * @param most how many characters are enough
     */
    static String of(byte[] bytes, int element, int most) {
        StringBuilder text = new StringBuilder();
        XmlScanner scanner = new XmlScanner(bytes, element, bytes.length);
        boolean[] inline = new boolean[CdaLimits.DEPTH + 2];
        int dropped = inline.length;
        do {
            switch (scanner.next()) {
                case XmlScanner.TEXT -> {
                    if (dropped == inline.length) {
                        Xml.appendText(text, bytes, scanner.start(), scanner.position());
                    }
                }
                case XmlScanner.START -> {
                    StrucDoc tag = StrucDoc.of(bytes, scanner);
                    inline[scanner.depth()] = tag != null && tag.flow() == StrucDoc.Flow.INLINE && tag != StrucDoc.BR;
                    if (!inline[scanner.depth()]) {
                        text.append(' ');
                    }
                    boolean drops =
                            tag != null && tag.flow() == StrucDoc.Flow.DROPPED || Narrative.isDeleted(bytes, scanner);
                    dropped = drops ? Math.min(dropped, scanner.depth()) : dropped;
                }
                default -> {
                    if (!inline[scanner.depth() + 1]) {
                        text.append(' ');
                    }
                    dropped = scanner.depth() + 1 == dropped ? inline.length : dropped;
                }
            }
        } while (scanner.depth() > 0 && text.length() < 2 * most);
        String folded = folded(text);
        return folded.length() > most ? folded.substring(0, most) : folded;
    }

    /** Runs of white space as one blank, none around. */
    static String folded(CharSequence text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == NO_BREAK_SPACE) {
                blank = true;
            } else {
                if (blank && !folded.isEmpty()) {
                    folded.append(' ');
                }
                blank = false;
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
