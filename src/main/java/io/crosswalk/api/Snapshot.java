package io.crosswalk.api;

import io.crosswalk.pipeline.MappingStanding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The engine at one instant.
 *
 * @param mappings which mappings are in use; empty when nobody looks after their files
 * @param storeFault why the history cannot be written; empty when it can
 */
public record Snapshot(
        Instant at,
        Instant started,
        List<ChannelView> channels,
        List<DestinationView> destinations,
        BrokerView broker,
        Optional<MappingStanding> mappings,
        Optional<String> storeFault) {

    /**
     * The broker as it really is.
     *
     * @param mode embedded or external
     * @param journal NIO or ASYNCIO; empty when the broker is external
     */
    public record BrokerView(boolean alive, String mode, String version, String journal) {}

    public Snapshot {
        channels = List.copyOf(channels);
        destinations = List.copyOf(destinations);
    }
}
