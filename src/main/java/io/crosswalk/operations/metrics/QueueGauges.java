package io.crosswalk.operations.metrics;

import io.crosswalk.api.ChannelView;
import io.crosswalk.api.DestinationView;
import io.crosswalk.api.Overview;
import io.crosswalk.api.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How queues stand. Looked at when the metrics are asked for, and only then. */
@ApplicationScoped
public class QueueGauges {

    /** After authentication and authorization (-200, -100), before the page of metrics. */
    private static final int ORDER = -10;

    private final Overview overview;
    private final MultiGauge depth;
    private final MultiGauge oldest;
    private final MultiGauge parked;
    private final MultiGauge circuit;
    private final MultiGauge inboundDepth;
    private final MultiGauge inboundOldest;
    private final MultiGauge silence;
    private final MultiGauge open;
    private final MultiGauge broker;

    public QueueGauges(Overview overview, MeterRegistry registry) {
        this.overview = overview;
        this.depth = gauge(registry, "engine.queue.depth", "Messages waiting for a destination");
        this.oldest = gauge(registry, "engine.queue.oldest.seconds", "Age of the oldest of them; 0 when none waits");
        this.parked = gauge(registry, "engine.queue.parked", "Messages set aside until somebody decides");
        this.circuit = gauge(registry, "engine.circuit.state", "0 flowing, 1 retrying, 2 paused");
        this.inboundDepth = gauge(registry, "engine.inbound.depth", "Messages acknowledged and not yet processed");
        this.inboundOldest = gauge(registry, "engine.inbound.oldest.seconds", "Age of the oldest; 0 when none waits");
        this.silence = gauge(registry, "engine.feed.silence.seconds", "Since the last accepted message, or the start");
        this.open = gauge(registry, "engine.channel.listening", "1 when the channel listens");
        this.broker = gauge(registry, "engine.broker.up", "1 when the broker answers");
    }

    void routes(@Observes Router router) {
        router.get("/q/metrics").order(ORDER).blockingHandler(this::refresh, false);
    }

    private void refresh(RoutingContext context) {
        Snapshot now = overview.now();
        destinations(depth, now, DestinationView::waiting);
        destinations(oldest, now, view -> view.oldestSeconds().orElse(0L));
        destinations(parked, now, DestinationView::parked);
        destinations(circuit, now, QueueGauges::circuit);
        channels(inboundDepth, now, ChannelView::waiting);
        channels(inboundOldest, now, view -> view.oldestSeconds().orElse(0L));
        channels(
                silence,
                now,
                view -> Duration.between(view.lastAt().orElse(now.started()), now.at())
                        .toSeconds());
        channels(open, now, view -> view.listening() ? 1 : 0);
        broker.register(List.of(Row.of(Tags.empty(), now.broker().alive() ? 1 : 0)), true);
        context.next();
    }

    private static int circuit(DestinationView view) {
        return switch (view.state()) {
            case "FLOWING" -> 0;
            case "PAUSED" -> 2;
            default -> 1;
        };
    }

    private static void destinations(MultiGauge gauge, Snapshot now, ToDoubleFunction<DestinationView> figure) {
        gauge.register(
                now.destinations().stream()
                        .map(view -> Row.of(Tags.of("destination", view.name()), figure.applyAsDouble(view)))
                        .toList(),
                true);
    }

    private static void channels(MultiGauge gauge, Snapshot now, ToDoubleFunction<ChannelView> figure) {
        gauge.register(
                now.channels().stream()
                        .map(view -> Row.of(Tags.of("channel", view.name()), figure.applyAsDouble(view)))
                        .toList(),
                true);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }
}
