package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/** One application of a map: the place it reads from and the value it fills. */
final class Frame {

    final Run run;
    final Scope scope;
    /** The resource that owns what is filled. */
    final BundleEntry entry;
    /** What is filled: the resource's content or a data type inside it. */
    final Composite self;
    /** Names this application among all of the conversion: local labels belong to it. */
    final int application;

    /** The place that paths start from. Conditions in predicates and {@code choose} move it for a moment. */
    SourceNode node;
    /** Whether a value of the source was written. */
    boolean yielded;
    /** Whether reading marks a value as used: not in conditions and keys. */
    boolean reading = true;
    /** What {@code otherwise} answers: whether no earlier conditional item has run. */
    boolean otherwise = true;

    /** The element of a driven label that the running rule fills; null outside of one. */
    @Nullable
    Object followed;
    /** The repetition that {@link #followed} was made from. */
    @Nullable
    SourceNode origin;
    /** The resource that the last navigation has ended in. */
    BundleEntry reached;

    /** The rule and frame that called this map: where {@code $this[2]} goes. */
    @Nullable
    RulePlan caller;

    @Nullable
    Frame callerFrame;

    Frame(Run run, Scope scope, SourceNode node, BundleEntry entry, Composite self) {
        this.run = run;
        this.scope = scope;
        this.node = node;
        this.entry = entry;
        this.self = self;
        this.reached = entry;
        this.application = run.nextApplication();
    }
}
