package io.crosswalk.mapping.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a mapping file: texts, lists and keyed blocks, each with its place. */
public sealed interface YamlNode {

    /** Line from 1. */
    int line();

    /** Column from 1. */
    int column();

    /**
     * Any text: in this language a number or a word as {@code no} is a text too.
     *
     * @param value the text as YAML reads it
     * @param offsets for each character of the value its place in the file, line and column packed into one int
     */
    record Scalar(String value, int line, int column, int[] offsets) implements YamlNode {

        /** A key and its value as the one text that they are in the file. */
        public static Scalar join(Scalar key, Scalar value) {
            String text = key.value() + ": " + value.value();
            int[] offsets = new int[text.length()];
            int start = key.value().length() + 2;
            for (int i = 0; i < offsets.length; i++) {
                int place = i < start
                        ? key.lineAt(i) << 12 | key.columnAt(i)
                        : value.lineAt(i - start) << 12 | value.columnAt(i - start);
                offsets[i] = place;
            }
            return new Scalar(text, key.line(), key.column(), offsets);
        }

        /** Where the character at an offset of the value stands; the end for offsets beyond it. */
        public int lineAt(int offset) {
            return offsets.length == 0 ? line : offsets[Math.min(offset, offsets.length - 1)] >>> 12;
        }

        /** As {@link #lineAt}, the column. */
        public int columnAt(int offset) {
            if (offsets.length == 0) {
                return column;
            }
            int beyond = Math.max(0, offset - offsets.length + 1);
            return (offsets[Math.min(offset, offsets.length - 1)] & 0xfff) + beyond;
        }
    }

    /** A block list. */
    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A block of keys, in the order of the file. */
    record Mapping(List<Entry> entries, int line, int column) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public @Nullable YamlNode get(String key) {
            for (Entry entry : entries) {
                if (entry.key().value().equals(key)) {
                    return entry.value();
                }
            }
            return null;
        }
    }

    /** One key with what belongs to it. */
    record Entry(Scalar key, YamlNode value) {}
}
