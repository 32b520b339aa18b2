package io.crosswalk.operations.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one channel. */
final class ChannelMeters {

    private final MeterRegistry registry;
    private final Tags tags;
    private final SenderWords types = SenderWords.messageTypes();
    private final SenderWords fields = SenderWords.fields();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    final Timer commit;
    final Timer convert;
    final Counter repeated;
    final Counter notStored;
    final Counter unknownCodes;
    private final Counter lookedAt;

    ChannelMeters(MeterRegistry registry, String channel) {
        this.registry = registry;
        this.tags = Tags.of("channel", channel);
        this.commit = Buckets.timer(registry, "engine.intake.commit", "From the frame to its place on disk", tags);
        this.convert = Buckets.timer(registry, "engine.convert", "One conversion", tags);
        this.repeated = counter("engine.messages.duplicate", "Messages sent again and acknowledged as before", tags);
        this.notStored = counter("engine.messages.not.stored", "Messages that the sender was told to send again", tags);
        this.unknownCodes = counter("engine.unknown.codes", "Codes without a translation", tags);
        this.lookedAt =
                counter("engine.unmapped.messages", "Messages that were looked at for values that no rule reads", tags);
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

    void found(String code) {
        labelled("engine.validation.findings", "Findings of the validate stage", "code", code)
                .increment();
    }

    /** One message, and the places of its values that no rule has read. */
    void lookedAt(List<String> unmapped) {
        lookedAt.increment();
        for (String place : unmapped) {
            labelled(
                            "engine.unmapped.fields",
                            "Values that no rule reads, of the messages that were looked at",
                            "field",
                            fields.label(field(place)))
                    .increment();
        }
    }

    /** {@code OBX-5} of {@code OBX[3]-5[2].1}: which repetition and which component would be too many series. */
    static String field(String place) {
        return place.replaceAll("\\[[0-9]+]", "").replaceAll("\\..*", "");
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
