package io.crosswalk.source.cda;

import java.util.Map;
import java.util.Set;

/**
 * The data types of CDA R2, as far as mappings tell them apart (HL7 V3 Data Types, R1). A specialised type counts as the one
 * that it is read like: CE, CV, CS and CO as CD, SXCM_TS as TS.
 */
final class CdaTypes {

    private static final Map<String, String> ALIKE = Map.ofEntries(
            Map.entry("CE", "CD"),
            Map.entry("CV", "CD"),
            Map.entry("CS", "CD"),
            Map.entry("CO", "CD"),
            Map.entry("SXCM_TS", "TS"),
            Map.entry("IVXB_TS", "TS"),
            Map.entry("IVXB_PQ", "PQ"),
            Map.entry("RTO_PQ_PQ", "RTO"),
            Map.entry("RTO_QTY_QTY", "RTO"),
            Map.entry("RTO_MO_PQ", "RTO"),
            Map.entry("SC", "ST"),
            Map.entry("URL", "TEL"),
            Map.entry("PN", "EN"),
            Map.entry("ON", "EN"),
            Map.entry("TN", "EN"));

    static final Set<String> ALL = Set.of(
            "TS", "IVL_TS", "PIVL_TS", "EIVL_TS", "PQ", "IVL_PQ", "IVL_INT", "CD", "ED", "ST", "INT", "REAL", "RTO",
            "BL", "II", "TEL", "AD", "EN", "MO");

    /** Elements whose type is the same wherever they stand. */
    private static final Map<String, String> OF_ELEMENTS = Map.ofEntries(
            Map.entry("id", "II"),
            Map.entry("setId", "II"),
            Map.entry("templateId", "II"),
            Map.entry("code", "CD"),
            Map.entry("translation", "CD"),
            Map.entry("telecom", "TEL"),
            Map.entry("addr", "AD"),
            Map.entry("name", "EN"),
            Map.entry("time", "IVL_TS"),
            Map.entry("originalText", "ED"),
            Map.entry("text", "ED"),
            Map.entry("birthTime", "TS"),
            Map.entry("doseQuantity", "IVL_PQ"),
            Map.entry("rateQuantity", "IVL_PQ"),
            Map.entry("maxDoseQuantity", "RTO"));

    private CdaTypes() {}

    /** The type of an element by its name; empty when its document says it. */
    static String ofElement(String name) {
        String type = OF_ELEMENTS.get(name);
        if (type != null) {
            return type;
        }
        return name.endsWith("Code") ? "CD" : "";
    }

    /** Whether an element is of a type: by what it declares, else by its shape. */
    static boolean isOf(CdaElement element, String type) {
        String declared = element.type();
        if (declared.isEmpty()) {
            return isShapedLike(element, type);
        }
        if (declared.equals(type) || type.equals(ALIKE.get(declared))) {
            return true;
        }
        // An interval that gives one value is read as that value too.
        return type.equals("TS") && declared.equals("IVL_TS") && element.has(CdaWords.VALUE);
    }

    private static boolean isShapedLike(CdaElement element, String type) {
        return switch (type) {
            case "IVL_TS" -> isTime(element) && isInterval(element);
            case "IVL_PQ" -> !isTime(element) && isInterval(element);
            case "PIVL_TS" -> hasChild(element, CdaWords.PERIOD);
            case "EIVL_TS" -> hasChild(element, CdaWords.EVENT);
            case "TS" -> isTime(element) && element.has(CdaWords.VALUE);
            case "PQ" -> !isTime(element) && element.has(CdaWords.VALUE);
            case "CD" -> element.has(CdaWords.CODE);
            case "RTO" -> hasChild(element, CdaWords.NUMERATOR);
            case "II" -> element.has(CdaWords.ROOT);
            default -> false;
        };
    }

    private static boolean isTime(CdaElement element) {
        String name = element.localName();
        return name.endsWith("Time") || name.equals("time");
    }

    private static boolean isInterval(CdaElement element) {
        return hasChild(element, CdaWords.LOW)
                || hasChild(element, CdaWords.HIGH)
                || hasChild(element, CdaWords.WIDTH)
                || hasChild(element, CdaWords.CENTER);
    }

    private static boolean hasChild(CdaElement element, int name) {
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            if (child.nameCode() == name) {
                return true;
            }
        }
        return false;
    }
}
