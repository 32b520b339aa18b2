package io.crosswalk.operations.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of one destination. */
final class DestinationMeters {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    final Timer delivery;
    final Timer endToEnd;
    final Counter parked;

    DestinationMeters(MeterRegistry registry, String destination) {
        this.registry = registry;
        this.tags = Tags.of("destination", destination);
        this.delivery = Buckets.timer(registry, "engine.delivery", "One attempt", tags);
        this.endToEnd = Buckets.timer(registry, "engine.end.to.end", "From acceptance to the confirmation", tags);
        this.parked = Counter.builder("engine.messages.parked")
                .description("Messages set aside as faulty by the destination")
                .tags(tags)
                .register(registry);
    }

    void attempted(String outcome) {
        labelled("engine.delivery.attempts", "Delivery attempts by how they ended", "class", outcome)
                .increment();
    }

    void consented(String outcome) {
        labelled("engine.consent.decisions", "Whether Bundles may go to the destination", "outcome", outcome)
                .increment();
    }

    private Counter labelled(String name, String description, String label, String value) {
        String key = name + '=' + value;
        Counter known = counters.get(key);
        return known != null
                ? known
                : counters.computeIfAbsent(
                        key,
                        absent -> Counter.builder(name)
                                .description(description)
                                .tags(tags.and(label, value))
                                .register(registry));
    }
}
