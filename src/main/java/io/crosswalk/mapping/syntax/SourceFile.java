package io.crosswalk.mapping.syntax;

import java.util.ArrayList;
import java.util.List;

/** One mapping file: its name, its text and the faults found in it so far. */
public final class SourceFile {

    private final String name;
    private final String text;
    private final List<String> lines;
    private final List<Fault> faults = new ArrayList<>();

    public SourceFile(String name, String text) {
        this.name = name;
        this.text = text;
        this.lines = text.lines().toList();
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public List<String> lines() {
        return lines;
    }

    public List<Fault> faults() {
        return faults;
    }

    public void fault(int line, int column, String message) {
        fault(line, column, message, "");
    }

    public void fault(int line, int column, String message, String suggestion) {
        String sourceLine = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        faults.add(new Fault(name, line, column, sourceLine, message, suggestion));
    }

    public void fault(YamlNode node, String message) {
        fault(node.line(), node.column(), message, "");
    }

    /** A fault at a character of a scalar. */
    public void fault(YamlNode.Scalar scalar, int offset, String message, String suggestion) {
        fault(scalar.lineAt(offset), scalar.columnAt(offset), message, suggestion);
    }
}
