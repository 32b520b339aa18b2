package io.crosswalk.source;

import java.util.List;

/**
 * How the segments of a message structure belong together: HL7's abstract message syntax as a value.
 *
 * @param structure name of the structure, {@code ORU_R01}
 * @param members what the message consists of, in order
 */
public record GroupTable(String structure, List<Member> members) {

    public GroupTable {
        if (structure.isBlank()) {
            throw new IllegalArgumentException("a group table needs the name of its structure");
        }
        members = List.copyOf(members);
    }

    /** One place in the syntax. */
    public sealed interface Member {

        String name();

        /** {@code [ ]} or one alternative of {@code < | >}. */
        boolean optional();

        /** Whether the place may be taken more than once: braces. */
        boolean repeats();
    }

    /** A segment: {@code PID}, {@code [PD1]}, {@code [{NTE}]}. */
    public record Segment(String name, boolean optional, boolean repeats) implements Member {}

    /** A named group: <code>{ ORDER: [ORC] OBR }</code>. */
    public record Group(String name, boolean optional, boolean repeats, List<Member> members) implements Member {

        public Group {
            if (members.isEmpty()) {
                throw new IllegalArgumentException("group '" + name + "' has no members");
            }
            members = List.copyOf(members);
        }
    }
}
