package io.crosswalk.source.cda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers names from 1, and finds the number of a name that stands in a document without making a string of it. */
final class NameTable {

    private static final int SLOTS_PER_NAME = 4;

    private final List<String> names;
    private final byte[][] bytes;
    private final short[] slots;

    /** @param names each once, ASCII */
    NameTable(List<String> names) {
        this.names = names;
        this.bytes = new byte[names.size() + 1][];
        this.slots = new short[Integer.highestOneBit(names.size() * SLOTS_PER_NAME) * 2];
        for (int code = 1; code <= names.size(); code++) {
            bytes[code] = names.get(code - 1).getBytes(StandardCharsets.US_ASCII);
            add(code);
        }
    }

    private void add(int code) {
        int slot = firstSlot(bytes[code], 0, bytes[code].length);
        while (slots[slot] != 0) {
            if (Arrays.equals(bytes[slots[slot]], bytes[code])) {
                throw new IllegalArgumentException("the name " + names.get(code - 1) + " stands twice in the list");
            }
            slot = next(slot);
        }
        slots[slot] = (short) code;
    }

    private int firstSlot(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        return (hash ^ hash >>> 11) & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    /** The number of the name that stands there; 0 when it is none of the table's. */
    int of(byte[] text, int from, int to) {
        int slot = firstSlot(text, from, to);
        for (int code = slots[slot]; code != 0; code = slots[slot]) {
            byte[] name = bytes[code];
            if (name.length == to - from && Arrays.equals(name, 0, name.length, text, from, to)) {
                return code;
            }
            slot = next(slot);
        }
        return 0;
    }

    int of(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return of(text, 0, text.length);
    }

    /** The name of a number; null when no name has it. */
    @Nullable
    String nameOf(int code) {
        return code > 0 && code <= names.size() ? names.get(code - 1) : null;
    }

    List<String> names() {
        return names;
    }
}
