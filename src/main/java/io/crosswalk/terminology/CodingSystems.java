package io.crosswalk.terminology;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source calls a coding system or an assigning authority, as the URI that FHIR calls it.
 *
 * <p>Mnemonics are those of HL7 table 0396 and usual synonyms, compared without case. What is not known has no URI: none
 * is made up.
 */
public final class CodingSystems {

    private static final String V2 = "http://terminology.hl7.org/CodeSystem/v2-";
    /** The OIDs of the v2 tables: a table that has neither this nor an OID of its codes does not exist. */
    private static final String TABLES = "2.16.840.1.113883.12.";

    private static final int LONGEST_NAME = 256;
    private static final String URN_OID = "urn:oid:";
    private static final int FEWEST_ARCS = 4;
    private static final String EXAMPLES = "2.999.";

    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    /** A DICOM code that is a number. */
    private static final int DICOM_DIGITS = 6;

    /** "Local general code" of table 0396. */
    public static final String LOCAL = "L";

    private CodingSystems() {}

    private static final class Oids {
        static final Map<String, String> URIS = FactFile.pairs("oids.txt", ' ');
    }

    /** Value sets that hold codes of one system only, by their OIDs. Loaded when somebody names one. */
    private static final class ValueSets {
        static final Map<String, String> SYSTEMS = FactFile.pairs("value-sets.txt", ' ');
    }

    private static final class Codes {
        static final Map<String, Set<String>> OF_SYSTEM = FactFile.sets("table-codes.txt", '\t');
    }

    private static final class Names {
        /** Names whose URI no registry of HL7 states: it is our reading of what senders mean by them. */
        static final Map<String, String> READ = FactFile.pairs("coding-systems-read.txt", '\t');

        static final Map<String, String> URIS = withRead(FactFile.pairs("coding-systems.txt", '\t'));

        private static Map<String, String> withRead(Map<String, String> published) {
            published.putAll(READ);
            return published;
        }
    }

