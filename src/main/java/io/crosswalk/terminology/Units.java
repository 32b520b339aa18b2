package io.crosswalk.terminology;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The UCUM code of what a source calls a unit. Wrong spellings are repaired by a table in which each has one possible
 * meaning, never by guessing; what is valid UCUM stays as it is, even when another unit may have been meant.
 */
public final class Units {

    /** The URI of UCUM as a coding system. */
    public static final String SYSTEM = "http://unitsofmeasure.org";

    private Units() {}

    private static final class Repairs {
        static final Map<String, String> TABLE = FactFile.pairs("unit-repairs.txt", '\t');
    }

    /** Units that were judged before: a hospital has a few hundred. Senders may write anything, so it is bounded. */
    private static final int MOST_JUDGED = 5_000;

    private static final int LONGEST_JUDGED = 40;

    private static final Map<String, Optional<String>> JUDGED = new ConcurrentHashMap<>();

    /** The code, or null when the text is no unit that UCUM has. */
    public static @Nullable String ucum(String unit) {
        Optional<String> known = JUDGED.get(unit);
        if (known != null) {
            return known.orElse(null);
        }
        String code = judged(unit);
        if (unit.length() <= LONGEST_JUDGED && JUDGED.size() < MOST_JUDGED) {
            JUDGED.put(unit, Optional.ofNullable(code));
        }
        return code;
    }

    private static @Nullable String judged(String unit) {
        String stripped = unit.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        String repaired = Repairs.TABLE.get(stripped);
        if (repaired != null) {
            return repaired.isEmpty() ? null : repaired;
        }
        // Two characters look like a micro sign; UCUM writes u.
        String plain = stripped.replace('\u00b5', 'u').replace('\u03bc', 'u');
        return isCount(plain) || !Ucum.isUnit(plain) ? null : plain;
    }

    /** UCUM's grammar takes a bare number for a unit; senders who write one mean a code or a count. */
    private static boolean isCount(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.equals("1");
    }
}
