package io.crosswalk.intake;

import io.crosswalk.message.MessageKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last acceptances, in memory: a repeat is known before the database knows it. Safe across threads.
 *
 * <p>Forgetting is harmless: what is not here is looked up on record before it is stored.
 */
public final class RecentlyAccepted implements AcceptedMessages {

    private final Map<MessageKey, Earlier> recent;

    /** @param limit how many are kept, about 250 bytes each */
    public RecentlyAccepted(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a memory of " + limit + " messages remembers nothing");
        }
        this.recent = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageKey, Earlier> eldest) {
                return size() > limit;
            }
        };
    }

    @Override
    public Optional<Earlier> find(MessageKey key) {
        synchronized (recent) {
            return Optional.ofNullable(recent.get(key));
        }
    }

    /** To be called when the message is stored durably, before it is acknowledged. The first acceptance stays. */
    public void remember(MessageKey key, Earlier acceptance) {
        synchronized (recent) {
            recent.putIfAbsent(key, acceptance);
        }
    }
}
