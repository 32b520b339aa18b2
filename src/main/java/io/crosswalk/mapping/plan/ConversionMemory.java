package io.crosswalk.mapping.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crosswalk.fhir.BundleEntry.Write;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of a hospital repeat: its doctors, wards and authorities, and its codes. What a map has made of one
 * place it makes of each place that reads alike, so it is remembered as JSON. Bounded; shared by all threads.
 *
 * <p>A place is remembered when it is met again: most values come once.
 */
public final class ConversionMemory {

    /** Bytes of JSON. A doctor with a role and an assigner has about 1,500. */
    private static final long MOST = 8L * 1024 * 1024;

    /** The keys and what the cache itself needs for each of them, in bytes. */
    private static final int OVERHEAD = 400;

    private static final int LATELY_MET = 16 * 1024;

    private final Cache<Key, Known> known = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .<Key, Known>weigher((key, known) -> known.size() + OVERHEAD)
            .executor(Runnable::run)
            .build();

    /** Hash codes of places that were met lately. A wrong guess costs nothing but space. */
    private final AtomicIntegerArray met = new AtomicIntegerArray(LATELY_MET);

    /**
     * What decides what comes out: what makes it (a map or a maker), how the caller wants it written (null: as the map says), the
     * place.
     */
    static final class Key {

        private final Object maker;
        private final @Nullable Write write;
        private final Object likeness;
        private final int hash;

        Key(Object maker, @Nullable Write write, Object likeness) {
            this.maker = maker;
            this.write = write;
            this.likeness = likeness;
            this.hash = System.identityHashCode(maker) * 31 + likeness.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && hash == that.hash
                    && maker == that.maker
                    && write == that.write
                    && likeness.equals(that.likeness);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Something remembered. */
    sealed interface Known permits KnownResource, KnownValue {

        /** Of its JSON, in bytes. */
        int size();
    }

    @Nullable
    Known find(Key key) {
        return known.getIfPresent(key);
    }

    /** Whether the place was met lately; from now on it was. */
    boolean isMetAgain(Key key) {
        int hash = key.hashCode();
        int slot = (hash ^ hash >>> 13) & LATELY_MET - 1;
        if (met.get(slot) == hash) {
            return true;
        }
        met.set(slot, hash);
        return false;
    }

    void learn(Key key, Known what) {
        known.put(key, what);
    }
}
