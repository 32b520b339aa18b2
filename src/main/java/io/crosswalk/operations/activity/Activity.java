package io.crosswalk.operations.activity;

import io.crosswalk.message.Status;
import io.crosswalk.operations.activity.Tally.Reading;
import io.crosswalk.pipeline.PipelineEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Listens to the journey and knows what happened since the start. Safe across threads. */
@ApplicationScoped
public class Activity implements PipelineEvents {

    /** What a channel did since the start. */
    public record ChannelActivity(Reading accepted, long repeated, long refused, long failed) {}

    /** What a destination did since the start. */
    public record DestinationActivity(Reading sent, long parked) {}

    private final Clock clock = Clock.systemUTC();
    private final Instant started = clock.instant();
    private final Map<String, ChannelTallies> channels = new ConcurrentHashMap<>();
    private final Map<String, DestinationTallies> destinations = new ConcurrentHashMap<>();

    public Instant started() {
        return started;
    }

    public ChannelActivity channel(String name) {
        return tallies(name).read();
    }

    public DestinationActivity destination(String name) {
        return line(name).read();
    }

    @Override
    public void accepted(String channel, String type, long nanos) {
        tallies(channel).accepted.count();
    }

    @Override
    public void repeated(String channel) {
        tallies(channel).repeated.count();
    }

    @Override
    public void refused(String channel, String code) {
        tallies(channel).refused.count();
    }

    @Override
    public void notStored(String channel) {
        tallies(channel).refused.count();
    }

    @Override
    public void processed(String channel, Status status) {
        if (status == Status.ERROR) {
            tallies(channel).failed.count();
        }
    }

    @Override
    public void delivered(String destination, Status status, int attempts, Duration sinceAccepted, long nanos) {
        (status == Status.SENT ? line(destination).sent : line(destination).parked).count();
    }

    private ChannelTallies tallies(String channel) {
        return channels.computeIfAbsent(channel, name -> new ChannelTallies(clock));
    }

    private DestinationTallies line(String destination) {
        return destinations.computeIfAbsent(destination, name -> new DestinationTallies(clock));
    }

    private static final class ChannelTallies {
        private final Tally accepted;
        private final Tally repeated;
        private final Tally refused;
        private final Tally failed;

        ChannelTallies(Clock clock) {
            this.accepted = new Tally(clock);
            this.repeated = new Tally(clock);
            this.refused = new Tally(clock);
            this.failed = new Tally(clock);
        }

        ChannelActivity read() {
            return new ChannelActivity(
                    accepted.read(),
                    repeated.read().total(),
                    refused.read().total(),
                    failed.read().total());
        }
    }

    private static final class DestinationTallies {
        private final Tally sent;
        private final Tally parked;

        DestinationTallies(Clock clock) {
            this.sent = new Tally(clock);
            this.parked = new Tally(clock);
        }

        DestinationActivity read() {
            return new DestinationActivity(sent.read(), parked.read().total());
        }
    }
}
