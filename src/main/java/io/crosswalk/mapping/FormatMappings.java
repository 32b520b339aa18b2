package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.source.SourceSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All mappings of one format, compiled. Immutable.
 *
 * @param definitions what was read
 * @param finder finds the site of a message; null when there are no sites
 */
record FormatMappings(
        Definitions definitions,
        Plan plan,
        SourceSchema schema,
        List<Site> sites,
        @Nullable Sites finder) {

    FormatMappings {
        sites = List.copyOf(sites);
    }

    /** How messages of a site are converted, and those of no site. */
    Plan planOf(@Nullable Site site) {
        return site == null ? plan : site.plan();
    }

    SourceSchema schemaOf(@Nullable Site site) {
        return site == null ? schema : site.schema();
    }
}