    /**
     * The URI of a coding system.
     *
     * @param name a mnemonic ({@code LN}), the name of a v2 table ({@code HL70001}), an OID or a URI
     * @return null when it is local or not known
     */
    public static @Nullable String system(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            return null;
        }
        char first = stripped.charAt(0);
        if (first >= '0' && first <= '2' && Shapes.isOid(stripped)) {
            return oidOfCodes(stripped);
        }
        if (stripped.indexOf(':') > 0) {
            return uri(stripped);
        }
        return mnemonic(stripped.toUpperCase(Locale.ROOT));
    }

    /**
     * Whether a code may stand under a URI: false only where all codes of the system are known and this is none of them, as
     * when a site writes codes of its own under the name of an HL7 table.
     */
    public static boolean mayHold(String uri, String code) {
        Set<String> codes = Codes.OF_SYSTEM.get(uri);
        String stripped = code.strip();
        return codes == null || codes.contains(stripped) || uri.equals(DICOM) && isNumberOfDicom(stripped);
    }

    /** DICOM adds numbers with each edition, and codes that are words hardly ever: only these are listed. */
    private static boolean isNumberOfDicom(String code) {
        return code.length() == DICOM_DIGITS && code.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Whether the URI that stands for a name says less than the name: there is none, the code is none of its codes, or it is
     * our reading of the name and no registry's; or the sender wrote an OID, by which receivers of CDA and HL7 v3 know the
     * system. Then what the sender wrote is worth keeping beside the code. {@code L}
     * says that a code is local and names no system.
     */
    public static boolean saysLess(String name, String code) {
        String stripped = name.strip();
        if (isLocal(stripped)) {
            return false;
        }
        String uri = system(stripped);
        return uri == null
                || Shapes.isOid(stripped) && !uri.endsWith(stripped)
                || !mayHold(uri, code)
                || Names.READ.containsKey(stripped.toUpperCase(Locale.ROOT));
    }

    /** Whether a name says no more than that codes are local. */
    public static boolean isLocal(String name) {
        String stripped = name.strip();
        return stripped.isEmpty() || stripped.equals(LOCAL);
    }

    private static @Nullable String uri(String text) {
        if (text.regionMatches(true, 0, URN_OID, 0, URN_OID.length())) {
            String oid = text.substring(URN_OID.length());
            return Shapes.isOid(oid) ? oid(oid) : null;
        }
        return Shapes.isUri(text) ? text : null;
    }

    /** Many write the OID of the value set that a code was chosen from: its codes are of the system inside. */
    private static @Nullable String oidOfCodes(String oid) {
        String inside = Oids.URIS.containsKey(oid) ? null : ValueSets.SYSTEMS.get(oid);
        return inside == null ? oid(oid) : inside;
    }

    /**
     * Three arcs are a country, a standard or a body of standards (1.2.840, 1.3.12): nobody who assigns numbers or codes, but below
     * 2.999, which is free for examples. Senders write such an OID in tests and by mistake, and FHIR's validators refuse it.
     */
    private static @Nullable String oid(String oid) {
        String known = Oids.URIS.get(oid);
        boolean names = Shapes.arcs(oid) >= FEWEST_ARCS || oid.startsWith(EXAMPLES);
        return known == null && names ? URN_OID + oid : known;
    }

    private static @Nullable String mnemonic(String name) {
        String known = Names.URIS.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith("HL7")) {
            return table(name);
        }
        if (name.startsWith("X12DE")) {
            int element = name.length() > 9 ? -1 : Shapes.numberAt(name, 5, 4);
            return element < 0 ? null : oid("2.16.840.1.113883.6.255." + element);
        }
        boolean isbt = name.startsWith("IBT") && name.length() == 7 && Shapes.numberAt(name, 3, 4) >= 0;
        return isbt ? "https://www.isbt128.org/uri" : null;
    }

    private static @Nullable String table(String name) {
        char separator = name.length() > 3 ? name.charAt(3) : '0';
        boolean separated = separator == ' ' || separator == '_' || separator == '-';
        int number = Shapes.numberAt(name, separated ? 4 : 3, 4);
        return number < 0 ? null : Tables.URIS[number];
    }

    /** The URI of each v2 table by its number; null where HL7 has no such table. */
    private static final class Tables {

        static final @Nullable String[] URIS = new @Nullable String[10_000];

        static {
            Oids.URIS.forEach((oid, uri) -> {
                int number = oid.startsWith(TABLES) ? Shapes.numberAt(oid, TABLES.length(), 4) : -1;
                if (number >= 0) {
                    URIS[number] = V2 + four(number);
                }
                // A few tables, as 0078, have the OID of their codes only.
                boolean ofTable = uri.startsWith(V2) && uri.length() == V2.length() + 4;
                int named = ofTable ? Shapes.numberAt(uri, V2.length(), 4) : -1;
                if (named >= 0) {
                    URIS[named] = uri;
                }
            });
            // Some tables hold the codes of a system that has a URI of its own: CVX in 0292, MVX in 0227.
            Names.URIS.forEach((name, uri) -> {
                int number = name.startsWith("HL7") && name.length() == 7 ? Shapes.numberAt(name, 3, 4) : -1;
                if (number >= 0) {
                    URIS[number] = uri;
                }
            });
        }

        private static String four(int number) {
            String digits = Integer.toString(number);
            return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
        }
    }

    /**
     * The URI of an assigning authority (HL7 v2 type HD), to be the system of an identifier.
     *
     * @param namespace HD.1, a local name
     * @param universalId HD.2
     * @param universalIdType HD.3: ISO, UUID, GUID, DNS, URI ...
     * @return null when there is only a local name; a site gives such names a URI in its configuration
     */
    public static @Nullable String identifierSystem(String namespace, String universalId, String universalIdType) {
        String id = universalId.strip();
        if (id.isEmpty()) {
            return ofShape(namespace.strip());
        }
        if (id.length() > LONGEST_NAME) {
            return null;
        }
        return switch (universalIdType.strip().toUpperCase(Locale.ROOT)) {
            case "DNS" -> Shapes.isHost(id) ? "urn:dns:" + id.toLowerCase(Locale.ROOT) : ofShape(id);
            default -> ofShape(id);
        };
    }

    /** What an id is can be seen from its shape, and is there more reliably than in HD.3. */
    private static @Nullable String ofShape(String id) {
        if (id.length() > LONGEST_NAME) {
            return null;
        }
        if (Shapes.isOid(id)) {
            return oid(id);
        }
        if (Shapes.isUuid(id)) {
            return "urn:uuid:" + id.toLowerCase(Locale.ROOT);
        }
        return uri(id);
    }
}
