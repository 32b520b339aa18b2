package io.crosswalk.pipeline.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;

/**
 * A transaction with the broker: everything sent and acknowledged since the last commit becomes true at the next one, or
 * not at all. For one thread; on a connection of its own, so that sessions do not wait for each other.
 */
public final class BrokerSession implements AutoCloseable {

    private final ClientSessionFactory connection;
    private final ClientSession session;
    private final ClientProducer producer;

    BrokerSession(ClientSessionFactory connection, ClientSession session) throws ActiveMQException {
        this.connection = connection;
        this.session = session;
        this.producer = session.createProducer();
    }

    /** Messages of {@code queue}; they come from now on. */
    public ClientConsumer consume(String queue) throws ActiveMQException {
        ClientConsumer consumer = session.createConsumer(queue);
        session.start();
        return consumer;
    }

    /** A durable message of this session. */
    public ClientMessage message() {
        return session.createMessage(ClientMessage.BYTES_TYPE, true);
    }

    public void send(String queue, ClientMessage message) throws ActiveMQException {
        producer.send(queue, message);
    }

    public void commit() throws ActiveMQException {
        session.commit();
    }

    public void rollback() throws ActiveMQException {
        session.rollback();
    }

    ClientSession raw() {
        return session;
    }

    /** What was not committed is rolled back by the broker. */
    @Override
    public void close() {
        connection.close();
    }
}
