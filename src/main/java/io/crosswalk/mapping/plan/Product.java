package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.source.SourceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of an item of the message's table of contents: its resource exists, its content comes later. */
final class Product {

    final ItemPlan item;
    final SourceNode node;
    final Scope scope;
    final BundleEntry entry;
    /** Whether this run brought the resource into being: others add to it. */
    final boolean first;
    /** The products that {@code with} and {@code to} name, as far as they were made before this one. */
    final @Nullable Product[] links;
    /** What its id was made of, while somebody asks for an explanation. */
    List<Claim> identity = List.of();
    /** What has decided that it is made, while somebody asks for an explanation. */
    List<Claim> conditions = List.of();

    Product(ItemPlan item, SourceNode node, Scope scope, BundleEntry entry, boolean first, int linkCount) {
        this.item = item;
        this.node = node;
        this.scope = scope;
        this.entry = entry;
        this.first = first;
        this.links = new @Nullable Product[linkCount];
    }
}
