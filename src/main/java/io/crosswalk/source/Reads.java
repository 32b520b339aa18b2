package io.crosswalk.source;

/** Hears which places of a source are used, while somebody wants to know. */
public interface Reads {

    /** The text of a leaf was taken. */
    void read(SourceNode leaf);

    /** What a place says has shaped how another one is understood, as the zone of a message does for times without one. */
    void shapedBy(SourceNode leaf);
}
