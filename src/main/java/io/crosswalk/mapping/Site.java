package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.source.SourceSchema;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A hospital or a sender that has something otherwise than the shipped mappings.
 *
 * @param name of its folder below {@code mappings/local}
 * @param zone where its times are that have no offset; empty when it says nothing of its own
 * @param schema what its paths are made of: a site may name places of documents itself
 */
record Site(String name, Plan plan, Optional<ZoneId> zone, SourceSchema schema) {}
