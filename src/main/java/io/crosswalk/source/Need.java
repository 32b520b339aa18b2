package io.crosswalk.source;

/**
 * What must stand in the place that a reading starts from, so that it can find anything: a sieve, known when mappings
 * are loaded, that keeps most rules of a map from being tried on fields that nobody has sent.
 *
 * @param place a kind of place that readings start at, by a number that its format chooses; see {@link
 *     SourceNode#filled}
 * @param parts one bit for each part of that place of which one must be there
 */
public record Need(int place, long parts) {

    /** Cannot be said beforehand: it has to be tried. */
    public static final Need UNKNOWN = new Need(-1, -1L);

    /** Nothing will ever be found. */
    public static final Need NEVER = new Need(-1, 0L);

    /** The need of a part with a number. Numbers share bits from 64 on, which lets more through and never less. */
    public static Need part(int place, int number) {
        return new Need(place, bit(number));
    }

    /** The bit of a part with a number. */
    public static long bit(int number) {
        return 1L << (number & 63);
    }

    public boolean isKnown() {
        return parts != -1L;
    }

    /** What is needed so that one of the two finds anything. */
    public Need or(Need other) {
        if (parts == 0) {
            return other;
        }
        if (other.parts == 0) {
            return this;
        }
        return place == other.place ? new Need(place, parts | other.parts) : UNKNOWN;
    }
}
