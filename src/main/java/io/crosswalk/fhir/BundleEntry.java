package io.crosswalk.fhir;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One resource of a Bundle and how the server is to treat it. The id is known before the content. */
public final class BundleEntry {

    /** What an entry may do at the server. */
    public enum Write {
        /** Write the whole resource under its id. */
        PUT,
        /** Write only if the server has none of this id: what this message knows is too thin to replace it. */
        CREATE,
        /** Never write: whoever points here uses the identifier. */
        REFER
    }

    private final FhirType type;
    private final String id;
    private final Composite content;
    private Write write;
    private boolean valued;

    public BundleEntry(FhirType type, String id, Write write) {
        this.type = Objects.requireNonNull(type);
        this.id = Objects.requireNonNull(id);
        this.write = write;
        this.content = new Composite(type);
    }

    public FhirType type() {
        return type;
    }

    public String id() {
        return id;
    }

    public Composite content() {
        return content;
    }

    public Write write() {
        return write;
    }

    public void setWrite(Write write) {
        this.write = write;
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
        return valued && write != Write.REFER;
    }

    /** The first identifier of the resource; null when it has none. */
    public @Nullable Composite identifier() {
        FhirElement element = type.element("identifier");
        if (element == null) {
            return null;
        }
        Object slot = content.get(element.index());
        if (slot instanceof Values values && values.size() > 0 && values.get(0) instanceof Composite first) {
            return first;
        }
        return slot instanceof Composite single ? single : null;
    }
}
