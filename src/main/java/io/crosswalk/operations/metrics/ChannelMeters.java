package io.crosswalk.operations.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one channel. */
final class ChannelMeters {

    private final MeterRegistry registry;
    private final Tags tags;
    private final MessageTypes types = new MessageTypes();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    final Timer commit;
    final Timer convert;
    final Counter repeated;
    final Counter notStored;
    final Counter unknownCodes;

    ChannelMeters(MeterRegistry registry, String channel) {
        this.registry = registry;
        this.tags = Tags.of("channel", channel);
        this.commit = Buckets.timer(registry, "engine.intake.commit", "From the frame to its place on disk", tags);
        this.convert = Buckets.timer(registry, "engine.convert", "One conversion", tags);
        this.repeated = counter("engine.messages.duplicate", "Messages sent again and acknowledged as before", tags);
        this.notStored = counter("engine.messages.not.stored", "Messages that the sender was told to send again", tags);
        this.unknownCodes = counter("engine.unknown.codes", "Codes without a translation", tags);
        registry.gauge("engine.connections", tags, connections);
    }

    void received(String type) {
        labelled("engine.messages.received", "Messages accepted", "type", types.label(type))
                .increment();
    }

    void acknowledged(String code) {
        labelled("engine.acks", "Acknowledgements by code", "code", code).increment();
    }

    void refused(String code) {
        labelled("engine.messages.refused", "Messages refused and broken frames", "code", code)
                .increment();
    }

    void processed(String status) {
        labelled("engine.messages.processed", "Messages through all stages before delivery", "status", status)
                .increment();
    }

    void convertError(String code) {
        labelled("engine.convert.errors", "Errors and fatal faults of conversions", "code", code)
                .increment();
    }

    void connections(int open) {
        connections.set(open);
    }

    /** Values of labels are the engine's own words: they come from short lists. */
    private Counter labelled(String name, String description, String label, String value) {
        String key = name + '=' + value;
        Counter known = counters.get(key);
        return known != null
                ? known
                : counters.computeIfAbsent(key, absent -> counter(name, description, tags.and(label, value)));
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }
}
