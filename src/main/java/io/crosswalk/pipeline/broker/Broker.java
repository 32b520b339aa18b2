package io.crosswalk.pipeline.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSession.QueueQuery;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * The broker that carries our queues, opened and checked. Thread safe.
 *
 * <p>A lost connection is not repaired behind our back: the session fails, its work is done again on a new one. What was
 * not committed is still in the queue.
 */
public final class Broker implements AutoCloseable {

    /** After this the broker is said to be gone, and the sender gets an answer. */
    private static final long CALL_TIMEOUT_MILLIS = 10_000;

    /** Messages on their way to one consumer; more would sit in its memory while another consumer has nothing. */
    private static final int CONSUMER_WINDOW_BYTES = 512 * 1024;

    private final BrokerSettings settings;
    private final @Nullable EmbeddedBroker embedded;
    private final ServerLocator locator;
    private final Management management;

    private Broker(BrokerSettings settings, @Nullable EmbeddedBroker embedded, ServerLocator locator) {
        this.settings = settings;
        this.embedded = embedded;
        this.locator = locator;
        this.management = new Management(this);
    }

    /**
     * Starts the embedded broker or reaches the external one, and makes sure that its settings lose nothing.
     *
     * @throws BrokerException with everything that is wrong
     */
    public static Broker open(BrokerSettings settings) {
        return settings instanceof BrokerSettings.External outside
                ? openExternal(outside)
                : openEmbedded((BrokerSettings.Embedded) settings);
    }

    private static Broker openEmbedded(BrokerSettings.Embedded settings) {
        EmbeddedBroker embedded = new EmbeddedBroker(settings);
        TransportConfiguration inMemory = new TransportConfiguration(
                InVMConnectorFactory.class.getName(), Map.of("serverId", embedded.serverId()));
        Broker broker = new Broker(settings, embedded, tuned(ActiveMQClient.createServerLocatorWithoutHA(inMemory)));
        return broker.prepared();
    }

    private static Broker openExternal(BrokerSettings.External settings) {
        ServerLocator locator;
        try {
            locator = ActiveMQClient.createServerLocator(settings.url());
        } catch (Exception e) {
            throw new BrokerException("crosswalk.broker.url '" + settings + "' cannot be read: " + e.getMessage(), e);
        }
        Broker broker = new Broker(settings, null, tuned(locator));
        return broker.prepared();
    }

    private Broker prepared() {
        try {
            if (settings instanceof BrokerSettings.External) {
                management.makeSafe();
            }
            ensure(Queues.dead());
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static ServerLocator tuned(ServerLocator locator) {
        return locator.setReconnectAttempts(0)
                .setInitialConnectAttempts(1)
                .setCallTimeout(CALL_TIMEOUT_MILLIS)
                .setConsumerWindowSize(CONSUMER_WINDOW_BYTES)
                // Everything is sent inside a transaction: its commit is what waits for the disk, once for all.
                .setBlockOnDurableSend(false)
                .setBlockOnAcknowledge(false);
    }

    /** A new transaction on a new connection. */
    public BrokerSession session() throws ActiveMQException {
        ClientSessionFactory connection = connect();
        try {
            return new BrokerSession(connection, createSession(connection, false));
        } catch (ActiveMQException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private ClientSessionFactory connect() throws ActiveMQException {
        try {
            return locator.createSessionFactory();
        } catch (ActiveMQException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BrokerException("the broker " + settings + " cannot be reached", e);
        }
    }

    private ClientSession createSession(ClientSessionFactory connection, boolean autoCommit) throws ActiveMQException {
        int acknowledgeBatch = locator.getAckBatchSize();
        return settings instanceof BrokerSettings.External outside
                        && !outside.user().isEmpty()
                ? connection.createSession(
                        outside.user(), outside.password(), false, autoCommit, autoCommit, false, acknowledgeBatch)
                : connection.createSession(autoCommit, autoCommit, acknowledgeBatch);
    }

    /** Work that is not part of a transaction: questions and administration. */
    interface Question<T> {
        T ask(ClientSession session) throws Exception;
    }

    <T> T ask(Question<T> question) {
        try (ClientSessionFactory connection = connect();
                ClientSession session = createSession(connection, true)) {
            return question.ask(session);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BrokerException("the broker " + settings + " does not answer: " + e.getMessage(), e);
        }
    }

    /** Makes sure that the durable queue of a channel is there and is of the right kind. */
    public void ensureInbound(String channel) {
        ensure(Queues.inboundQueue(channel));
    }

    /** Makes sure that the durable queue of a destination is there and is of the right kind. */
    public void ensureOutbound(String destination) {
        ensure(Queues.outboundQueue(destination));
    }

    private void ensure(QueueConfiguration wanted) {
        ask(session -> {
            QueueQuery found = session.queueQuery(wanted.getName());
            if (!found.isExists()) {
                create(session, wanted);
                return wanted;
            }
            List<String> faults = faults(found, wanted);
            if (!faults.isEmpty()) {
                throw new BrokerException("queue " + wanted.getName() + " of the broker " + settings
                        + " is not as it must be: " + String.join("; ", faults));
            }
            return wanted;
        });
    }

    private void create(ClientSession session, QueueConfiguration wanted) throws ActiveMQException {
        try {
            if (!session.addressQuery(wanted.getAddress()).isExists()) {
                session.createAddress(wanted.getAddress(), RoutingType.ANYCAST, false);
            }
            session.createQueue(wanted);
        } catch (ActiveMQException e) {
            throw new BrokerException(
                    "queue " + wanted.getName() + " is missing at the broker " + settings
                            + " and cannot be created: " + e.getMessage()
                            + "; create it as a durable anycast queue, or permit createAddress and createDurableQueue on "
                            + Queues.ALL,
                    e);
        }
    }

    private static List<String> faults(QueueQuery found, QueueConfiguration wanted) {
        List<String> faults = new ArrayList<>();
        if (!found.isDurable()) {
            faults.add("it is not durable");
        }
        if (found.getRoutingType() != RoutingType.ANYCAST) {
            faults.add("its routing type is " + found.getRoutingType() + ", not ANYCAST");
        }
        if (Boolean.TRUE.equals(wanted.isExclusive()) && !Boolean.TRUE.equals(found.isExclusive())) {
            faults.add("it is not exclusive: several engines would take turns and lose the order");
        }
        if (Boolean.TRUE.equals(wanted.isGroupRebalance())
                && Boolean.TRUE.equals(found.isGroupRebalance())
                && !Boolean.TRUE.equals(found.isGroupRebalancePauseDispatch())) {
            faults.add("group-rebalance-pause-dispatch is off: a lane can be in two places at once");
        }
        return faults;
    }

    public BrokerFacts facts() {
        if (embedded != null && settings instanceof BrokerSettings.Embedded inside) {
            return new BrokerFacts(
                    "embedded",
                    inside.folder().toString(),
                    embedded.server().getVersion().getFullVersion(),
                    embedded.journal().name(),
                    embedded.server().getConfiguration().isJournalSyncTransactional());
        }
        return new BrokerFacts("external", settings.toString(), management.version(), "", false);
    }

    /** Whether the broker answers now. */
    public boolean alive() {
        try {
            if (embedded != null) {
                return embedded.server().isActive();
            }
            return ask(
                    session -> session.queueQuery(SimpleString.of(Queues.DEAD)).isExists());
        } catch (BrokerException e) {
            return false;
        }
    }

    /** @throws BrokerException when the broker does not answer */
    public QueueFacts queue(String name) {
        return embedded == null ? management.queue(name) : embedded.queue(name);
    }

    @Override
    public void close() {
        locator.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
