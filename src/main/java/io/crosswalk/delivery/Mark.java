package io.crosswalk.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for a word in the bytes of a Bundle. Most Bundles do not have it, so only every byte that could be the word's last
 * one is looked at, as in Horspool's search. Immutable.
 */
final class Mark {

    private final byte[] word;
    /** How far the end of the word may move on when it stands on a byte. */
    private final int[] steps = new int[256];

    Mark(String word) {
        this.word = word.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(steps, this.word.length);
        for (int i = 0; i < this.word.length - 1; i++) {
            steps[this.word[i] & 0xff] = this.word.length - 1 - i;
        }
    }

    boolean isIn(byte[] bundle) {
        int last = word.length - 1;
        for (int end = last; end < bundle.length; end += steps[bundle[end] & 0xff]) {
            if (Arrays.equals(bundle, end - last, end + 1, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }
}
