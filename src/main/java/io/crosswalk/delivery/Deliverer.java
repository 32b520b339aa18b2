package io.crosswalk.delivery;

import io.crosswalk.message.Delivery;

/**
 * Hands Bundles to one destination. Thread safe; never throws for what the destination does. Who waits in here is not woken
 * by an interrupt; {@link #close} ends the wait.
 */
public interface Deliverer extends AutoCloseable {

    /** Tries once, within a bounded time. */
    DeliveryResult deliver(Delivery delivery);

    /** Whether the destination is well, asked without any message. */
    boolean healthy();

    @Override
    void close();
}
