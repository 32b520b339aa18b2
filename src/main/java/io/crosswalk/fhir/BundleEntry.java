package io.crosswalk.fhir;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One resource of a Bundle and how the server is to treat it. The id is known before the content. */
public final class BundleEntry {

    /** The type of {@link #search}. */
    public static final String SEARCH = "Bundle.entry.search";

    /** What an entry may do at the server. */
    public enum Write {
        /** Write the whole resource under its id. */
        PUT,
        /** Write only if the server has none of this id: what this message knows is too thin to replace it. */
        CREATE,
        /** Write if the server has none of this id; of one that it has write the status alone, by a patch. */
        SETTLE,
        /** Write the status alone of the one that the server has; where it has none, nothing. */
        STATUS,
        /** Never write: whoever points here uses the identifier. */
        REFER;

        /** Whether the Bundle holds the resource itself, so that a reference may point to it. */
        public boolean isWhole() {
            return this == PUT || isIfAbsent();
        }

        /** Whether the server's own one stands where it has one. */
        public boolean isIfAbsent() {
            return this == CREATE || this == SETTLE;
        }

        /** Whether the status is written to the one that the server has. */
        public boolean isPatch() {
            return this == SETTLE || this == STATUS;
        }
    }

    private final FhirType type;
    private final String id;
    private @Nullable Composite content;
    private final Write write;
    private @Nullable Composite search;
    private boolean valued;
    private byte @Nullable [] json;
    private byte @Nullable [] start;
    private @Nullable Runnable filler;
    private @Nullable BundleEntry survivor;

    public BundleEntry(FhirType type, String id, Write write) {
        this.type = Objects.requireNonNull(type);
        this.id = Objects.requireNonNull(id);
        this.write = write;
    }

    private BundleEntry(FhirType type, String id, Write write, byte[] json) {
        this(type, id, write);
        this.json = json;
        this.start = json;
        this.valued = true;
    }

    /**
     * A resource whose JSON is known before its content.
     *
     * @param json the resource as the Bundle holds it
     */
    public static BundleEntry known(FhirType type, String id, Write write, byte[] json) {
        return new BundleEntry(type, id, write, json);
    }

    /** The resource as JSON, when that is known and nobody has asked for the content; not to be changed. */
    public byte @Nullable [] json() {
        return json;
    }

    /** The JSON that the resource started from; by now it may say more. Null when it started empty. */
    public byte @Nullable [] start() {
        return start;
    }

    /** Says who fills the content of an entry made by {@link #known}, when somebody asks for it. */
    public void setFiller(Runnable filler) {
        this.filler = filler;
    }

    /** Says which resource takes the place of this one: the source has merged the two. */
    public void setSurvivor(BundleEntry survivor) {
        this.survivor = survivor;
    }

    /** The resource that takes the place of this one; null when this one stays in use. */
    public @Nullable BundleEntry survivor() {
        return survivor;
    }

    /** As a FHIR server knows it: {@code Type/id}. */
    public String reference() {
        return type.name() + '/' + id;
    }

    /** From now on the content counts, which somebody fills. */
    public void forgetJson() {
        json = null;
        filler = null;
    }

    public FhirType type() {
        return type;
    }

    public String id() {
        return id;
    }

    public Composite content() {
        if (json != null) {
            Runnable fill = Objects.requireNonNull(filler, "nobody fills the content of a known resource");
            forgetJson();
            fill.run();
        }
        Composite made = content;
        if (made == null) {
            made = new Composite(type);
            content = made;
        }
        return made;
    }

    /** How the resource fits what was searched for; null where nobody says. */
    public @Nullable Composite search() {
        return search;
    }

    /** As {@link #search}, empty where nobody has said anything yet. */
    public Composite makeSearch() {
        Composite made = search;
        if (made == null) {
            made = new Composite(FhirTypes.r4().type(SEARCH));
            search = made;
        }
        return made;
    }

    public Write write() {
        return write;
    }

    /** Whether a value of the source stands in the resource: links and constants alone make no resource. */
    public boolean isValued() {
        return valued;
    }

    public void markValued() {
        valued = true;
    }

    /** Whether the Bundle has an entry for it, so that a reference may point to it. */
    public boolean isWritten() {
        return valued && write.isWhole();
    }

    /** What is written to the status of the server's one; null when nothing is. */
    public @Nullable String patchedStatus() {
        FhirElement element = valued && write.isPatch() ? type.element("status") : null;
        Object slot = element == null ? null : content().get(element.index());
        return slot instanceof Primitive primitive ? primitive.text() : slot instanceof String text ? text : null;
    }

    /** The first identifier of the resource; null when it has none. */
    public @Nullable Composite identifier() {
        FhirElement element = type.element("identifier");
        if (element == null) {
            return null;
        }
        Object slot = content().get(element.index());
        if (slot instanceof Values values && values.size() > 0 && values.get(0) instanceof Composite first) {
            return first;
        }
        return slot instanceof Composite single ? single : null;
    }
}
