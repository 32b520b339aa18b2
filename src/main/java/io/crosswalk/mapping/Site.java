package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.Plan;
import java.time.ZoneId;

/**
 * A hospital or a sender that has something otherwise than the shipped mappings.
 *
 * @param name of its folder below {@code mappings/local}
 * @param zone where its times are that have no offset
 */
record Site(String name, Plan plan, ZoneId zone) {}
