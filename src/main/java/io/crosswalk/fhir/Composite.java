package io.crosswalk.fhir;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value under construction that has elements: a resource, a data type, a backbone element. One slot for each element
 * in definition order. Confined to the thread of its conversion.
 *
 * <p>A slot holds a {@code String} (a primitive in its JSON text), a {@link Primitive}, a {@link Composite}, a
 * {@link BundleEntry} (in {@code Reference.reference}), a {@link Typed} (in a choice element) or a {@link Values}.
 */
public final class Composite {

    private final FhirType type;
    private @Nullable Object[] slots;
    private @Nullable Label labels;
    private @Nullable Known known;

    /** A value whose JSON is there before its elements. */
    private record Known(byte[] json, Consumer<Composite> filler) {}

    private static final @Nullable Object[] NOT_YET = {};

    public Composite(FhirType type) {
        this.type = type;
        this.slots = new @Nullable Object[type.size()];
    }

    private Composite(FhirType type, Known known) {
        this.type = type;
        this.known = known;
        this.slots = NOT_YET;
    }

    /**
     * A value whose JSON is known.
     *
     * @param filler makes its elements, when somebody asks for them
     */
    public static Composite known(FhirType type, byte[] json, Consumer<Composite> filler) {
        return new Composite(type, new Known(json, filler));
    }

    /** The value as JSON, when that is known and nobody has asked for an element; not to be changed. */
    byte @Nullable [] json() {
        Known there = known;
        return there == null ? null : there.json;
    }

    /** All elements in definition order; not to be changed. */
    @Nullable
    Object[] slots() {
        Known there = known;
        if (there != null) {
            known = null;
            slots = new @Nullable Object[type.size()];
            there.filler.accept(this);
        }
        return slots;
    }

    public FhirType type() {
        return type;
    }

    public @Nullable Object get(int index) {
        return slots()[index];
    }

    public void set(int index, @Nullable Object value) {
        slots()[index] = value;
    }

    public int size() {
        return type.size();
    }

    public boolean isEmpty() {
        for (Object slot : slots()) {
            if (slot != null) {
                return false;
            }
        }
        return true;
    }

    /** The list in a slot, made when it is not there yet. */
    public Values list(int index) {
        @Nullable Object[] all = slots();
        Object present = all[index];
        if (present instanceof Values values) {
            return values;
        }
        Values values = new Values();
        all[index] = values;
        return values;
    }

    /** The elements that a mapping has given a name in here; null when none has that name. */
    public @Nullable Label label(int id, int application) {
        slots();
        for (Label label = labels; label != null; label = label.next) {
            if (label.id == id && label.application == application) {
                return label;
            }
        }
        return null;
    }

    public Label addLabel(int id, int application) {
        slots();
        Label label = new Label(id, application, labels);
        labels = label;
        return label;
    }

    /** A named element, or all elements that one rule has made for the repetitions of its source. */
    public static final class Label {

        private final int id;
        private final int application;
        private final @Nullable Label next;
        /** One element, or all of them as soon as there are two. */
        private @Nullable Object elements;

        private @Nullable Values origins;

        Label(int id, int application, @Nullable Label next) {
            this.id = id;
            this.application = application;
            this.next = next;
        }

        public int size() {
            return elements instanceof Values all ? all.size() : elements == null ? 0 : 1;
        }

        /** The element that was added first; a label has one as soon as somebody can find it. */
        public Object first() {
            return get(0);
        }

        public Object get(int index) {
            return elements instanceof Values all ? all.get(index) : Objects.requireNonNull(elements);
        }

        /** Adds an element together with what it was made from. */
        public void add(Object element, @Nullable Object origin) {
            if (elements == null) {
                elements = element;
            } else if (elements instanceof Values all) {
                all.add(element);
            } else {
                Values all = new Values();
                all.add(elements);
                all.add(element);
                elements = all;
            }
            if (origin != null) {
                Values known = origins == null ? new Values() : origins;
                known.add(origin);
                origins = known;
            }
        }

        /** What an element was made from; null when nobody has said. */
        public @Nullable Object originOf(int element) {
            Values known = origins;
            return known == null || element >= known.size() ? null : known.get(element);
        }

        /** The element that was made from something; null when none was. */
        public @Nullable Object madeFrom(@Nullable Object origin) {
            Values known = origins;
            if (known == null) {
                return origin == null && elements != null ? first() : null;
            }
            for (int i = 0; i < known.size(); i++) {
                if (known.get(i) == origin) {
                    return get(i);
                }
            }
            return null;
        }
    }
}
