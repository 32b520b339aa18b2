package io.crosswalk.pipeline;

import io.crosswalk.delivery.DeliveryResult;
import io.crosswalk.delivery.Fault;
import io.crosswalk.delivery.RetryDecision;
import io.crosswalk.history.Attempted;
import io.crosswalk.message.Status;
import io.crosswalk.pipeline.DestinationLine.State;
import io.crosswalk.pipeline.broker.BrokerSession;
import io.crosswalk.pipeline.broker.Envelope;
import io.crosswalk.pipeline.broker.Queues;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes Bundles of one destination through its route, one after the other, and waits with the first one that the
 * destination does not take: what is behind it in its lanes must not overtake it.
 *
 * <p>What came of the attempts is committed to the history first, then the queue. When the process dies between the two,
 * the history says what the destination has confirmed and it is not sent again; when it dies before, it is sent again
 * with the same effect.
 */
final class OutboundLoop extends QueueLoop {

    private static final Logger LOG = Logger.getLogger(OutboundLoop.class);
    private static final int LARGEST_BATCH = 32;

    /** A slow destination must not keep the history waiting for the end of a batch. */
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Engine engine;
    private final DestinationLine line;
    private final String name;
    private final RouteCall<Dispatch> route;

    OutboundLoop(Engine engine, DestinationLine line, int number, RouteCall<Dispatch> route) {
        super(
                engine.broker(),
                Queues.outbound(line.destination().name()),
                "crosswalk-out-" + line.destination().name() + "-" + number,
                LARGEST_BATCH);
        this.engine = engine;
        this.line = line;
        this.name = line.destination().name();
        this.route = route;
    }

    /** What was attempted since the last commit. */
    private static final class Open {
        final List<Attempted> attempts = new ArrayList<>();

        @Nullable
        ClientMessage last;

        long since = System.nanoTime();
    }

    @Override
    void work(BrokerSession session, List<ClientMessage> batch) throws Exception {
        List<@Nullable Dispatch> dispatches = read(session, batch);
        Set<Long> confirmed = confirmed(dispatches);
        Open open = new Open();
        for (int i = 0; i < batch.size(); i++) {
            Dispatch dispatch = dispatches.get(i);
            if (dispatch != null && confirmed.add(dispatch.messageId()) && !deliver(session, dispatch, open)) {
                break;
            }
            open.last = batch.get(i);
            if (System.nanoTime() - open.since > FLUSH_NANOS) {
                commit(session, open);
            }
        }
        commit(session, open);
    }

    private List<@Nullable Dispatch> read(BrokerSession session, List<ClientMessage> batch) throws ActiveMQException {
        List<@Nullable Dispatch> dispatches = new ArrayList<>();
        for (ClientMessage message : batch) {
            try {
                dispatches.add(new Dispatch(Envelope.readOutbound(message)));
            } catch (Envelope.DamagedException e) {
                LOG.errorf(
                        "a message in the queue of destination %s is damaged and is put aside in %s: %s",
                        name, Queues.DEAD, e.getMessage());
                session.send(Queues.DEAD, message);
                dispatches.add(null);
            }
        }
        return dispatches;
    }

