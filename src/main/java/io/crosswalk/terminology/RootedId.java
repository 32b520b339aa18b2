package io.crosswalk.terminology;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an identifier of HL7 V3 (II: a root, and mostly an extension) is in FHIR: a system and a value. After "CDA id - FHIR
 * identifier" of the guide C-CDA on FHIR.
 */
public final class RootedId {

    private static final String URI = "urn:ietf:rfc:3986";
    /** The root under which the extension is a URI of its own. */
    private static final String URIS = "2.16.840.1.113883.4.873";

    private RootedId() {}

    /** The system; null when the identifier has none. */
    public static @Nullable String system(String root, String extension) {
        String id = root.strip();
        String value = extension.strip();
        if (id.isEmpty()) {
            return null;
        }
        if (value.isEmpty()) {
            return uri(id) == null ? null : URI;
        }
        if (id.equals(URIS)) {
            int end = lastPart(value);
            return end < 0 ? URI : value.substring(0, end);
        }
        return CodingSystems.identifierSystem("", id, "");
    }

    /** The value; null when the identifier has none. */
    public static @Nullable String value(String root, String extension) {
        String id = root.strip();
        String value = extension.strip();
        if (value.isEmpty()) {
            return uri(id);
        }
        int end = id.equals(URIS) ? lastPart(value) : -1;
        return end < 0 ? value : value.substring(end + 1);
    }

    /** Where the last part of a URI begins: behind a slash of a URL, behind a colon of a URN; -1 when it has one part only. */
    private static int lastPart(String uri) {
        int at = uri.startsWith("urn:") ? uri.lastIndexOf(':') : uri.lastIndexOf('/');
        return at <= "urn:".length() || at == uri.length() - 1 ? -1 : at;
    }

    /** A root that stands alone is the identifier. */
    private static @Nullable String uri(String root) {
        if (Shapes.isOid(root)) {
            // A known numbering without a number (the OID of all social security numbers) identifies nobody.
            String uri = "urn:oid:" + root;
            return uri.equals(CodingSystems.identifierSystem("", root, "")) ? uri : null;
        }
        return Shapes.isUuid(root) ? "urn:uuid:" + root.toLowerCase(Locale.ROOT) : null;
    }
}
