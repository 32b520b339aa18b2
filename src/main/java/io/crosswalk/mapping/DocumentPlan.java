package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.MessagePlan;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.source.cda.Kinds;

/**
 * How clinical documents are converted. Immutable.
 *
 * @param plan all that is compiled for them
 * @param document what is made of one
 * @param kinds what its places are
 */
record DocumentPlan(Plan plan, MessagePlan document, Kinds kinds) {}
