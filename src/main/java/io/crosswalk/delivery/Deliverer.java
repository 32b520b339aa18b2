package io.crosswalk.delivery;

import io.crosswalk.message.Delivery;

/** Hands Bundles to one destination. Thread safe; never throws for what the destination does. */
public interface Deliverer extends AutoCloseable {

    /** Tries once, within a bounded time. */
    DeliveryResult deliver(Delivery delivery) throws InterruptedException;

    /** Whether the destination is well, asked without any message. */
    boolean healthy() throws InterruptedException;

    @Override
    void close();
}
