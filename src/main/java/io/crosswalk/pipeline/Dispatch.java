package io.crosswalk.pipeline;

import io.crosswalk.delivery.DeliveryResult;
import io.crosswalk.message.Delivery;
import io.crosswalk.pipeline.broker.Envelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Bundle on its way to its destination: the body of the exchange in a delivery route. For one thread; prints no
 * payload.
 */
public final class Dispatch {

    private final Envelope.Outbound outbound;
    private @Nullable DeliveryResult result;

    Dispatch(Envelope.Outbound outbound) {
        this.outbound = outbound;
    }

    public Delivery delivery() {
        return outbound.delivery();
    }

    public long messageId() {
        return outbound.messageId();
    }

    public String channel() {
        return outbound.channel();
    }

    Instant receivedAt() {
        return outbound.receivedAt();
    }

    void attempted(DeliveryResult outcome) {
        result = outcome;
    }

    @Nullable
    DeliveryResult result() {
        return result;
    }

    @Override
    public String toString() {
        return "Dispatch[" + delivery().key() + " to " + delivery().destination() + "]";
    }
}