    private Set<Long> confirmed(List<@Nullable Dispatch> dispatches) throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (Dispatch dispatch : dispatches) {
            if (dispatch != null) {
                ids.add(dispatch.messageId());
            }
        }
        return new HashSet<>(engine.history().settled(name, ids));
    }

    /** @return false when this loop is to end and the message is not delivered */
    private boolean deliver(BrokerSession session, Dispatch dispatch, Open open) throws Exception {
        for (int attempt = 1; line.enter(this::running); attempt++) {
            long start = System.nanoTime();
            DeliveryResult result = attempt(dispatch);
            long nanos = System.nanoTime() - start;
            RetryDecision decision = decide(result, attempt);
            if (decision instanceof RetryDecision.Done) {
                line.flows();
                settle(open, dispatch, Status.SENT, remark(result), attempt, nanos, result);
                return true;
            }
            if (decision instanceof RetryDecision.Park park) {
                line.flows();
                LOG.warnf(
                        "message %s is parked for destination %s: %s",
                        dispatch.delivery().key(), name, park.reason());
                settle(open, dispatch, Status.PARKED, park.reason(), attempt, nanos, result);
                return true;
            }
            note(open, dispatch, reason(decision), attempt, nanos, result);
            hold(decision, result, attempt);
            commit(session, open);
            if (ownConflict(result) && decision instanceof RetryDecision.Wait wait) {
                TimeUnit.NANOSECONDS.sleep(wait.time().toNanos());
            }
        }
        return false;
    }

    private static String remark(DeliveryResult result) {
        return result instanceof DeliveryResult.Delivered delivered ? delivered.remark() : "";
    }

    private DeliveryResult attempt(Dispatch dispatch) throws InterruptedException {
        boolean tried = false;
        try {
            route.through(dispatch);
            tried = true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            tried = true;
            LOG.errorf(
                    "the delivery route of destination %s failed on message %s with %s",
                    name, dispatch.delivery().key(), e.getClass().getName());
            return DeliveryResult.Failed.of(
                    Fault.TRANSIENT,
                    "a step of the delivery route failed with " + e.getClass().getSimpleName());
        } finally {
            if (!tried) {
                line.left();
            }
        }
        DeliveryResult result = dispatch.result();
        return result != null
                ? result
                : DeliveryResult.Failed.of(
                        Fault.CONFIGURATION, "the delivery route of destination " + name + " has no crosswalk:deliver");
    }

    private RetryDecision decide(DeliveryResult result, int attempt) {
        return engine.settings()
                .retry()
                .decide(result, attempt, line.failures() + 1, line.deliverer()::healthy, ThreadLocalRandom.current());
    }

    /** A conflict is between this message and another writer: the other lanes need not wait for it. */
    private static boolean ownConflict(DeliveryResult result) {
        return result instanceof DeliveryResult.Failed failed && failed.fault() == Fault.CONFLICT;
    }

    private void hold(RetryDecision decision, DeliveryResult result, int attempt) {
        if (ownConflict(result)) {
            line.flows();
        } else if (decision instanceof RetryDecision.Pause pause) {
            line.closed(State.PAUSED, pause.probeAfter(), pause.reason());
            LOG.errorf(
                    "destination %s is PAUSED and needs somebody: %s; tried again in %s",
                    name, pause.reason(), pause.probeAfter());
            engine.events().retrying(name, pause.reason(), pause.probeAfter());
        } else if (decision instanceof RetryDecision.Wait wait) {
            line.closed(State.RETRYING, wait.time(), wait.reason());
            if (attempt == 1 || attempt % 10 == 0) {
                LOG.warnf(
                        "destination %s does not take messages: %s; attempt %d, tried again in %s",
                        name, wait.reason(), attempt, wait.time());
            }
            engine.events().retrying(name, wait.reason(), wait.time());
        }
    }

    private static String reason(RetryDecision decision) {
        if (decision instanceof RetryDecision.Pause pause) {
            return pause.reason();
        }
        return decision instanceof RetryDecision.Wait wait ? wait.reason() : "";
    }

    private void settle(
            Open open,
            Dispatch dispatch,
            Status status,
            String reason,
            int attempt,
            long nanos,
            DeliveryResult result) {
        open.attempts.add(attempted(dispatch, status, reason, attempt, nanos, result));
        Duration sinceAccepted = Duration.between(dispatch.receivedAt(), Instant.now());
        engine.events().delivered(name, status, attempt, sinceAccepted, nanos);
    }

    private void note(Open open, Dispatch dispatch, String reason, int attempt, long nanos, DeliveryResult result) {
        open.attempts.add(attempted(dispatch, Status.QUEUED, reason, attempt, nanos, result));
    }

    private Attempted attempted(
            Dispatch dispatch, Status status, String reason, int attempt, long nanos, DeliveryResult result) {
        String outcome = result instanceof DeliveryResult.Failed failed ? failed.outcome() : "";
        return new Attempted(
                dispatch.messageId(),
                name,
                dispatch.delivery().lane(),
                status,
                reason,
                attempt,
                Instant.now(),
                nanos / 1000,
                outcome);
    }

    private void commit(BrokerSession session, Open open) throws SQLException, ActiveMQException {
        if (!open.attempts.isEmpty()) {
            engine.history().record(List.copyOf(open.attempts));
            open.attempts.clear();
        }
        ClientMessage last = open.last;
        if (last != null) {
            last.acknowledge();
            session.commit();
            open.last = null;
        }
        open.since = System.nanoTime();
    }
}
