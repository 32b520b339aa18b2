package io.crosswalk.source.hl7v2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the standard says about a data type, over all its versions together. A type without components is simple. */
final class TypeDefinition {

    /** One component: the standard's name of it and its type, null when it is not known. */
    record ComponentDefinition(String name, @Nullable TypeDefinition type) {}

    private final String name;
    private final boolean text;
    private final boolean formatted;
    private final List<ComponentDefinition> components = new ArrayList<>();

    TypeDefinition(String name) {
        this.name = name;
        this.formatted = name.equals("TX") || name.equals("FT");
        this.text = formatted || name.equals("ST");
    }

    /** Types refer to each other, so their components come after all of them have names. Only the loader calls this. */
    void add(ComponentDefinition component) {
        components.add(component);
    }

    String name() {
        return name;
    }

    List<ComponentDefinition> components() {
        return components;
    }

    @Nullable
    ComponentDefinition component(int number) {
        return number >= 1 && number <= components.size() ? components.get(number - 1) : null;
    }

    boolean isSimple() {
        return components.isEmpty();
    }

    /**
     * Free text, in which a component separator means nothing: senders often forget to escape the {@code &} of "Smith &
     * Sons".
     */
    boolean isText() {
        return text;
    }

    /** Text whose leading blanks are layout. */
    boolean isFormatted() {
        return formatted;
    }

    @Override
    public String toString() {
        return name;
    }
}
