package io.crosswalk.pipeline.settings;

import io.crosswalk.delivery.ServerAbilities;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.message.Destination;
import java.time.Duration;

/**
 * One destination and how it is served.
 *
 * @param timeout after which an answer is no longer waited for
 * @param consumers how many lanes are delivered at the same time at most
 * @param form what it is given of a conversion
 * @param abilities what it is asked beyond writing resources, where it is a FHIR server
 */
public record DestinationSettings(
        Destination destination, Duration timeout, int consumers, BundleForm form, ServerAbilities abilities) {

    public DestinationSettings {
        if (consumers < 1 || consumers > 64) {
            throw new IllegalArgumentException(
                    "destination '" + destination.name() + "': consumers must be 1 to 64, not " + consumers);
        }
    }
}
