package io.crosswalk.pipeline.broker;

import java.util.List;
import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** Asks a broker about itself over its own protocol, so that the embedded and an external one answer alike. */
final class Management {

    private static final long PATIENCE_MILLIS = 5_000;

    /** Bytes of one queue on the disk of an external broker, when nobody else has set a limit there. */
    private static final long EXTERNAL_QUEUE_LIMIT = 64L << 30;

    private final Broker broker;

    Management(Broker broker) {
        this.broker = broker;
    }

    /**
     * Checks the address settings of an external broker for our addresses, puts ours there when they are not safe, and
     * refuses to go on when that does not help.
     */
    void makeSafe() {
        broker.ask(session -> {
            session.start();
            List<String> faults = faults(session);
            if (faults.isEmpty()) {
                return faults;
            }
            String ours = SafeSettings.of(EXTERNAL_QUEUE_LIMIT).toJSON();
            invoke(session, ResourceNames.BROKER, "addAddressSettings", Queues.ALL, ours);
            List<String> left = faults(session);
            if (!left.isEmpty()) {
                throw new BrokerException("the broker's address settings for " + Queues.ALL
                        + " would lose or reorder messages:\n - " + String.join("\n - ", left));
            }
            return left;
        });
    }

    private static List<String> faults(ClientSession session) throws Exception {
        Object json = invoke(session, ResourceNames.BROKER, "getAddressSettingsAsJSON", Queues.inbound("any"));
        return SafeSettings.faults(AddressSettings.fromJSON(String.valueOf(json)));
    }

    String version() {
        return broker.ask(session -> {
            session.start();
            return String.valueOf(invoke(session, ResourceNames.BROKER, "getVersion"));
        });
    }

    QueueFacts queue(String name) {
        return broker.ask(session -> {
            session.start();
            String resource = ResourceNames.QUEUE + name;
            long depth = number(invoke(session, resource, "getMessageCount"));
            long age = depth == 0 ? 0 : Math.max(0, number(invoke(session, resource, "getFirstMessageAge")) / 1000);
            return new QueueFacts(depth, age);
        });
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static Object invoke(ClientSession session, String resource, String operation, Object... parameters)
            throws Exception {
        try (ClientRequestor requestor =
                new ClientRequestor(session, ActiveMQDefaultConfiguration.getDefaultManagementAddress())) {
            ClientMessage request = session.createMessage(false);
            ManagementHelper.putOperationInvocation(request, resource, operation, parameters);
            ClientMessage answer = requestor.request(request, PATIENCE_MILLIS);
            if (answer == null) {
                throw new BrokerException("the broker did not answer " + operation + " in time");
            }
            Object result = ManagementHelper.getResult(answer);
            if (!ManagementHelper.hasOperationSucceeded(answer)) {
                throw new BrokerException("the broker refused " + operation + " on " + resource + ": " + result
                        + "; its user needs the permission 'manage'");
            }
            return result == null ? "" : result;
        }
    }
}
