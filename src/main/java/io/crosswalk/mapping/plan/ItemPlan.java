package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.BundleEntry.Write;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.source.SourcePath;
import org.jspecify.annotations.Nullable;

/**
 * One item of a message's table of contents. Immutable.
 *
 * @param product index of its name among the message's products; -1 when nobody refers to it
 * @param segments where each map finds its own segment; null where it is the segment of the item
 * @param into indexes of the products of which one is filled; empty when a resource is made
 * @param given index of the product without which nothing is made; -1 when none is needed
 * @param unless index of the product that must not be the same resource; -1 when it may be any
 * @param survivor index of the product that takes its place; -1 when it stays in use
 * @param links indexes of the products that {@code with} and {@code to} name
 * @param with what it says about this resource
 * @param to what it says about other resources
 * @param fills what of the Bundle it fills
 * @param opens whether it is the first of what one file says for the segment: {@code otherwise} looks no further back
 */
record ItemPlan(
        int product,
        MapPlan[] maps,
        @Nullable SourcePath[] segments,
        int[] into,
        @Nullable Cond when,
        int given,
        int unless,
        int survivor,
        int[] links,
        RulePlan[] with,
        ToPlan[] to,
        Write write,
        String place,
        Fills fills,
        boolean opens) {

    /** What of a Bundle an item fills. */
    enum Fills {
        RESOURCE,
        /** The Bundle's own elements. */
        ENVELOPE,
        /** How a resource fits what was searched for. */
        SEARCH;

        static Fills of(FhirType type) {
            return switch (type.name()) {
                case "Bundle" -> ENVELOPE;
                case BundleEntry.SEARCH -> SEARCH;
                default -> RESOURCE;
            };
        }
    }

    /** A reference from another product to this one. */
    record ToPlan(int link, boolean each, RulePlan rule) {}
}
