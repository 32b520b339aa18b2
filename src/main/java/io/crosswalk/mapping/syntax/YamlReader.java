package io.crosswalk.mapping.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the part of YAML that cannot surprise: block style, plain and quoted texts, {@code |} for groups. Doubled keys,
 * flow style, anchors, tags, folded texts and a quote cut off by a comment are faults: each of them has eaten somebody's
 * rule in silence.
 */
public final class YamlReader {

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setUseMarks(true).setParseComments(false).build();

    private final SourceFile file;
    private final Iterator<Event> events;

    private YamlReader(SourceFile file) {
        this.file = file;
        this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, file.text()));
    }

    /** The block of keys that a file consists of; null when the file is empty or cannot be read. Faults go to the file. */
    public static YamlNode.@Nullable Mapping read(SourceFile file) {
        try {
            YamlNode root = new YamlReader(file).document();
            if (root == null) {
                return null;
            }
            if (root instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            file.fault(root, "a mapping file is a block of 'name:' keys");
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            file.fault(
                    mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1),
                    "this is no YAML: " + problem(e));
        }
        return null;
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        String context = e.getContext();
        return context == null ? problem : context + ", " + problem;
    }

    private @Nullable YamlNode document() {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case Scalar, MappingStart, SequenceStart, Alias -> {
                    YamlNode node = node(event);
                    if (root == null) {
                        root = node;
                    } else {
                        file.fault(node, "a file holds one document; take out the '---'");
                    }
                }
                default -> {}
            }
        }
        boolean empty = root instanceof YamlNode.Scalar scalar && scalar.value().isEmpty();
        return empty ? null : root;
    }

    private YamlNode node(Event event) {
        Mark start = event.getStartMark().orElseThrow();
        int line = start.getLine() + 1;
        int column = start.getColumn() + 1;
        if (event instanceof AliasEvent) {
            file.fault(line, column, "aliases are not used here; say it twice, or once in 'let:'");
            return new YamlNode.Scalar("", line, column, new int[0]);
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            file.fault(line, column, "anchors are not used here; say it twice, or once in 'let:'");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, line, column);
        }
        CollectionStartEvent collection = (CollectionStartEvent) event;
        if (collection.getTag().isPresent()) {
            file.fault(line, column, "tags are not used here");
        }
        if (collection.getFlowStyle() == FlowStyle.FLOW) {
            file.fault(line, column, "brackets and braces of YAML are not used here; write one line for each item");
        }
        return event instanceof SequenceStartEvent
                ? sequence(line, column)
                : mapping((MappingStartEvent) event, line, column);
    }

    private YamlNode.Sequence sequence(int line, int column) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event));
        }
        return new YamlNode.Sequence(items, line, column);
    }

    private YamlNode.Mapping mapping(MappingStartEvent start, int line, int column) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            YamlNode key = node(event);
            YamlNode value = node(events.next());
            if (!(key instanceof YamlNode.Scalar name)) {
                file.fault(key, "a key is a text on one line");
                continue;
            }
            Integer before = lines.putIfAbsent(name.value(), name.line());
            if (before != null) {
                file.fault(name, "'" + name.value() + "' stands here a second time; the first is in line " + before);
                continue;
            }
            entries.add(new YamlNode.Entry(name, value));
        }
        return new YamlNode.Mapping(entries, line, column);
    }

    private YamlNode.Scalar scalar(ScalarEvent event, int line, int column) {
        if (event.getTag().isPresent()) {
            file.fault(line, column, "tags are not used here");
        }
        ScalarStyle style = event.getScalarStyle();
        if (style == ScalarStyle.FOLDED) {
            file.fault(line, column, "'>' folds lines; write the text on one line, or the candidates as a list");
        }
        String value = event.getValue();
        if (style == ScalarStyle.PLAIN) {
            checkLostComment(event, value, line, column);
        }
        return new YamlNode.Scalar(value, line, column, offsets(event, value, style));
    }

    /** A plain text with an open quote in front of a comment has lost its end to YAML. */
    private void checkLostComment(ScalarEvent event, String value, int line, int column) {
        long quotes = value.chars().filter(c -> c == '"').count();
        Mark end = event.getEndMark().orElseThrow();
        String sourceLine = end.getLine() < file.lines().size() ? file.lines().get(end.getLine()) : "";
        int comment = sourceLine.indexOf(" #", Math.min(end.getColumn(), sourceLine.length()));
        if (comment < 0 && end.getColumn() == 0 && line <= file.lines().size()) {
            comment = file.lines().get(line - 1).indexOf(" #");
        }
        if (quotes % 2 != 0 && comment >= 0) {
            file.fault(
                    line,
                    comment + 2,
                    "YAML takes ' #' for a comment and has lost the end of this text; put the whole rule in single quotes");
        }
    }

    /** Finds each character of the value in the file again, through line breaks, indentation and doubled quotes. */
    private int[] offsets(ScalarEvent event, String value, ScalarStyle style) {
        Mark start = event.getStartMark().orElseThrow();
        int line = start.getLine();
        int column = start.getColumn();
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            line++;
            column = 0;
        } else if (style != ScalarStyle.PLAIN) {
            column++;
        }
        int[] offsets = new int[value.length()];
        for (int i = 0; i < value.length(); i++) {
            char wanted = value.charAt(i);
            while (line < file.lines().size()) {
                String text = file.lines().get(line);
                if (wanted == '\n' || wanted == ' ') {
                    break;
                }
                while (column < text.length() && text.charAt(column) != wanted) {
                    column++;
                }
                if (column < text.length()) {
                    break;
                }
                line++;
                column = 0;
            }
            if (line >= file.lines().size()) {
                return Arrays.copyOf(offsets, i);
            }
            offsets[i] = line + 1 << 12 | Math.min(column + 1, 0xfff);
            column++;
            boolean lineEnds = column >= file.lines().get(line).length();
            if (wanted == '\n' || wanted == ' ' && lineEnds) {
                line++;
                column = 0;
            }
        }
        return offsets;
    }
}
