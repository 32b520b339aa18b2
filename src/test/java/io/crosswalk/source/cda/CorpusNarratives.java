package io.crosswalk.source.cda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All narratives of a document as FHIR gets them. For tests of other packages. */
public final class CorpusNarratives {

    private CorpusNarratives() {}

    /** Of its sections, and of the parts that entries refer to. */
    public static List<String> of(byte[] body) {
        List<String> narratives = new ArrayList<>();
        add(CdaReader.read(body, Optional.empty()).root(), narratives);
        return narratives;
    }

    private static void add(CdaElement element, List<String> narratives) {
        if (element.nameCode() == CdaNames.TEXT) {
            String narrative = element.narrative();
            if (narrative != null) {
                narratives.add(narrative);
            }
        }
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            add(child, narratives);
        }
    }
}
