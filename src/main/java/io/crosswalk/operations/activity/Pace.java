package io.crosswalk.operations.activity;

import java.util.ArrayList;
import java.util.List;

/** How many per second, now and over the last ten minutes. Safe across threads. */
final class Pace {

    private static final int SECONDS_PER_SLOT = 2;
    private static final int SLOTS = 300;
    private static final int SLOTS_NOW = 5;
    private static final int SLOTS_PER_POINT = 10;

    private final int[] counts = new int[SLOTS];
    private long newest = Long.MIN_VALUE;

    synchronized void count(long epochSecond) {
        counts[advance(epochSecond)]++;
    }

    /** Over the last ten seconds. */
    synchronized double perSecond(long epochSecond) {
        int slot = advance(epochSecond);
        return (double) sum(slot, SLOTS_NOW) / (SLOTS_NOW * SECONDS_PER_SLOT);
    }

    /** Sums of 20 seconds each, the oldest first. */
    synchronized List<Integer> lastTenMinutes(long epochSecond) {
        int slot = advance(epochSecond);
        List<Integer> points = new ArrayList<>(SLOTS / SLOTS_PER_POINT);
        for (int back = SLOTS - SLOTS_PER_POINT; back >= 0; back -= SLOTS_PER_POINT) {
            points.add(sum(slot - back, SLOTS_PER_POINT));
        }
        return points;
    }

    private int sum(int last, int slots) {
        int sum = 0;
        for (int i = 0; i < slots; i++) {
            sum += counts[Math.floorMod(last - i, SLOTS)];
        }
        return sum;
    }

    /** Empties what time has passed over and returns the slot of now. A clock that was set back counts into the newest. */
    private int advance(long epochSecond) {
        long now = Math.max(newest, epochSecond / SECONDS_PER_SLOT);
        if (newest != Long.MIN_VALUE) {
            for (long passed = Math.max(newest + 1, now - SLOTS + 1); passed <= now; passed++) {
                counts[Math.floorMod(passed, SLOTS)] = 0;
            }
        }
        newest = now;
        return Math.floorMod(now, SLOTS);
    }
}
