package io.crosswalk.pipeline.broker;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;

/** Names and kinds of our queues. No name holds anything of a patient. */
public final class Queues {

    /** All our addresses, for address settings. */
    public static final String ALL = "crosswalk.#";

    /** Where the broker puts what it cannot route. Nothing ever comes here by itself; health looks at it. */
    public static final String DEAD = "crosswalk.dead";

    /** So many groups share a consumer's memory; lanes beyond it share a bucket and keep their order all the same. */
    private static final int GROUP_BUCKETS = 1024;

    private Queues() {}

    public static String inbound(String channel) {
        return "crosswalk.in." + channel;
    }

    public static String outbound(String destination) {
        return "crosswalk.out." + destination;
    }

    static QueueConfiguration dead() {
        return durable(DEAD);
    }

    /**
     * One consumer at a time has all of a channel, so that the order of acceptance needs no groups here; with several
     * engines on one broker the next one takes over when it ends.
     */
    static QueueConfiguration inboundQueue(String channel) {
        return durable(inbound(channel)).setExclusive(true);
    }

    /**
     * Several consumers share a destination, each with its own lanes. Without the pause a new consumer is given a lane's
     * next message while the one before it is still on its way elsewhere.
     */
    static QueueConfiguration outboundQueue(String destination) {
        return durable(outbound(destination))
                .setGroupBuckets(GROUP_BUCKETS)
                .setGroupRebalance(true)
                .setGroupRebalancePauseDispatch(true);
    }

    private static QueueConfiguration durable(String name) {
        return QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false)
                .setAutoCreateAddress(true);
    }
}
