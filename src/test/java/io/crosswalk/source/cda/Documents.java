package io.crosswalk.source.cda;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Invented documents, as short as a test wants them. */
final class Documents {

    private static final String START = "<ClinicalDocument xmlns=\"urn:hl7-org:v3\" xmlns:sdtc=\"urn:hl7-org:sdtc\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";

    private Documents() {}

    static CdaDocument read(String xml) {
        return CdaReader.read(xml.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static CdaDocument read(String xml, String zone) {
        return CdaReader.read(xml.getBytes(StandardCharsets.UTF_8), Optional.of(ZoneId.of(zone)));
    }

    /** A whole document around some elements. */
    static String with(String content) {
        return START + content + "</ClinicalDocument>";
    }

    /** The first element below the document's own. */
    static CdaElement first(String content) {
        return Objects.requireNonNull(read(with(content)).root().firstElement());
    }

    /** The first element at a path of names below another one. */
    static CdaElement at(CdaElement from, String path) {
        CdaElement element = from;
        for (String name : path.split("/")) {
            CdaElement child = element.firstElement();
            while (child != null && !child.localName().equals(name)) {
                child = child.nextElement();
            }
            element = Objects.requireNonNull(child, () -> "no " + name);
        }
        return element;
    }

    static List<String> codes(CdaDocument document) {
        return document.issues().stream().map(issue -> issue.code()).toList();
    }

    static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    /** A document of which every root identifies, alone and with a number. */
    static CdaTree tree(CdaDocument document, Kinds kinds) {
        return CdaTree.of(document, kinds, (root, extension) -> true);
    }
}
