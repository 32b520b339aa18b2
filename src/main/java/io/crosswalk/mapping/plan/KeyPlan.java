package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/** The alternatives of an identity. Immutable. */
final class KeyPlan {

    static final KeyPlan NONE = new KeyPlan(new Part[0][], "");

    /** Separates the parts of a key; no source text has it. */
    static final char SEPARATOR = '\u001f';

    /** One part of a key. */
    interface Part {
        /** Appends its text; false when it has none. */
        boolean append(Frame frame, StringBuilder key);
    }

    private final Part[][] alternatives;
    private final String place;

    /** @param place {@code file:line} of the first alternative */
    KeyPlan(Part[][] alternatives, String place) {
        this.alternatives = alternatives;
        this.place = place;
    }

    String place() {
        return place;
    }

    boolean isEmpty() {
        return alternatives.length == 0;
    }

    /** The first alternative that is wholly valued; null when none is. */
    @Nullable
    String of(Frame frame) {
        StringBuilder key = frame.run.keyBuilder();
        int start = key.length();
        String found = append(frame, key) ? key.substring(start) : null;
        key.setLength(start);
        return found;
    }

    /** Appends the first alternative that is wholly valued; false and nothing when none is. */
    private boolean append(Frame frame, StringBuilder key) {
        boolean reading = frame.reading;
        frame.reading = false;
        int start = key.length();
        boolean found = false;
        for (int i = 0; i < alternatives.length && !found; i++) {
            key.setLength(start);
            TraceListener.Mark mark = frame.run.mark();
            found = append(alternatives[i], frame, key);
            if (!found) {
                frame.run.passed(mark);
            }
        }
        if (!found) {
            key.setLength(start);
        }
        frame.reading = reading;
        return found;
    }

    private static boolean append(Part[] parts, Frame frame, StringBuilder key) {
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                key.append(SEPARATOR);
            }
            if (!parts[i].append(frame, key)) {
                return false;
            }
        }
        return true;
    }

    /** A text, constant or computed. */
    record TextPart(Expr expr) implements Part {
        @Override
        public boolean append(Frame frame, StringBuilder key) {
            String text = expr.text(frame);
            if (text == null) {
                return false;
            }
            key.append(text);
            return true;
        }
    }

    /** A value of a complex type, by the key that its type declares. */
    record ValuePart(Expr expr, KeyPlan typeKey) implements Part {
        @Override
        public boolean append(Frame frame, StringBuilder key) {
            for (SourceNode node : expr.nodes(frame)) {
                if (node.absence() != null) {
                    continue; // what is said to be unknown identifies nothing
                }
                SourceNode from = frame.node;
                frame.node = node;
                boolean found = typeKey.append(frame, key);
                frame.node = from;
                if (found) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The identity of another product. */
    record ProductPart(int product) implements Part {
        @Override
        public boolean append(Frame frame, StringBuilder key) {
            Product found = frame.run.product(frame.scope, product);
            if (found == null) {
                return false;
            }
            key.append(found.entry.id());
            frame.run.tellIdentity(found);
            return true;
        }
    }
}
