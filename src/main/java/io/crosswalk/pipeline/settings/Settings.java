package io.crosswalk.pipeline.settings;

import io.crosswalk.delivery.RetryPolicy;
import io.crosswalk.pipeline.broker.BrokerSettings;
import io.crosswalk.terminology.translate.TranslateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything an installation decides about the journey.
 *
 * @param dataDir where the engine keeps what must not be lost
 * @param mappingsDirs folders of mappings; later ones add to earlier ones
 * @param zone of times that carry none and whose message carries none; empty when nobody has said one
 * @param mappingOptions values for names that the mappings declare as options
 * @param unmappedSample one message in so many of a channel and type is looked at for values that no rule reads; 0 for none
 * @param reload how often the files of the mappings are looked at for changes; empty for never
 * @param destinations by name, in the order of the names
 * @param destinationsOfChannel channels that name their destinations; the others go to all
 * @param history where the history is
 * @param translate the terminology server that is asked for codes that no table knows
 */
public record Settings(
        Path dataDir,
        List<Path> mappingsDirs,
        Optional<ZoneId> zone,
        Map<String, String> mappingOptions,
        int unmappedSample,
        Optional<Duration> reload,
        Map<String, DestinationSettings> destinations,
        Map<String, List<String>> destinationsOfChannel,
        BrokerSettings broker,
        HistorySettings history,
        RetryPolicy retry,
        Optional<TranslateSettings> translate) {

    /** Where the history is kept. */
    public record HistorySettings(String url, String user, String password) {
        @Override
        public String toString() {
            return url.split("[;?]", 2)[0];
        }
    }

    public Settings {
        mappingsDirs = List.copyOf(mappingsDirs);
        mappingOptions = Map.copyOf(mappingOptions);
        destinations = Map.copyOf(destinations);
        destinationsOfChannel = Map.copyOf(destinationsOfChannel);
    }
}
