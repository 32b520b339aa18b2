package io.crosswalk.load;

import java.util.Optional;

/** One load as the command shows it; without a sink nothing is known of deliveries. */
record Outcome(LoadReport load, Optional<Comparison> delivered, double deliverySeconds) {

    static Outcome of(LoadReport load) {
        return new Outcome(load, Optional.empty(), 0);
    }

    static Outcome of(LoadReport load, Comparison comparison, double seconds) {
        return new Outcome(load, Optional.of(comparison), seconds);
    }
}
