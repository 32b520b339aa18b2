/**
 * From definitions to plans: every name is looked up once, when mappings are loaded, and every fault is told with its
 * place. What is left is final fields and small steps.
 *
 * <p>{@code ...Definition} is what a file says, {@code ...Plan} is what runs. A plan is immutable and shared by all
 * threads; all state of one conversion is in its {@link io.crosswalk.mapping.plan.Run}.
 */
@NullMarked
package io.crosswalk.mapping.plan;

import org.jspecify.annotations.NullMarked;
