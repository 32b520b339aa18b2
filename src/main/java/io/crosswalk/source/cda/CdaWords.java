package io.crosswalk.source.cda;

import java.util.Set;

/** Numbers of the names that reading itself asks for. */
final class CdaWords {

    static final int TEMPLATE_ID = CdaNames.of("templateId");
    static final int ROOT = CdaNames.of("root");
    static final int EXTENSION = CdaNames.of("extension");
    static final int ID = CdaNames.of("id");
    static final int CODE = CdaNames.of("code");
    static final int CODE_SYSTEM = CdaNames.of("codeSystem");
    /** What says of a code no more than which it is. */
    static final int[] NAMING_A_CODE = {
        CODE_SYSTEM, CdaNames.of("codeSystemName"), CdaNames.of("codeSystemVersion"), CdaNames.of("displayName")
    };

    static final int TRANSLATION = CdaNames.of("translation");
    static final int TYPE_CODE = CdaNames.of("typeCode");
    static final int INVERSION = CdaNames.of("inversionInd");
    static final int OPERATOR = CdaNames.of("operator");
    static final int ENTRY = CdaNames.of("entry");
    static final int ORIGINAL_TEXT = CdaNames.of("originalText");
    static final int NULL_FLAVOR = CdaNames.of("nullFlavor");
    /** What states something of the patient. */
    static final Set<Integer> STATEMENTS = Set.of(
            CdaNames.of("act"),
            CdaNames.of("encounter"),
            CdaNames.of("observation"),
            CdaNames.of("organizer"),
            CdaNames.of("procedure"),
            CdaNames.of("substanceAdministration"),
            CdaNames.of("supply"));

    static final int VALUE = CdaNames.of("value");
    static final int LOW = CdaNames.of("low");
    static final int HIGH = CdaNames.of("high");
    static final int WIDTH = CdaNames.of("width");
    static final int CENTER = CdaNames.of("center");
    static final int PERIOD = CdaNames.of("period");
    static final int EVENT = CdaNames.of("event");
    static final int NUMERATOR = CdaNames.of("numerator");
    static final int UNIT = CdaNames.of("unit");

    private CdaWords() {}
}
