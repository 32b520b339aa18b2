package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.BuildingBlocks;
import io.crosswalk.pipeline.settings.Amounts;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters of one endpoint: only those its block has. */
final class Parameters {

    private final String block;
    private final Map<String, Object> values;

    Parameters(BuildingBlocks block, Map<String, Object> values) {
        this.block = block.blockName();
        this.values = values;
        values.keySet().forEach(name -> known(block, name));
    }

    private static void known(BuildingBlocks block, String name) {
        if (!block.required().contains(name) && !block.optional().contains(name)) {
            List<String> all = new ArrayList<>(block.required());
            all.addAll(block.optional());
            throw new IllegalArgumentException("crosswalk:" + block.blockName() + " has no parameter '" + name + "'; "
                    + (all.isEmpty() ? "it has none" : "there are " + String.join(", ", all)));
        }
    }

    /** A name as queues and metrics can carry it. */
    String requiredName(String parameter) {
        String name = optional(parameter, "");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("crosswalk:" + block + " needs the parameter " + parameter
                    + ", as in crosswalk:" + block + "?" + parameter + "=adt-from-his");
        }
        if (!name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw new IllegalArgumentException("crosswalk:" + block + "?" + parameter + "=" + name
                    + ": a name has lower case letters, digits and dashes only");
        }
        return name;
    }

    String optional(String parameter, String otherwise) {
        Object value = values.remove(parameter);
        return value == null ? otherwise : value.toString().strip();
    }

    /** Only {@code true} and {@code false}: a slip must not switch something off in silence. */
    boolean truth(String parameter) {
        String value = optional(parameter, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "crosswalk:" + block + "?" + parameter + "=" + value + ": there is true, false");
        }
        return value.equals("true");
    }

    /** A size as settings write it. */
    long bytes(String parameter, long otherwise) {
        return read(parameter, otherwise, Amounts::bytes, "64m");
    }

    /** A time as settings write it. */
    Duration duration(String parameter, Duration otherwise) {
        return read(parameter, otherwise, Amounts::duration, "2s");
    }

    private <T> T read(String parameter, T otherwise, Function<String, T> reader, String example) {
        String value = optional(parameter, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return reader.apply(value);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "crosswalk:" + block + "?" + parameter + "=" + value + ": write it as in " + example, e);
        }
    }

    /** @throws IllegalArgumentException when one of them is given, which would have no effect here */
    void withoutEffect(String why, String... parameters) {
        for (String parameter : parameters) {
            if (!optional(parameter, "").isEmpty()) {
                throw new IllegalArgumentException("crosswalk:" + block + "?" + parameter + " has no effect: " + why);
            }
        }
    }

    Set<String> set(String parameter) {
        return Arrays.stream(optional(parameter, "").split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One of the names of an enum, in lower case. */
    <E extends Enum<E>> E choice(String parameter, Class<E> type, E otherwise) {
        String value = optional(parameter, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("crosswalk:" + block + "?" + parameter + "=" + value + ": there is "
                + Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'))
                        .collect(Collectors.joining(", ")));
    }
}
