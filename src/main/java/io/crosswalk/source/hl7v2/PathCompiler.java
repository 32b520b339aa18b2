package io.crosswalk.source.hl7v2;

import io.crosswalk.source.Nearest;
import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.hl7v2.SegmentDefinition.FieldDefinition;
import io.crosswalk.source.hl7v2.TypeDefinition.ComponentDefinition;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one written path into one that can be followed, or says what is wrong with it. */
final class PathCompiler {

    private static final Pattern RELATIVE = Pattern.compile("([A-Z][A-Z0-9_]{1,4})?((?:\\.\\d{1,3}){1,2})");
    private static final Pattern FIELD =
            Pattern.compile("([A-Z][A-Z0-9]{2})-(\\d{1,3})(?:\\[(\\d{1,5})])?((?:\\.\\d{1,3}){0,2})");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final Hl7v2Schema schema;
    private final String context;
    private final String path;
    private String described = "";

    PathCompiler(Hl7v2Schema schema, String context, String path) {
        this.schema = schema;
        this.context = context;
        this.path = path;
    }

    String describe() {
        compile();
        return described;
    }

    SourcePath compile() {
        if (path.equals(".") || path.equals(context) && !context.isEmpty()) {
            return self();
        }
        Matcher relative = RELATIVE.matcher(path);
        if (relative.matches()) {
            return relative(relative.group(1), numbers(relative.group(2)));
        }
        Matcher field = FIELD.matcher(path);
        if (field.matches()) {
            return field(field);
        }
        if (NAME.matcher(path).matches()) {
            return named();
        }
        throw new SourcePathException("'" + path
                + "' is no HL7 v2 path; a path looks like PID-3, PID-3[2].4.1, CX.4, .4 or . (the value itself)");
    }

    private SourcePath self() {
        if (schema.isSegment(context)) {
            return new StructurePath(path, context);
        }
        return new PartPath(path, new int[0], schema.type(context) == null ? "" : context);
    }

    private SourcePath relative(@Nullable String typeName, int[] numbers) {
        if (schema.isSegment(context)) {
            String right = context + '-' + numbers[0] + written(numbers, 1);
            throw new SourcePathException(
                    "'" + path + "': this map starts at a segment, which has fields and no components;"
                            + " did you mean '" + right + "'?");
        }
        if (typeName != null && !typeName.equals(context) && !context.isEmpty()) {
            throw otherType(typeName, numbers);
        }
        TypeDefinition type = schema.type(typeName == null ? context : typeName);
        if (type == null && typeName != null) {
            throw new SourcePathException(
                    "HL7 v2 has no data type '" + typeName + "'" + Nearest.suggestion(typeName, schema.typeNames()));
        }
        TypeDefinition last = descend(type, context.isEmpty() && typeName != null ? typeName : context, numbers);
        return new PartPath(path, numbers, last == null ? "" : last.name());
    }

    private SourcePathException otherType(String typeName, int[] numbers) {
        if (schema.type(typeName) == null) {
            return new SourcePathException(
                    "HL7 v2 has no data type '" + typeName + "'" + Nearest.suggestion(typeName, schema.typeNames()));
        }
        return new SourcePathException("'" + path + "': this map reads a value of type " + context + "; did you mean '"
                + context + written(numbers, 0) + "'?");
    }

    private SourcePath field(Matcher parts) {
        String name = parts.group(1);
        if (!schema.isSegment(name)) {
            throw new SourcePathException(
                    "HL7 v2 has no segment '" + name + "'" + Nearest.suggestion(name, schema.segmentNames()));
        }
        int number = Integer.parseInt(parts.group(2));
        int repetition = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        int[] numbers = numbers(parts.group(4));
        if (parts.group(3) != null && repetition == 0) {
            throw new SourcePathException("'" + path + "': repetitions are counted from 1");
        }
        SegmentDefinition segment = schema.segment(name);
        FieldDefinition field = segment == null ? null : field(segment, number);
        TypeDefinition type = field == null ? null : field.type();
        described = field == null ? "" : field.name();
        TypeDefinition last = descend(type, name + '-' + number, numbers);
        boolean repeats = repetition == 0 && (field == null || field.repeats());
        return new FieldPath(
                path,
                SegmentNames.pack(name, 0),
                number,
                repetition,
                numbers,
                repeats,
                last == null ? "" : last.name());
    }

    private FieldDefinition field(SegmentDefinition segment, int number) {
        FieldDefinition field = segment.field(number);
        if (field == null) {
            throw new SourcePathException("'" + path + "': " + segment.name() + " has "
                    + segment.fields().size() + " fields, counted from 1");
        }
        return field;
    }

    /** The type of the place that the numbers lead to; null when it is not known. */
    private @Nullable TypeDefinition descend(@Nullable TypeDefinition from, String name, int[] numbers) {
        TypeDefinition type = from;
        String at = name;
        for (int number : numbers) {
            if (number == 0) {
                throw new SourcePathException("'" + path + "': components are counted from 1");
            }
            if (type == null) {
                return null;
            }
            type = component(type, at, number);
            at = at + '.' + number;
        }
        return type;
    }

    private @Nullable TypeDefinition component(TypeDefinition type, String at, int number) {
        if (type.isSimple()) {
            // A simple value is its own first component: older or newer versions may have a composite here.
            if (number == 1) {
                return type;
            }
            throw new SourcePathException("'" + path + "': " + at + " is of the simple type " + type.name()
                    + " and has no component " + number);
        }
        ComponentDefinition component = type.component(number);
        if (component == null) {
            throw new SourcePathException("'" + path + "': " + type.name() + " has "
                    + type.components().size() + " components, counted from 1");
        }
        described = component.name();
        return component.type();
    }

    private SourcePath named() {
        boolean looksLikeSegment = path.length() == SegmentNames.LENGTH;
        if (schema.type(path) != null && !schema.isSegment(path)) {
            throw new SourcePathException("'" + path + "' is a data type; '.' is the value that a map was called for");
        }
        if (looksLikeSegment && !schema.isSegment(path)) {
            throw new SourcePathException(
                    "HL7 v2 has no segment '" + path + "'" + Nearest.suggestion(path, schema.segmentNames()));
        }
        return new StructurePath(path, path);
    }

    private static int[] numbers(String dotted) {
        return dotted.isEmpty()
                ? new int[0]
                : Arrays.stream(dotted.substring(1).split("\\."))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    private static String written(int[] numbers, int from) {
        StringBuilder written = new StringBuilder();
        for (int i = from; i < numbers.length; i++) {
            written.append('.').append(numbers[i]);
        }
        return written.toString();
    }
}
