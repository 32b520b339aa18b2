package io.crosswalk.fhir;

import io.crosswalk.message.BundleKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Bundle as UTF-8 JSON in one pass and in definition order. What turns out empty is taken back, so there is
 * never an empty object, array or string. Confined to one thread; may be used again after {@link #bundle}.
 */
public final class FhirJson {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESOURCE_TYPE = ascii("\"resourceType\":\"");
    private static final byte[] ID = ascii("\",\"id\":\"");
    private static final byte[] ENTRY = ascii("{\"fullUrl\":\"urn:uuid:");
    /** RFC 5829: the resource that is to be used instead. R4 servers read no links of entries; our deliverer does. */
    private static final byte[] SUCCESSOR = ascii("{\"link\":[{\"relation\":\"successor-version\",\"url\":\"");

    private static final byte[] ENTRY_GOES_ON = ascii("\"}],\"fullUrl\":\"urn:uuid:");
    private static final byte[] RESOURCE = ascii("\",\"resource\":");
    private static final byte[] REQUEST_PUT = ascii(",\"request\":{\"method\":\"PUT\",\"url\":\"");
    private static final byte[] IF_NONE_MATCH = ascii(",\"ifNoneMatch\":\"*\"");
    private static final byte[] PATCH =
            ascii("{\"resource\":{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\","
                    + "\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"");
    private static final byte[] PATCH_PATH = ascii(".status\"},{\"name\":\"value\",\"valueCode\":\"");
    private static final byte[] REQUEST_PATCH = ascii("\"}]}]},\"request\":{\"method\":\"PATCH\",\"url\":\"");
    private static final byte[] PATCH_END = ascii("\"}}");
    private static final byte[] URN = ascii("\"urn:uuid:");
    private static final byte[] SEARCH = ascii(",\"search\":");
    private static final byte[] SEARCH_OUTCOME = ascii(",\"search\":{\"mode\":\"outcome\"}");
    private static final byte[] SEARCH_INCLUDE = ascii(",\"search\":{\"mode\":\"include\"}");
    private static final byte[] TYPE = ascii(",\"type\":\"");
    private static final byte[] TOTAL = ascii(",\"total\":");
    private static final byte[] ENTRIES = ascii(",\"entry\":[");
    private static final byte[] NULL = ascii("null");

    private static final int USUAL = 64 * 1024;
    /** What is kept for the next Bundle; a larger buffer was for one large message. */
    private static final int MOST = 1024 * 1024;

    /** A text from which on it is worth while to count what it takes. */
    private static final int LONG = 16 * 1024;

    /** Which ASCII characters stand in a JSON string as themselves. */
    private static final boolean[] PLAIN = plain();

    /** A longer address is data that somebody sent, and comes once. */
    private static final int LONGEST_URI = 200;

    private final WrittenUris uris = new WrittenUris();
    private byte[] out = new byte[USUAL];
    private int at;

    private static boolean[] plain() {
        boolean[] plain = new boolean[128];
        Arrays.fill(plain, ' ', plain.length, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A Bundle. What a search has found has a total: as the head says, else the entries that match are counted.
     *
     * @param head the Bundle's own elements; entries and type are written here
     */
    public byte[] bundle(String id, BundleKind kind, @Nullable Composite head, List<BundleEntry> entries) {
        at = 0;
        raw('{');
        raw(RESOURCE_TYPE);
        text("Bundle");
        raw(ID);
        text(id);
        raw('"');
        FhirType bundle = FhirTypes.r4().type("Bundle");
        boolean typed = false;
        for (FhirElement element : bundle.elements()) {
            switch (element.name()) {
                case "type" -> {
                    raw(TYPE);
                    plain(kind.code());
                    raw('"');
                    typed = true;
                }
                case "entry" -> entries(kind, entries);
                case "id" -> {}
                default -> {
                    boolean written = head != null && slot(element, head.get(element.index()), false);
                    if (!written
                            && kind == BundleKind.SEARCHSET
                            && element.name().equals("total")) {
                        raw(TOTAL);
                        plain(Long.toString(
                                entries.stream().filter(FhirJson::isMatch).count()));
                    }
                }
            }
        }
        if (!typed) {
            throw new IllegalStateException("the element table has no Bundle.type");
        }
        raw('}');
        byte[] written = Arrays.copyOf(out, at);
        if (out.length > MOST) {
            out = new byte[USUAL];
        }
        return written;
    }

    /** One resource as it stands in a Bundle; not while a Bundle is written. */
    public byte[] resourceOf(BundleEntry entry) {
        at = 0;
        resource(entry);
        return Arrays.copyOf(out, at);
    }

    /** One value that is not empty; not while a Bundle is written. */
    public byte[] valueOf(Composite composite) {
        at = 0;
        object(composite);
        return Arrays.copyOf(out, at);
    }

    private static boolean isMatch(BundleEntry entry) {
        return entry.isWritten() && entry.search() != null;
    }

    private void entries(BundleKind kind, List<BundleEntry> entries) {
        int start = at;
        raw(ENTRIES);
        boolean any = false;
        for (int i = 0; i < entries.size(); i++) {
            BundleEntry entry = entries.get(i);
            if (entry.isWritten()) {
                if (any) {
                    raw(',');
                }
                entry(kind, entry);
                any = true;
            }
        }
        // Patches come last, so that the places of resources stay.
        for (int i = 0; i < entries.size(); i++) {
            String status = kind == BundleKind.TRANSACTION ? entries.get(i).patchedStatus() : null;
            if (status != null) {
                if (any) {
                    raw(',');
                }
                patch(entries.get(i), status);
                any = true;
            }
        }
        if (any) {
            raw(']');
        } else {
            at = start;
        }
    }

    /** FHIRPath Patch (FHIR R4, "FHIRPath Patch"): the status is replaced, all else stays as the server has it. */
    private void patch(BundleEntry entry, String status) {
        raw(PATCH);
        plain(entry.type().name());
        raw(PATCH_PATH);
        plain(status);
        raw(REQUEST_PATCH);
        plain(entry.type().name());
        raw('/');
        plain(entry.id());
        raw(PATCH_END);
    }

    private void entry(BundleKind kind, BundleEntry entry) {
        BundleEntry survivor = entry.survivor();
        if (survivor == null) {
            raw(ENTRY);
        } else {
            raw(SUCCESSOR);
            plain(survivor.type().name());
            raw('/');
            plain(survivor.id());
            raw(ENTRY_GOES_ON);
        }
        plain(entry.id());
        raw(RESOURCE);
        byte[] known = entry.json();
        if (known != null) {
            raw(known);
        } else {
            resource(entry);
        }
        switch (kind) {
            case TRANSACTION -> request(entry);
            case SEARCHSET -> search(entry);
        }
        raw('}');
    }

    private void request(BundleEntry entry) {
        raw(REQUEST_PUT);
        plain(entry.type().name());
        raw('/');
        plain(entry.id());
        raw('"');
        if (entry.write().isIfAbsent()) {
            raw(IF_NONE_MATCH);
        }
        raw('}');
    }

    /** What no map calls a match tells of the search, or stands there because a match points to it. */
    private void search(BundleEntry entry) {
        Composite search = entry.search();
        if (search == null) {
            raw(entry.type().name().equals("OperationOutcome") ? SEARCH_OUTCOME : SEARCH_INCLUDE);
        } else {
            raw(SEARCH);
            object(search);
        }
    }

    private void resource(BundleEntry entry) {
        raw('{');
        raw(RESOURCE_TYPE);
        plain(entry.type().name());
        raw(ID);
        plain(entry.id());
        raw('"');
        slots(entry.content(), false);
        raw('}');
    }

    /** All slots; returns whether anything was written. */
    private boolean slots(Composite composite, boolean first) {
        FhirType type = composite.type();
        boolean empty = first;
        @Nullable Object[] values = composite.slots();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null && slot(type.elementAt(i), value, empty)) {
                empty = false;
            }
        }
        return !empty || !first;
    }

    private boolean slot(FhirElement element, @Nullable Object value, boolean first) {
        if (value == null) {
            return false;
        }
        if (value instanceof Typed typed) {
            return property(typed.option(), typed.value(), first);
        }
        if (value instanceof Values values) {
            return element.single().type().isPrimitive()
                    ? primitives(element.single(), values, first)
                    : composites(element.single(), values, first);
        }
        return property(element.single(), value, first);
    }

    private boolean property(FhirElement.TypeOption option, Object value, boolean first) {
        if (value instanceof String text) {
            key(option.jsonKey(), first);
            primitive(option.type(), text);
            return true;
        }
        int start = at;
        if (value instanceof Composite composite) {
            key(option.jsonKey(), first);
            if (object(composite)) {
                return true;
            }
        } else if (value instanceof BundleEntry entry) {
            if (entry.isWritten()) {
                key(option.jsonKey(), first);
                if (option.type().isUri()) {
                    address(entry);
                } else {
                    reference(entry);
                }
                return true;
            }
        } else if (value instanceof Primitive primitive) {
            return withExtensions(option, primitive, first);
        }
        at = start;
        return false;
    }

    /**
     * An entry that may be left out when the server has the resource already is known by the server's name for it, the
     * others by the name they have in the Bundle.
     */
    private void reference(BundleEntry entry) {
        if (entry.write().isIfAbsent()) {
            address(entry);
            return;
        }
        raw(URN);
        plain(entry.id());
        raw('"');
    }

    /** Where the server has it, below its own address. Servers are not bound to replace names of the Bundle in addresses. */
    private void address(BundleEntry entry) {
        raw('"');
        plain(entry.type().name());
        raw('/');
        plain(entry.id());
        raw('"');
    }

    private boolean withExtensions(FhirElement.TypeOption option, Primitive primitive, boolean first) {
        boolean empty = first;
        String text = primitive.text();
        if (text != null) {
            key(option.jsonKey(), empty);
            primitive(option.type(), text);
            empty = false;
        }
        Composite holder = primitive.holder();
        if (holder != null) {
            int start = at;
            key(option.jsonSiblingKey(), empty);
            if (object(holder)) {
                return true;
            }
            at = start;
        }
        return text != null;
    }

    private boolean object(Composite composite) {
        byte[] known = composite.json();
        if (known != null) {
            raw(known);
            return true;
        }
        int start = at;
        raw('{');
        if (!slots(composite, true)) {
            at = start;
            return false;
        }
        raw('}');
        return true;
    }

    private boolean composites(FhirElement.TypeOption option, Values values, boolean first) {
        int start = at;
        key(option.jsonKey(), first);
        raw('[');
        boolean any = false;
        for (int i = 0; i < values.size(); i++) {
            int before = at;
            separate(!any);
            if (values.get(i) instanceof Composite composite && object(composite)) {
                any = true;
            } else {
                at = before;
            }
        }
        if (!any) {
            at = start;
            return false;
        }
        raw(']');
        return true;
    }

    /** FHIR JSON, 2.6.2.2: values and their extensions are two arrays of one length, null where there is nothing. */
    private boolean primitives(FhirElement.TypeOption option, Values values, boolean first) {
        boolean texts = false;
        boolean holders = false;
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            texts |= value instanceof String || value instanceof Primitive p && p.text() != null;
            holders |= value instanceof Primitive p
                    && p.holder() != null
                    && !p.makeHolder().isEmpty();
        }
        boolean empty = first;
        if (texts) {
            key(option.jsonKey(), empty);
            empty = false;
            raw('[');
            for (int i = 0; i < values.size(); i++) {
                separate(i == 0);
                String text = values.get(i) instanceof Primitive p ? p.text() : (String) values.get(i);
                if (text == null) {
                    raw(NULL);
                } else {
                    primitive(option.type(), text);
                }
            }
            raw(']');
        }
        if (holders) {
            key(option.jsonSiblingKey(), empty);
            raw('[');
            for (int i = 0; i < values.size(); i++) {
                separate(i == 0);
                Composite holder = values.get(i) instanceof Primitive p ? p.holder() : null;
                if (holder == null || !object(holder)) {
                    raw(NULL);
                }
            }
            raw(']');
        }
        return texts || holders;
    }

    private void primitive(FhirType type, String text) {
        if (type.isBare()) {
            text(text);
        } else if (type.isUri() && text.length() <= LONGEST_URI) {
            raw('"');
            uri(text);
            raw('"');
        } else {
            raw('"');
            text(text);
            raw('"');
        }
    }

    /** A key, which has its comma before it, or without that. */
    private void key(byte[] key, boolean first) {
        int from = first ? 1 : 0;
        int length = key.length - from;
        if (at + length > out.length) {
            grow(length);
        }
        System.arraycopy(key, from, out, at, length);
        at += length;
    }

    private void uri(String uri) {
        byte[] known = uris.of(uri);
        if (known != null) {
            raw(known);
            return;
        }
        int start = at;
        text(uri);
        uris.remember(uri, Arrays.copyOfRange(out, start, at));
    }

    /** A text that is known to have ASCII characters only, and none that JSON escapes. */
    @SuppressWarnings("deprecation") // It copies the low bytes of the characters, and these have no others.
    private void plain(String text) {
        int length = text.length();
        if (at + length > out.length) {
            grow(length);
        }
        text.getBytes(0, length, out, at);
        at += length;
    }

    private void separate(boolean first) {
        if (!first) {
            raw(',');
        }
    }

    private void raw(char c) {
        if (at == out.length) {
            grow(1);
        }
        out[at++] = (byte) c;
    }

    private void raw(byte[] bytes) {
        if (at + bytes.length > out.length) {
            grow(bytes.length);
        }
        System.arraycopy(bytes, 0, out, at, bytes.length);
        at += bytes.length;
    }

    /** A string's content with JSON escapes, as UTF-8. */
    private void text(String text) {
        int length = text.length();
        int most = length < LONG ? length * 6 : most(text);
        if (at + most > out.length) {
            grow(most);
        }
        byte[] to = out;
        int p = at;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 0x80 || !PLAIN[c]) {
                break;
            }
            to[p++] = (byte) c;
            i++;
        }
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && PLAIN[c]) {
                to[p++] = (byte) c;
            } else if (c < 0x80) {
                p = escape(to, p, c);
            } else if (c < 0x800) {
                to[p++] = (byte) (0xc0 | c >> 6);
                to[p++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                to[p++] = (byte) (0xf0 | point >> 18);
                to[p++] = (byte) (0x80 | point >> 12 & 0x3f);
                to[p++] = (byte) (0x80 | point >> 6 & 0x3f);
                to[p++] = (byte) (0x80 | point & 0x3f);
            } else {
                char valid = Character.isSurrogate(c) ? '\ufffd' : c;
                to[p++] = (byte) (0xe0 | valid >> 12);
                to[p++] = (byte) (0x80 | valid >> 6 & 0x3f);
                to[p++] = (byte) (0x80 | valid & 0x3f);
            }
        }
        at = p;
    }

    /** The bytes that a text takes at most: six for each character are too many where it is a file of 60 MB. */
    private static int most(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c >= 0x80 ? 3 : PLAIN[c] ? 1 : 6;
        }
        return bytes;
    }

    private static int escape(byte[] to, int from, char c) {
        int p = from;
        to[p++] = '\\';
        switch (c) {
            case '"' -> to[p++] = '"';
            case '\\' -> to[p++] = '\\';
            case '\n' -> to[p++] = 'n';
            case '\r' -> to[p++] = 'r';
            case '\t' -> to[p++] = 't';
            default -> {
                to[p++] = 'u';
                to[p++] = '0';
                to[p++] = '0';
                to[p++] = HEX[c >> 4];
                to[p++] = HEX[c & 0xf];
            }
        }
        return p;
    }

    private void grow(int more) {
        int roomier = out.length < MOST ? out.length * 2 : out.length + out.length / 4;
        out = Arrays.copyOf(out, Math.max(roomier, at + more));
    }
}
