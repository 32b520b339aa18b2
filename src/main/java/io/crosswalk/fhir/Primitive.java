package io.crosswalk.fhir;

import org.jspecify.annotations.Nullable;

/** A primitive value that has, or may get, an id or extensions. */
public final class Primitive {

    private static final FhirType ELEMENT = FhirTypes.r4().type("Element");

    private @Nullable String text;
    private @Nullable Composite holder;

    public Primitive(@Nullable String text) {
        this.text = text;
    }

    public @Nullable String text() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    /** Id and extensions; null when there are none. */
    public @Nullable Composite holder() {
        return holder;
    }

    /** Where id and extensions go. */
    public Composite makeHolder() {
        Composite present = holder;
        if (present == null) {
            present = new Composite(ELEMENT);
            holder = present;
        }
        return present;
    }
}
