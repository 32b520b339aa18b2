package io.crosswalk.delivery;

/**
 * What a FHIR server is asked beyond writing resources.
 *
 * @param merges what happens to what refers to a merged record
 * @param patches whether it takes a FHIRPath Patch in a transaction, which FHIR R4 allows and does not ask for. Where it does
 *     not, the status of a resource that is there already stays as it is
 */
public record ServerAbilities(MergePolicy merges, boolean patches) {

    /** What HAPI FHIR can do. */
    public static final ServerAbilities ALL = new ServerAbilities(MergePolicy.MOVE, true);
}
