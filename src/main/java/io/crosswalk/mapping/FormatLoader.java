package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.mapping.plan.PlanCompiler;
import io.crosswalk.mapping.syntax.SourceFile;
import io.crosswalk.source.SourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads and compiles the mappings of one format, and what sites have otherwise. Used once. */
final class FormatLoader {

    private final Definitions definitions;
    private final Function<Definitions, SourceSchema> schemas;
    private final Map<String, SiteFiles> siteFiles = new TreeMap<>();

    /** @param schemas what definitions make of the format: names of places that they give themselves are a part of it */
    FormatLoader(Definitions definitions, Function<Definitions, SourceSchema> schemas) {
        this.definitions = definitions;
        this.schemas = schemas;
    }

    Definitions definitions() {
        return definitions;
    }

    /**
     * Takes a file of a site.
     *
     * @param inside its path in the site's folder for this format
     */
    void addLocal(String site, SourceFile file, String inside) {
        siteFiles.computeIfAbsent(site, SiteFiles::new).add(file, inside);
    }

    /**
     * Compiles everything that was read. Faults go to the files.
     *
     * @param right whether all files that are shipped could be read: a site is checked against them only then, since it would
     *     tell the same faults again
     */
    FormatMappings compile(Right right) {
        SourceSchema schema = schemas.apply(definitions);
        PlanCompiler compiler = new PlanCompiler(definitions, schema);
        Plan plan = compiler.compile();
        boolean shipped = right.isRight();
        List<Site> sites = new ArrayList<>();
        Sites.Builder finders = new Sites.Builder();
        for (SiteFiles files : siteFiles.values()) {
            SiteFiles.Reading reading = files.read(definitions);
            if (reading == null) {
                continue;
            }
            SourceSchema own = reading.changes().changesKinds() ? schemas.apply(reading.definitions()) : schema;
            Site site = new Site(
                    reading.overlay().name().value(),
                    shipped && files.isRight() ? compiler.compile(reading.changes(), own) : plan,
                    reading.zone(),
                    own);
            sites.add(site);
            finders.add(reading.overlay(), site);
        }
        return new FormatMappings(definitions, plan, schema, sites, sites.isEmpty() ? null : finders.build());
    }

    /** Tells whether no fault was found so far. */
    interface Right {
        boolean isRight();
    }
}
