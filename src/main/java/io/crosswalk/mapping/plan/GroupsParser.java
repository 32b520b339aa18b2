package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.mapping.syntax.YamlNode;
import io.crosswalk.source.GroupTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads HL7's abstract message syntax with group names: {@code [ ]} optional, braces repeat, {@code < | >} a choice,
 * {@code NAME:} names the group of the bracket it opens.
 */
final class GroupsParser {

    private final SourceFile file;
    private final YamlNode.Scalar scalar;
    private final String text;
    private int at;
    private boolean failed;

    GroupsParser(SourceFile file, YamlNode.Scalar scalar) {
        this.file = file;
        this.scalar = scalar;
        this.text = scalar.value();
    }

    @Nullable
    GroupTable parse(String structure) {
        List<GroupTable.Member> members = members("");
        skipBlanks();
        if (at < text.length()) {
            fault(at, "'" + text.charAt(at) + "' closes nothing");
        }
        if (members.isEmpty() && !failed) {
            fault(0, "'groups:' names no segment");
        }
        return failed ? null : new GroupTable(structure, members);
    }

    /** Members up to a closing sign. */
    private List<GroupTable.Member> members(String closing) {
        List<GroupTable.Member> members = new ArrayList<>();
        while (true) {
            skipBlanks();
            if (at >= text.length() || failed) {
                return members;
            }
            char c = text.charAt(at);
            if (closing.indexOf(c) >= 0 || c == ']' || c == '}' || c == '>') {
                return members;
            }
            switch (c) {
                case '[' -> bracket(']', true, false, members);
                case '{' -> bracket('}', false, true, members);
                case '<' -> choice(members);
                default -> members.add(segment());
            }
        }
    }

    /** One pair of brackets; {@code [{X}]} and {@code {[X]}} are one place that is optional and repeats. */
    private void bracket(char close, boolean optional, boolean repeats, List<GroupTable.Member> to) {
        int open = at++;
        skipBlanks();
        String name = groupName();
        if (name.isEmpty()) {
            List<GroupTable.Member> inner = members("");
            close(close, open);
            if (failed) {
                return;
            }
            if (inner.size() != 1) {
                fault(
                        open,
                        inner.isEmpty()
                                ? "these brackets are empty"
                                : "a group of several segments needs a name: " + text.charAt(open) + " NAME: ...");
                return;
            }
            to.add(marked(inner.get(0), optional, repeats));
            return;
        }
        List<GroupTable.Member> inner = members("");
        close(close, open);
        if (failed) {
            return;
        }
        if (inner.isEmpty()) {
            fault(open, "group '" + name + "' is empty");
            return;
        }
        to.add(new GroupTable.Group(name, optional, repeats, inner));
    }

    private void choice(List<GroupTable.Member> to) {
        int open = at++;
        do {
            for (GroupTable.Member member : members("|")) {
                to.add(marked(member, true, false));
            }
            skipBlanks();
        } while (at < text.length() && text.charAt(at) == '|' && at++ >= 0);
        close('>', open);
    }

    private static GroupTable.Member marked(GroupTable.Member member, boolean optional, boolean repeats) {
        boolean isOptional = member.optional() || optional;
        boolean isRepeating = member.repeats() || repeats;
        return member instanceof GroupTable.Group group
                ? new GroupTable.Group(group.name(), isOptional, isRepeating, group.members())
                : new GroupTable.Segment(member.name(), isOptional, isRepeating);
    }

    private void close(char close, int open) {
        skipBlanks();
        if (failed) {
            return;
        }
        if (at < text.length() && text.charAt(at) == close) {
            at++;
        } else {
            fault(open, "'" + text.charAt(open) + "' is never closed");
        }
    }

    /** A name with a colon; empty when what follows is none, and then nothing is taken. */
    private String groupName() {
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end == at || end >= text.length() || text.charAt(end) != ':') {
            return "";
        }
        String name = text.substring(at, end);
        at = end + 1;
        return name;
    }

    private GroupTable.Segment segment() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (at < text.length() && text.charAt(at) == ':') {
            fault(start, "a group name stands behind its bracket: [ " + name + ": ... ]");
        } else if (name.length() != 3) {
            fault(
                    start,
                    name.isEmpty()
                            ? "'" + text.charAt(start) + "' is not expected here"
                            : "'" + name + "' is no segment: a segment has three letters");
        }
        return new GroupTable.Segment(name.isEmpty() ? "?" : name, false, false);
    }

    private void fault(int offset, String message) {
        if (!failed) {
            file.fault(scalar, offset, message, "");
        }
        failed = true;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private static boolean isNamePart(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }
}
