package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * {@code instance(OBX-5, OBX-21)}: the ordinal of a segment among all of the message that have the same values, where what
 * another group says of the same thing in the same words is the same. A sender may put one result below two reports, and may
 * give one "unique" number to several results: the first are one resource, the others are not, whatever their group is.
 */
final class Instance extends Ordinal {

    private final Expr said;

    Instance(Expr[] arguments) {
        super(Arrays.copyOfRange(arguments, 1, arguments.length));
        this.said = arguments[0];
    }

    @Override
    List<SourceNode> among(SourceNode own) {
        SourceNode root = own;
        for (SourceNode parent = own.parent(); parent != null; parent = parent.parent()) {
            root = parent;
        }
        List<SourceNode> found = new ArrayList<>();
        add(root, own.name(), found);
        return found;
    }

    private static void add(SourceNode group, String name, List<SourceNode> found) {
        for (SourceNode child : group.children()) {
            if (child.name().equals(name)) {
                found.add(child);
            } else if (child.name().indexOf('-') < 0) {
                add(child, name, found);
            }
        }
    }

    @Override
    void readMore(Frame frame) {
        said.text(frame);
    }

    @Override
    Counter counter() {
        return new Instances();
    }

    private record Met(SourceNode group, String words, int ordinal) {}

    private final class Instances implements Counter {

        private final List<Met> before = new ArrayList<>(2);
        private int count;

        @Override
        public int next(Frame frame, SourceNode segment) {
            SourceNode group = SiblingsExpr.group(segment);
            String words = Objects.requireNonNullElse(said.text(frame), "");
            int ordinal = known(group, words);
            before.add(new Met(group, words, ordinal));
            return ordinal;
        }

        /** Of another group and in the same words, else a new one. */
        private int known(SourceNode group, String words) {
            for (Met met : before) {
                if (met.group != group && met.words.equals(words) && !isIn(group, met.ordinal)) {
                    return met.ordinal;
                }
            }
            return ++count;
        }

        private boolean isIn(SourceNode group, int ordinal) {
            return before.stream().anyMatch(met -> met.group == group && met.ordinal == ordinal);
        }
    }
}
