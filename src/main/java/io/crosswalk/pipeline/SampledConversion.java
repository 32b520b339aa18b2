package io.crosswalk.pipeline;

import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.ElementOrigins;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.ReceivedMessage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Converts all messages, and looks at some of them for values that no rule has read: the first of each channel and type,
 * then one in so many. Thread safe.
 */
final class SampledConversion implements Function<ReceivedMessage, Conversion> {

    /** What a sender writes into MSH-9 is not ours to trust; beyond so many types they are counted together. */
    private static final int MOST_TYPES = 500;

    private final Converter converter;
    private final int oneIn;
    private final PipelineEvents events;
    private final Map<Kind, AtomicLong> seen = new ConcurrentHashMap<>();

    /**
     * @param oneIn 1 looks at every message, 0 at none
     */
    SampledConversion(Converter converter, int oneIn, PipelineEvents events) {
        this.converter = converter;
        this.oneIn = oneIn;
        this.events = events;
    }

    private record Kind(String channel, String type) {}

    @Override
    public Conversion apply(ReceivedMessage message) {
        if (oneIn == 0 || seen(message).getAndIncrement() % oneIn != 0) {
            return converter.convert(message);
        }
        TracedConversion noted = converter.convertNotingUnmapped(message);
        if (!noted.conversion().failed()) {
            events.lookedAt(
                    message.channel(),
                    noted.unmapped().stream().map(UnmappedValue::place).toList());
        }
        return noted.conversion();
    }

    /** The conversion with its explanation: the same as ever, made anew with the mappings of now. */
    TracedConversion explain(ReceivedMessage message) {
        return converter.convertTraced(message);
    }

    /** As {@link #explain}, of the conversion that keeps everything. */
    TracedConversion explainLossless(ReceivedMessage message) {
        return converter.convertLosslessTraced(message);
    }

    MappingLibrary library() {
        return converter.library();
    }

    Map<String, Set<String>> channelsOfSites() {
        return converter.library().channelsOfSites();
    }

    /** The conversion with everything of the message in its Bundle. */
    Conversion lossless(ReceivedMessage message) {
        return converter.convertLossless(message);
    }

    ElementOrigins origins(ReceivedMessage message) {
        return converter.origins(message);
    }

    private AtomicLong seen(ReceivedMessage message) {
        Kind kind = new Kind(message.channel(), message.type());
        AtomicLong known = seen.get(kind);
        if (known != null) {
            return known;
        }
        Kind bounded = seen.size() < MOST_TYPES ? kind : new Kind(message.channel(), "");
        return seen.computeIfAbsent(bounded, absent -> new AtomicLong());
    }
}
