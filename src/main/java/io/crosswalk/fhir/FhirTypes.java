package io.crosswalk.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All types of FHIR R4, read once from the packaged element table. Immutable. */
public final class FhirTypes {

    /** Initialised on first use, by the class loader's own lock. */
    private static final class Holder {
        static final FhirTypes R4 = new FhirTypes();
    }

    private static final String TABLE = "/io/crosswalk/fhir/r4-elements.txt";

    private final Map<String, FhirType> types = new HashMap<>(1500);

    private FhirTypes() {
        List<String> lines = lines();
        for (String line : lines) {
            if (isType(line)) {
                types.put(line.substring(2), new FhirType(line.substring(2), kind(line.charAt(0))));
            }
        }
        // What the definitions keep abstract, yet a place needs: the holder of a primitive's extensions, any resource.
        FhirType element = new FhirType("Element", FhirType.Kind.DATA_TYPE);
        types.put("Element", element);
        types.put("Resource", new FhirType("Resource", FhirType.Kind.RESOURCE));
        FhirType owner = element;
        for (String line : lines) {
            if (isType(line)) {
                owner = type(line.substring(2));
            } else if (!line.startsWith("#")) {
                addElement(owner, line);
            }
        }
        addElement(element, "id 0 1 string");
        addElement(element, "extension 0 * Extension");
    }

    public static FhirTypes r4() {
        return Holder.R4;
    }

    /** The type of this name, {@code Patient}, {@code Patient.contact}, {@code code}; null when FHIR R4 has none. */
    public @Nullable FhirType find(String name) {
        return types.get(name);
    }

    /** As {@link #find}, of a name that must be there. */
    public FhirType type(String name) {
        FhirType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("FHIR R4 has no type '" + name + "'");
        }
        return type;
    }

    /** A type by itself, where a value is meant that some place already holds. */
    public static FhirElement.TypeOption self(FhirType type) {
        FhirElement element = new FhirElement(type, "$this", 0, 0, false, false, false);
        element.addOption(type, List.of());
        return element.single();
    }

    public Collection<FhirType> all() {
        return Collections.unmodifiableCollection(types.values());
    }

    private static boolean isType(String line) {
        return line.length() > 2 && line.charAt(1) == ' ' && "PTRB".indexOf(line.charAt(0)) >= 0;
    }

    private static FhirType.Kind kind(char letter) {
        return switch (letter) {
            case 'P' -> FhirType.Kind.PRIMITIVE;
            case 'R' -> FhirType.Kind.RESOURCE;
            case 'B' -> FhirType.Kind.BACKBONE;
            default -> FhirType.Kind.DATA_TYPE;
        };
    }

    private void addElement(FhirType owner, String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        int third = line.indexOf(' ', second + 1);
        int fourth = line.indexOf(' ', third + 1);
        String name = line.substring(0, first);
        boolean choice = name.endsWith("[x]");
        FhirElement element = new FhirElement(
                owner,
                choice ? name.substring(0, name.length() - 3) : name,
                owner.elements().size(),
                line.charAt(first + 1) - '0',
                !(third - second == 2 && line.charAt(second + 1) == '1'),
                choice,
                fourth > 0);
        for (String option : split(line.substring(third + 1, fourth > 0 ? fourth : line.length()), '|')) {
            int targets = option.indexOf('<');
            String type = option.startsWith("#") ? option.substring(1) : option;
            element.addOption(
                    type(targets < 0 ? type : type.substring(0, targets)),
                    targets < 0 ? List.of() : split(option.substring(targets + 1, option.length() - 1), ','));
        }
        owner.add(element);
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static List<String> lines() {
        try (InputStream in = FhirTypes.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the element table " + TABLE + " is not in the jar");
            }
            return split(new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing(), '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
