package io.crosswalk.pipeline;

import java.util.List;

/** The workers on one queue. */
public final class QueueWork {

    private final List<QueueLoop> loops;

    QueueWork(List<QueueLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    public void start() {
        loops.forEach(QueueLoop::start);
    }

    /** Lets each worker end what it has in hand; what it cannot end in time goes back to the queue. */
    public void stop() {
        loops.forEach(QueueLoop::leave);
        loops.forEach(QueueLoop::stop);
    }
}
