package io.crosswalk.terminology;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a source calls a coding system or an assigning authority, as the URI that FHIR calls it.
 *
 * <p>Mnemonics are those of HL7 table 0396 and usual synonyms, compared without case. What is not known has no URI: none
 * is made up.
 */
public final class CodingSystems {

    private static final String V2 = "http://terminology.hl7.org/CodeSystem/v2-";
    /** The OIDs of the v2 tables: a table that has none does not exist. */
    private static final String TABLES = "2.16.840.1.113883.12.";

    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*)){2,}");
    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Pattern URI = Pattern.compile("(https?|urn|ftp):[^\\s\"<>]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");
    private static final Pattern TABLE = Pattern.compile("HL7[ _-]?0*(\\d{1,4})");
    private static final Pattern X12 = Pattern.compile("X12DE(\\d{1,4})");
    private static final Pattern ISBT = Pattern.compile("IBT\\d{4}");
    private static final int LONGEST_NAME = 256;

    private CodingSystems() {}

    private static final class Oids {
        static final Map<String, String> URIS = FactFile.pairs("oids.txt", ' ');
    }

    private static final class Names {
        static final Map<String, String> URIS = FactFile.pairs("coding-systems.txt", '\t');
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
        if (first >= '0' && first <= '2' && OID.matcher(stripped).matches()) {
            return oid(stripped);
        }
        if (stripped.indexOf(':') > 0) {
            return uri(stripped);
        }
        return mnemonic(stripped.toUpperCase(Locale.ROOT));
    }

    private static @Nullable String uri(String text) {
        if (text.regionMatches(true, 0, "urn:oid:", 0, 8)
                && OID.matcher(text.substring(8)).matches()) {
            return oid(text.substring(8));
        }
        return URI.matcher(text).matches() ? text : null;
    }

    private static String oid(String oid) {
        String known = Oids.URIS.get(oid);
        return known == null ? "urn:oid:" + oid : known;
    }

    private static @Nullable String mnemonic(String name) {
        String known = Names.URIS.get(name);
        if (known != null) {
            return known;
        }
        Matcher table = TABLE.matcher(name);
        if (table.matches()) {
            return table(Integer.parseInt(table.group(1)));
        }
        Matcher x12 = X12.matcher(name);
        if (x12.matches()) {
            return oid("2.16.840.1.113883.6.255." + Integer.parseInt(x12.group(1)));
        }
        return ISBT.matcher(name).matches() ? "https://www.isbt128.org/uri" : null;
    }

    /** Some tables hold the codes of a system that has a URI of its own: CVX in 0292, MVX in 0227. */
    private static @Nullable String table(int number) {
        String digits = Integer.toString(number);
        String four = "0".repeat(Math.max(0, 4 - digits.length())) + digits;
        String own = Names.URIS.get("HL7" + four);
        if (own != null) {
            return own;
        }
        return Oids.URIS.containsKey(TABLES + digits) ? V2 + four : null;
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
            case "DNS" -> HOST.matcher(id).matches() ? "urn:dns:" + id.toLowerCase(Locale.ROOT) : ofShape(id);
            default -> ofShape(id);
        };
    }

    /** What an id is can be seen from its shape, and is there more reliably than in HD.3. */
    private static @Nullable String ofShape(String id) {
        if (id.length() > LONGEST_NAME) {
            return null;
        }
        if (OID.matcher(id).matches()) {
            return oid(id);
        }
        if (UUID.matcher(id).matches()) {
            return "urn:uuid:" + id.toLowerCase(Locale.ROOT);
        }
        return uri(id);
    }
}
