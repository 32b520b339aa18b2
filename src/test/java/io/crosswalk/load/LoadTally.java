package io.crosswalk.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the connections of one load saw. Safe across threads. */
final class LoadTally {

    private final List<MessageId> acknowledged = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<String, Integer> losses = new TreeMap<>();
    private final AtomicInteger resent = new AtomicInteger();
    private final AtomicInteger strange = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger unsent = new AtomicInteger();

    synchronized void acknowledged(MessageId id, long nanos) {
        acknowledged.add(id);
        latencies.add(nanos);
    }

    synchronized void refused(String code) {
        refused.merge(code.isEmpty() ? "none" : code, 1, Integer::sum);
    }

    synchronized void lostConnection(IOException cause) {
        losses.merge(String.valueOf(cause.getMessage()), 1, Integer::sum);
    }

    void resent(int count) {
        resent.addAndGet(count);
    }

    void strange(boolean isKnown) {
        (isKnown ? outOfOrder : strange).incrementAndGet();
    }

    void unanswered(int waiting, int notSent) {
        unanswered.addAndGet(waiting);
        unsent.addAndGet(notSent);
    }

    synchronized int acknowledgedSoFar() {
        return acknowledged.size();
    }

    synchronized LoadReport report(double seconds) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return new LoadReport(
                List.copyOf(acknowledged),
                seconds,
                sorted,
                Map.copyOf(refused),
                Map.copyOf(losses),
                resent.get(),
                strange.get(),
                outOfOrder.get(),
                unanswered.get(),
                unsent.get());
    }
}
