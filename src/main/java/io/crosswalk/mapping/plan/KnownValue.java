package io.crosswalk.mapping.plan;

/** A value of a data type that a rule makes of a place wherever it is met. Not to be changed. */
record KnownValue(byte[] json) implements ConversionMemory.Known {

    @Override
    public int size() {
        return json.length;
    }
}
