package io.crosswalk.pipeline;

import io.crosswalk.history.Earlier;
import io.crosswalk.history.Processed;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.broker.BrokerSession;
import io.crosswalk.pipeline.broker.Envelope;
import io.crosswalk.pipeline.broker.Envelope.Outbound;
import io.crosswalk.pipeline.broker.Queues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jboss.logging.Logger;

/**
 * Takes accepted messages of one channel through its route and on to the queues of their destinations.
 *
 * <p>The rows of a batch are committed first, then the queues: taking the inputs away and putting the outputs there, and
 * the documents that are inside of the inputs into the queues of their channels, is one transaction. When the process dies between the two commits the inputs come again with the accept id that stands in
 * the rows; that is the sign that the outputs were not sent, and the work is done again. Another accept id for the same
 * message is the sender's repeat, and is dropped.
 */
final class InboundLoop extends QueueLoop {

    private static final Logger LOG = Logger.getLogger(InboundLoop.class);
    static final int LARGEST_BATCH = 64;

    private final Engine engine;
    private final String channel;
    private final RouteCall<Journey> route;

    InboundLoop(Engine engine, String channel, RouteCall<Journey> route) {
        super(engine.broker(), Queues.inbound(channel), "crosswalk-in-" + channel, LARGEST_BATCH);
        this.engine = engine;
        this.channel = channel;
        this.route = route;
    }

    @Override
    void work(BrokerSession session, List<ClientMessage> batch) throws Exception {
        engine.merges().refresh();
        Sorted sorted = sort(session, batch);
        List<Journey> journeys = new ArrayList<>();
        Set<MessageKey> reusing = engine.history()
                .reusingControlIds(
                        channel, sorted.fresh.stream().map(Work::message).toList());
        for (Work work : sorted.all) {
            Journey journey = new Journey(work.message(), work.id(), work.again());
            if (reusing.contains(work.message().key())) {
                journey.note(reused(work.message().format()));
            }
            drive(journey);
            journeys.add(journey);
        }
        commit(session, batch, journeys, sorted.repeats);
    }

    private static Issue reused(Format format) {
        return format == Format.HL7V2
                ? Issue.warning(
                        "control-id-reused",
                        "MSH-10",
                        "",
                        "the sender has used this control id before for another message; both are delivered")
                : Issue.warning(
                        "document-id-reused",
                        "ClinicalDocument/id",
                        "",
                        "a document with this id and another content has come before; both are delivered");
    }

    private void drive(Journey journey) {
        try {
            route.through(journey);
        } catch (Exception | StackOverflowError e) {
            LOG.errorf(
                    "the route of channel %s failed on message %s with %s",
                    channel, journey.message().key(), e.getClass().getName());
            journey.broken("a step of the route failed with " + e.getClass().getSimpleName());
        }
    }

    private void commit(BrokerSession session, List<ClientMessage> batch, List<Journey> journeys, List<Long> repeats)
            throws SQLException, ActiveMQException {
        long start = System.nanoTime();
        List<Processed> processed = new ArrayList<>();
        List<Outbound> outbound = new ArrayList<>();
        List<ReceivedMessage> documents = new ArrayList<>();
        for (Journey journey : journeys) {
            String lane = engine.lanes().lane(journey.orderedBy());
            processed.add(journey.processed(lane));
            documents.addAll(journey.documents());
            for (Destination destination : journey.queuedFor()) {
                outbound.add(outbound(journey, destination, lane));
            }
        }
        engine.history().record(processed, repeats);
        for (Outbound each : outbound) {
            session.send(Queues.outbound(each.delivery().destination()), Envelope.write(session, each));
        }
        for (ReceivedMessage each : documents) {
            session.send(Queues.inbound(each.channel()), Envelope.write(session, each));
        }
        // Acknowledging the last one acknowledges all before it.
        batch.get(batch.size() - 1).acknowledge();
        session.commit();
        repeats.forEach(id -> engine.events().repeated(channel));
        processed.forEach(each -> engine.events().processed(channel, each.status()));
        documents.forEach(each -> engine.events().accepted(each.channel(), each.type(), System.nanoTime() - start));
    }

    private static Outbound outbound(Journey journey, Destination destination, String lane) {
        ReceivedMessage message = journey.message();
        Delivery delivery = new Delivery(
                message.key(),
                message.acceptId(),
                destination.name(),
                lane,
                journey.conversion().bundle());
        return new Outbound(delivery, journey.channel(), journey.messageId(), message.receivedAt());
    }

    private record Work(ReceivedMessage message, long id, boolean again) {}

    private static final class Sorted {
        final List<Work> all = new ArrayList<>();
        final List<Work> fresh = new ArrayList<>();
        final List<Long> repeats = new ArrayList<>();
    }

    private Sorted sort(BrokerSession session, List<ClientMessage> batch) throws SQLException, ActiveMQException {
        Map<String, ReceivedMessage> byAcceptId = new LinkedHashMap<>();
        for (ClientMessage message : batch) {
            try {
                ReceivedMessage received = Envelope.readReceived(message);
                byAcceptId.put(received.acceptId(), received);
            } catch (Envelope.DamagedException e) {
                LOG.errorf(
                        "a message in the queue of channel %s is damaged and is put aside in %s: %s",
                        channel, Queues.DEAD, e.getMessage());
                session.send(Queues.DEAD, message);
            }
        }
        Map<MessageKey, Earlier> earlier = new HashMap<>(engine.history()
                .earlier(byAcceptId.values().stream().map(ReceivedMessage::key).toList()));
        Sorted sorted = new Sorted();
        for (ReceivedMessage message : byAcceptId.values()) {
            Earlier first = earlier.get(message.key());
            if (first == null) {
                Work work = new Work(message, engine.history().nextId(), false);
                earlier.put(message.key(), new Earlier(work.id(), message.acceptId(), message.receivedAt()));
                sorted.fresh.add(work);
                sorted.all.add(work);
            } else if (first.acceptId().equals(message.acceptId())
                    && engine.history().untouched(first.id())) {
                sorted.all.add(new Work(message, first.id(), true));
            } else {
                sorted.repeats.add(first.id());
            }
        }
        return sorted;
    }
}
