package io.crosswalk.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which mappings are in use, and whether those on disk are others.
 *
 * @param version of those in use
 * @param since when they were taken into use
 * @param faults why those on disk are not used, each with its place; empty when they are. Not more than a few
 * @param faultCount how many faults there are
 * @param refusedAt when they were refused
 */
public record MappingStanding(
        String version, Instant since, List<String> faults, int faultCount, Optional<Instant> refusedAt) {

    public MappingStanding {
        faults = List.copyOf(faults);
    }

    static MappingStanding of(String version, Instant since) {
        return new MappingStanding(version, since, List.of(), 0, Optional.empty());
    }

    MappingStanding refused(List<String> why, int count, Instant at) {
        return new MappingStanding(version, since, why, count, Optional.of(at));
    }

    /** One line; empty when there is no fault. */
    public String firstFault() {
        return faults.isEmpty() ? "" : faults.get(0).lines().findFirst().orElse("");
    }

    /** Whether what stands on disk is what is in use. */
    public boolean isCurrent() {
        return faults.isEmpty();
    }
}
