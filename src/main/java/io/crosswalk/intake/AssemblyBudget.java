package io.crosswalk.intake;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One purse of memory for all messages in the making. When it is empty the largest of them gives way, so that a few
 * senders of huge or endless messages cannot shut out the many with small ones. Safe across threads.
 */
final class AssemblyBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();

    AssemblyBudget(long limit) {
        this.limit = limit;
    }

    long used() {
        return used.get();
    }

    /** @param giveWay called at most once, from any thread, when the message of this share has to be given up */
    Share open(Runnable giveWay) {
        return new Share(giveWay);
    }

    /** What one connection holds; used by that connection's thread alone. */
    final class Share {
        private final Runnable giveWay;
        private volatile int held;
        private volatile boolean asked;

        private Share(Runnable giveWay) {
            this.giveWay = giveWay;
        }

        /** Whether {@code bytes} more may be held. No: this is the largest one, and there is no room. */
        boolean hold(int bytes) {
            held += bytes;
            shares.add(this);
            if (used.addAndGet(bytes) <= limit || fitsBesideWhoLeaves()) {
                return true;
            }
            Optional<Share> largest =
                    shares.stream().filter(share -> !share.asked).max(Comparator.comparingInt(share -> share.held));
            if (largest.isEmpty() || largest.get() == this) {
                return false;
            }
            largest.get().asked = true;
            largest.get().giveWay.run();
            return true;
        }

        /**
         * Who has been asked to give way does so on a thread of its own; until then its room counts as free. What leaves
         * is read before what is used: who leaves in between is then counted twice, and never not at all.
         */
        private boolean fitsBesideWhoLeaves() {
            long leaving = leaving();
            return used.get() - leaving <= limit;
        }

        private long leaving() {
            long bytes = 0;
            for (Share share : shares) {
                if (share.asked && share != this) {
                    bytes += share.held;
                }
            }
            return bytes;
        }

        void release() {
            if (held > 0) {
                // In this order: at no moment may the room be taken and its holder unknown, or the smaller one is
                // refused.
                used.addAndGet(-held);
                held = 0;
                shares.remove(this);
            }
            asked = false;
        }
    }
}
