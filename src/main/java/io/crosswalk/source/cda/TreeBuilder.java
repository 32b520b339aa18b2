package io.crosswalk.source.cda;

import io.crosswalk.source.IssueLog;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the elements of one document in one pass over its bytes. */
final class TreeBuilder {

    private static final String[] PREFIXES = {"", "", "sdtc:", "xsi:", "xml:"};

    private final byte[] bytes;
    private final CdaDocument document;
    private final XmlScanner scanner;
    private final Namespaces namespaces;
    private final AttributeTable attributes;
    private final IdIndex ids;
    private final IssueLog issues;
    private final int[] ordinals = new int[CdaNames.count()];
    private final Map<String, Integer> foreignOrdinals = new HashMap<>();
    private final Set<String> undeclared = new HashSet<>();
    private final @Nullable CdaElement[] open = new @Nullable CdaElement[CdaLimits.DEPTH + 1];
    private final @Nullable CdaElement[] youngest = new @Nullable CdaElement[CdaLimits.DEPTH + 1];
    private int elements;

    TreeBuilder(CdaDocument document, XmlBytes source, AttributeTable attributes, IdIndex ids, IssueLog issues) {
        this.bytes = source.bytes();
        this.document = document;
        this.scanner = new XmlScanner(bytes, source.from(), bytes.length);
        this.namespaces = new Namespaces(bytes);
        this.attributes = attributes;
        this.ids = ids;
        this.issues = issues;
    }

    /**
     * The root of the tree.
     *
     * @throws XmlFault when the document is not well-formed or beyond the limits
     */
    CdaElement build() {
        CdaElement root = null;
        int narrative = CdaLimits.DEPTH + 1;
        int event = scanner.next();
        while (event != XmlScanner.DONE) {
            int depth = scanner.depth();
            if (event == XmlScanner.START) {
                countElement();
                if (depth > narrative) {
                    int firstId = ids.size();
                    indexId();
                    ids.own(firstId, element(narrative));
                } else {
                    CdaElement element = start(depth);
                    root = root == null ? element : root;
                    narrative = element.isNarrative() ? depth : narrative;
                }
            } else if (event == XmlScanner.TEXT) {
                if (scanner.solid()) {
                    element(Math.min(depth, narrative)).setHasCharacters();
                }
            } else {
                int closed = depth + 1;
                if (closed <= narrative) {
                    element(closed).close(scanner.position());
                    namespaces.leave(closed);
                    narrative = CdaLimits.DEPTH + 1;
                }
            }
            event = scanner.next();
        }
        if (root == null) {
            throw XmlFault.notWellFormed(bytes.length, "there is no element");
        }
        return root;
    }

    private CdaElement element(int depth) {
        CdaElement element = open[depth];
        if (element == null) {
            throw new IllegalStateException("nothing is open at depth " + depth);
        }
        return element;
    }

    private void countElement() {
        if (++elements > CdaLimits.ELEMENTS) {
            throw new XmlFault(
                    "xml-too-large", scanner.start(), "the document has more than " + CdaLimits.ELEMENTS + " elements");
        }
    }

    private CdaElement start(int depth) {
        declareNamespaces(depth);
        int first = attributes.size();
        int firstId = ids.size();
        addAttributes();
        int code = elementCode(depth);
        CdaElement parent = depth == 1 ? null : element(depth - 1);
        CdaElement element = new CdaElement(
                document,
                parent,
                code,
                ordinal(code),
                new CdaElement.Tag(scanner.start(), scanner.position(), first, attributes.size() - first));
        ids.own(firstId, element);
        CdaElement before = youngest[depth];
        if (parent != null && before == null) {
            parent.setFirst(element);
        } else if (before != null) {
            before.setNext(element);
        }
        youngest[depth] = element;
        if (depth < CdaLimits.DEPTH) {
            youngest[depth + 1] = null;
        }
        open[depth] = element;
        return element;
    }

    private int ordinal(int code) {
        return code > 0
                ? ++ordinals[code]
                : foreignOrdinals.merge(text(scanner.nameStart(), scanner.nameEnd()), 1, Integer::sum);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private void declareNamespaces(int depth) {
        for (int i = 0; i < scanner.attributes(); i++) {
            int from = scanner.attributeNameStart(i);
            int to = scanner.attributeNameEnd(i);
            if (isDeclaration(from, to)) {
                int prefix = to - from > 6 ? from + 6 : to;
                namespaces.declare(prefix, to, scanner.valueStart(i), scanner.valueEnd(i), depth);
            }
        }
    }

    private boolean isDeclaration(int from, int to) {
        return bytes[from] == 'x' && Xml.isAt(bytes, from, to, "xmlns") && (to - from == 5 || bytes[from + 5] == ':');
    }

    private int elementCode(int depth) {
        int colon = scanner.colon();
        int kind = colon < 0 ? namespaces.ofDefault() : kindOf(scanner.nameStart(), colon);
        if (depth == 1 && kind == Namespaces.NONE) {
            issues.warning(
                    "xml-namespace-missing",
                    "",
                    "the document does not say that its elements are CDA's (xmlns=\"urn:hl7-org:v3\"); they are taken as such");
        }
        return code(kind, colon < 0 ? scanner.nameStart() : colon + 1, scanner.nameEnd());
    }

    private int kindOf(int from, int to) {
        int kind = namespaces.of(from, to);
        if (kind >= 0) {
            return kind;
        }
        String prefix = text(from, to);
        if (undeclared.size() < CdaLimits.NAMESPACES && undeclared.add(prefix)) {
            issues.warning(
                    "xml-prefix-undeclared",
                    "",
                    "line " + document.lineOf(from) + " has a prefix that the document does not declare;"
                            + " it is taken for what such a prefix mostly stands for");
        }
        return namespaces.guess(from, to);
    }

    private int code(int kind, int from, int to) {
        return switch (kind) {
            case Namespaces.NONE, Namespaces.CDA -> CdaNames.of(bytes, from, to);
            case Namespaces.OTHER -> 0;
            default -> CdaNames.of(PREFIXES[kind] + text(from, to));
        };
    }

    private void addAttributes() {
        for (int i = 0; i < scanner.attributes(); i++) {
            int from = scanner.attributeNameStart(i);
            int to = scanner.attributeNameEnd(i);
            if (!isDeclaration(from, to)) {
                int code = attributeCode(from, to);
                attributes.add(code == 0 ? -1 - from : code, scanner.valueStart(i), scanner.valueEnd(i));
                if (code == CdaNames.ID_ATTRIBUTE) {
                    ids.add(scanner.start(), scanner.valueStart(i), scanner.valueEnd(i));
                }
            }
        }
    }

    private int attributeCode(int from, int to) {
        int code = CdaNames.of(bytes, from, to);
        if (code > 0) {
            return bytes[from] == 'x' || bytes[from] == 's' ? prefixedOrNot(code, from, to) : code;
        }
        return prefixedOrNot(0, from, to);
    }

    private int prefixedOrNot(int code, int from, int to) {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        return colon == to ? code : code(kindOf(from, colon), colon + 1, to);
    }

    private void indexId() {
        for (int i = 0; i < scanner.attributes(); i++) {
            int from = scanner.attributeNameStart(i);
            if (scanner.attributeNameEnd(i) - from == 2
                    && (bytes[from] == 'I' && bytes[from + 1] == 'D' || bytes[from] == 'i' && bytes[from + 1] == 'd')) {
                ids.add(scanner.start(), scanner.valueStart(i), scanner.valueEnd(i));
            }
        }
    }
}
