package io.crosswalk.mapping.plan;

/**
 * A value of a data type that a rule makes of a place wherever it is met.
 *
 * @param json not to be changed; empty when nothing comes out
 */
record KnownValue(byte[] json) implements ConversionMemory.Known {

    static final KnownValue NOTHING = new KnownValue(new byte[0]);

    @Override
    public int size() {
        return json.length;
    }
}
