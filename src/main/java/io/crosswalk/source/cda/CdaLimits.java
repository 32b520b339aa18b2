package io.crosswalk.source.cda;

/**
 * How much of anything one document may have. Beyond these a sender is broken or hostile; real documents stay far below,
 * large scanned pages in base64 aside, which only the first limit bounds.
 */
final class CdaLimits {

    static final int BYTES = 64 * 1024 * 1024;
    static final int DEPTH = 256;
    static final int ELEMENTS = 2_000_000;
    static final int ATTRIBUTES_PER_ELEMENT = 500;
    static final int ATTRIBUTE_BYTES = 1024 * 1024;
    static final int NAME_BYTES = 1_000;
    static final int NAMESPACES = 1_000;

    /** Characters of a text that a reference leads to: what a FHIR string may have. */
    static final int TEXT = 1024 * 1024;

    /** Bytes of base64 that the pictures of all narratives have together. */
    static final int IMAGES = 16 * 1024 * 1024;

    /** Characters that references repeat of narratives, short pieces aside. */
    static final int REFERRED = 128 * 1024 * 1024;

    static final int UNREAD = 20_000;

    private CdaLimits() {}
}
