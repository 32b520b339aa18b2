package io.crosswalk.source.cda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which header belongs to which row of a narrative's tables. Each narrative is gone through once, when somebody asks. */
final class TableHeaders {

    private static final int NONE = -1;

    private final Set<Integer> known = new HashSet<>();
    private final Map<Integer, Integer> headers = new HashMap<>();

    /**
     * The header of the table around an element.
     *
     * @param element position of the start tag of a row or of a part of a table
     * @return position of the header's start tag; -1 when there is none
     */
    int of(byte[] bytes, CdaElement narrative, int element) {
        if (known.add(narrative.start())) {
            find(bytes, narrative.start());
        }
        return headers.getOrDefault(element, NONE);
    }

    private void find(byte[] bytes, int narrative) {
        XmlScanner scanner = new XmlScanner(bytes, narrative, bytes.length);
        @Nullable StrucDoc[] tags = new @Nullable StrucDoc[CdaLimits.DEPTH + 2];
        Deque<Integer> open = new ArrayDeque<>();
        do {
            int event = scanner.next();
            if (event == XmlScanner.START) {
                StrucDoc tag = StrucDoc.of(bytes, scanner);
                tags[scanner.depth()] = tag;
                if (tag == StrucDoc.TABLE) {
                    open.push(NONE);
                } else if (tag == StrucDoc.THEAD && !open.isEmpty()) {
                    open.pop();
                    open.push(scanner.start());
                } else if (isPart(tag) && !open.isEmpty() && open.element() != NONE) {
                    headers.put(scanner.start(), open.element());
                }
            } else if (event == XmlScanner.END && tags[scanner.depth() + 1] == StrucDoc.TABLE) {
                open.pop();
            }
        } while (scanner.depth() > 0);
    }

    private static boolean isPart(@Nullable StrucDoc tag) {
        return tag == StrucDoc.TR || tag == StrucDoc.TBODY || tag == StrucDoc.TFOOT;
    }
}
