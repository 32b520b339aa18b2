package io.crosswalk.source.cda;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What a stretch of narrative says without its markup: white space folded, cells and items apart. */
final class PlainText {

    /** Elements within a line of text: what stands on both sides of their tags is one word. */
    private static final Set<String> INLINE =
            Set.of("content", "sub", "sup", "linkHtml", "b", "i", "u", "span", "em", "strong", "a");

    private PlainText() {}

    /** @param element position of its start tag */
    static String of(byte[] bytes, int element) {
        StringBuilder text = new StringBuilder();
        XmlScanner scanner = new XmlScanner(bytes, element, bytes.length);
        do {
            int event = scanner.next();
            if (event == XmlScanner.TEXT) {
                Xml.appendText(text, bytes, scanner.start(), scanner.position());
            } else if (!isInline(bytes, scanner, event)) {
                text.append(' ');
            }
        } while (scanner.depth() > 0);
        return folded(text);
    }

    private static boolean isInline(byte[] bytes, XmlScanner scanner, int event) {
        int from = event == XmlScanner.START ? scanner.nameStart() : scanner.closedNameStart();
        int to = event == XmlScanner.START ? scanner.nameEnd() : scanner.closedNameEnd();
        return INLINE.contains(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private static String folded(CharSequence text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '\u00a0') {
                blank = true;
            } else {
                if (blank && folded.length() > 0) {
                    folded.append(' ');
                }
                blank = false;
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
