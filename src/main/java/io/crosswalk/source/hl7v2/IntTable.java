package io.crosswalk.source.hl7v2;

import java.util.List;

/** Small ints by positive int keys: open addressing, no boxing. */
final class IntTable {

    static final int ABSENT = -1;

    private int[] keys = new int[32];
    private int[] values = new int[32];
    private int size;

    int get(int key) {
        int slot = slot(keys, key);
        return keys[slot] == key ? values[slot] : ABSENT;
    }

    void addKeysTo(List<Integer> list) {
        for (int key : keys) {
            if (key != 0) {
                list.add(key);
            }
        }
    }

    void addKeysTo(IntTable table, int value) {
        for (int key : keys) {
            if (key != 0) {
                table.put(key, value);
            }
        }
    }

    void put(int key, int value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(keys, key);
        if (keys[slot] != key) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static int slot(int[] keys, int key) {
        int mask = keys.length - 1;
        int slot = (key * 0x9e3779b9 >>> 8) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
