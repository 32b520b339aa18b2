package io.crosswalk.api;

import io.crosswalk.api.Snapshot.BrokerView;
import io.crosswalk.history.HistoryQuery.DestinationCount;
import io.crosswalk.message.Status;
import io.crosswalk.operations.Doors;
import io.crosswalk.operations.activity.Activity;
import io.crosswalk.operations.activity.Activity.ChannelActivity;
import io.crosswalk.operations.activity.Activity.DestinationActivity;
import io.crosswalk.pipeline.DestinationLine;
import io.crosswalk.pipeline.DestinationLine.Standing;
import io.crosswalk.pipeline.DestinationLine.State;
import io.crosswalk.pipeline.Engine;
import io.crosswalk.pipeline.broker.BrokerException;
import io.crosswalk.pipeline.broker.BrokerFacts;
import io.crosswalk.pipeline.broker.QueueFacts;
import io.crosswalk.pipeline.broker.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the whole engine, at most once a second however many people and programs ask. Safe across threads.
 */
@ApplicationScoped
public class Overview {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Engine engine;
    private final Doors doors;
    private final Activity activity;
    private @Nullable BrokerFacts facts;
    private @Nullable Snapshot last;

    public Overview(Engine engine, Doors doors, Activity activity) {
        this.engine = engine;
        this.doors = doors;
        this.activity = activity;
    }

    public synchronized Snapshot now() {
        Instant now = Instant.now();
        Snapshot known = last;
        if (known != null && Duration.between(known.at(), now).compareTo(FRESH) < 0) {
            return known;
        }
        Snapshot fresh = look(now);
        last = fresh;
        return fresh;
    }

    private Snapshot look(Instant now) {
        boolean alive = engine.broker().alive();
        Map<String, Long> parked = new HashMap<>();
        Optional<String> storeFault = count(parked);
        return new Snapshot(
                now,
                activity.started(),
                doors.all().stream().map(door -> channel(door, alive)).toList(),
                engine.lines().stream()
                        .map(line -> destination(line, alive, parked))
                        .toList(),
                broker(alive),
                engine.mappings(),
                storeFault);
    }

    /** Reading what is parked tells at once whether the store answers. */
    private Optional<String> count(Map<String, Long> parked) {
        try {
            for (DestinationCount count : engine.query().openDeliveries()) {
                if (count.status() == Status.PARKED) {
                    parked.put(count.destination(), count.deliveries());
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("sql-state-" + e.getSQLState());
        }
    }

    private ChannelView channel(Doors.Door door, boolean alive) {
        ChannelActivity seen = activity.channel(door.channel());
        Optional<QueueFacts> queue = queue(Queues.inbound(door.channel()), alive);
        return new ChannelView(
                door.channel(),
                door.description(),
                door.address(),
                door.open(),
                seen.accepted().total(),
                seen.repeated(),
                seen.refused(),
                seen.failed(),
                seen.accepted().perSecond(),
                seen.accepted().lastTenMinutes(),
                seen.accepted().last(),
                queue.map(QueueFacts::depth).orElse(0L),
                oldest(queue));
    }

    private DestinationView destination(DestinationLine line, boolean alive, Map<String, Long> parked) {
        String name = line.destination().name();
        Standing standing = line.standing();
        DestinationActivity seen = activity.destination(name);
        Optional<QueueFacts> queue = queue(Queues.outbound(name), alive);
        return new DestinationView(
                name,
                line.destination().endpoint().toString(),
                standing.state().name(),
                standing.reason(),
                standing.state() == State.FLOWING ? Optional.empty() : Optional.of(standing.since()),
                standing.until(),
                seen.sent().total(),
                seen.sent().perSecond(),
                seen.sent().lastTenMinutes(),
                seen.sent().last(),
                queue.map(QueueFacts::depth).orElse(0L),
                oldestOf(name, queue),
                parked.getOrDefault(name, 0L));
    }

    /** Empty while the broker does not answer, which is said in its own place. */
    private Optional<QueueFacts> queue(String name, boolean alive) {
        if (!alive) {
            return Optional.empty();
        }
        try {
            return Optional.of(engine.broker().queue(name));
        } catch (BrokerException e) {
            return Optional.empty();
        }
    }

    /** The broker does not count the age of a message that is being tried, which is the oldest one of all. */
    private Optional<Long> oldestOf(String destination, Optional<QueueFacts> queue) {
        if (queue.map(QueueFacts::depth).orElse(0L) == 0) {
            return Optional.empty();
        }
        try {
            return engine.query()
                    .oldestQueued(destination)
                    .map(since ->
                            Math.max(0, Duration.between(since, Instant.now()).toSeconds()))
                    .or(() -> oldest(queue));
        } catch (SQLException e) {
            return oldest(queue); // the store's fault is told in its own place
        }
    }

    private static Optional<Long> oldest(Optional<QueueFacts> queue) {
        return queue.filter(facts -> facts.depth() > 0 && facts.oldestAgeSeconds() >= 0)
                .map(QueueFacts::oldestAgeSeconds);
    }

    private BrokerView broker(boolean alive) {
        if (facts == null && alive) {
            facts = engine.broker().facts();
        }
        return facts == null
                ? new BrokerView(alive, "", "", "")
                : new BrokerView(alive, facts.mode(), facts.version(), facts.journal());
    }
}
