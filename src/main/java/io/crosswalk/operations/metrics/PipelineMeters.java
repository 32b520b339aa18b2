package io.crosswalk.operations.metrics;

import io.crosswalk.message.Issue;
import io.crosswalk.message.Issue.Severity;
import io.crosswalk.message.Status;
import io.crosswalk.pipeline.PipelineEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times what happens on the journey. */
@ApplicationScoped
public class PipelineMeters implements PipelineEvents {

    private final MeterRegistry registry;
    private final Map<String, ChannelMeters> channels = new ConcurrentHashMap<>();
    private final Map<String, DestinationMeters> destinations = new ConcurrentHashMap<>();
    private final Map<String, Counter> translations = new ConcurrentHashMap<>();

    public PipelineMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accepted(String channel, String type, long nanos) {
        ChannelMeters meters = channel(channel);
        meters.received(type);
        meters.commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void repeated(String channel) {
        channel(channel).repeated.increment();
    }

    @Override
    public void refused(String channel, String code) {
        channel(channel).refused(code);
    }

    @Override
    public void notStored(String channel) {
        channel(channel).notStored.increment();
    }

    @Override
    public void acknowledged(String channel, String code) {
        channel(channel).acknowledged(code);
    }

    @Override
    public void converted(String channel, List<Issue> issues, long nanos) {
        ChannelMeters meters = channel(channel);
        meters.convert.record(nanos, TimeUnit.NANOSECONDS);
        for (Issue issue : issues) {
            if (issue.code().equals("code-not-mapped")) {
                meters.unknownCodes.increment();
            }
            if (issue.severity() == Severity.ERROR || issue.isFatal()) {
                meters.convertError(issue.code());
            }
        }
    }

    @Override
    public void validated(String channel, List<Issue> issues) {
        issues.forEach(issue -> channel(channel).found(issue.code()));
    }

    @Override
    public void askedToTranslate(String outcome) {
        translations
                .computeIfAbsent(
                        outcome,
                        absent -> Counter.builder("engine.translations")
                                .description("Codes without a table that a terminology server was to translate")
                                .tags("outcome", outcome)
                                .register(registry))
                .increment();
    }

    @Override
    public void lookedAt(String channel, List<String> unmapped) {
        channel(channel).lookedAt(unmapped);
    }

    @Override
    public void attempted(String destination, String outcome, long nanos) {
        DestinationMeters meters = destination(destination);
        meters.attempted(outcome);
        meters.delivery.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void consented(String destination, String outcome) {
        destination(destination).consented(outcome);
    }

    @Override
    public void processed(String channel, Status status) {
        channel(channel).processed(status.name());
    }

    @Override
    public void delivered(String destination, Status status, int attempts, Duration sinceAccepted, long nanos) {
        DestinationMeters meters = destination(destination);
        if (status == Status.SENT) {
            meters.endToEnd.record(sinceAccepted);
        } else {
            meters.parked.increment();
        }
    }

    @Override
    public void connections(String channel, int open) {
        channel(channel).connections(open);
    }

    private ChannelMeters channel(String name) {
        ChannelMeters known = channels.get(name);
        return known != null ? known : channels.computeIfAbsent(name, key -> new ChannelMeters(registry, key));
    }

    private DestinationMeters destination(String name) {
        DestinationMeters known = destinations.get(name);
        return known != null ? known : destinations.computeIfAbsent(name, key -> new DestinationMeters(registry, key));
    }
}
