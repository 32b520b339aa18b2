package io.crosswalk.source.hl7v2;

import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.SourceSchema;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The segments, fields, data types and components of HL7 v2, all versions together. A path is right when any version
 * has the place it names; Z segments have any field.
 */
public final class Hl7v2Schema implements SourceSchema {

    private final Map<String, SegmentDefinition> segments;
    private final Map<String, TypeDefinition> types;
    private final IntTable codes = new IntTable();
    private final SegmentDefinition[] byCode;

    Hl7v2Schema(Map<String, SegmentDefinition> segments, Map<String, TypeDefinition> types) {
        this.segments = Map.copyOf(segments);
        this.types = Map.copyOf(types);
        this.byCode = segments.values().toArray(SegmentDefinition[]::new);
        for (int i = 0; i < byCode.length; i++) {
            codes.put(SegmentNames.pack(byCode[i].name(), 0), i);
        }
    }

    /** The one schema that there is, read on first use. */
    public static Hl7v2Schema standard() {
        return Holder.STANDARD;
    }

    private static final class Holder {
        static final Hl7v2Schema STANDARD = SchemaFile.read();
    }

    @Override
    public SourcePath compile(String context, String path) {
        return new PathCompiler(this, context, path).compile();
    }

    @Override
    public boolean knows(String context) {
        return types.containsKey(context) || isSegment(context);
    }

    /** The nearest segment of that name. */
    @Override
    public @Nullable SourcePath other(String from, String to) {
        return to.equals(from) || !isSegment(to) ? null : compile(from, to);
    }

    /** Whether a segment may have this name: one of the standard's, or a site's own. */
    boolean isSegment(String name) {
        return segments.containsKey(name)
                || name.length() == SegmentNames.LENGTH && name.charAt(0) == 'Z' && SegmentNames.isName(name, 0);
    }

    @Nullable
    SegmentDefinition segment(int code) {
        int at = codes.get(code);
        return at == IntTable.ABSENT ? null : byCode[at];
    }

    @Nullable
    SegmentDefinition segment(String name) {
        return segments.get(name);
    }

    @Nullable
    TypeDefinition type(String name) {
        return types.get(name);
    }

    String nameOf(int code) {
        SegmentDefinition known = segment(code);
        return known == null ? SegmentNames.unpack(code) : known.name();
    }

    Collection<String> segmentNames() {
        return segments.keySet();
    }

    Collection<String> typeNames() {
        return types.keySet();
    }

    /**
     * The standard's name of a place as a path writes it ({@code PID-3}, {@code CX.4}); empty when it has none.
     *
     * @throws SourcePathException when there is no such place
     */
    public String describe(String context, String path) {
        return new PathCompiler(this, context, path).describe();
    }
}
