package io.crosswalk.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a sender saw.
 *
 * @param acknowledged messages that were answered with a yes, in the order of the answers
 * @param seconds from the first message to the last answer
 * @param latencies nanoseconds from due to answered, sorted
 * @param refused how many noes, by code
 * @param losses how many connections were lost, by reason
 * @param resent how many messages were sent again
 * @param strange answers to no message that waited for one
 * @param outOfOrder answers that overtook another
 * @param unanswered messages without any answer in the end
 * @param unsent messages that were never sent
 */
public record LoadReport(
        List<MessageId> acknowledged,
        double seconds,
        long[] latencies,
        Map<String, Integer> refused,
        Map<String, Integer> losses,
        int resent,
        int strange,
        int outOfOrder,
        int unanswered,
        int unsent) {

    public double rate() {
        return acknowledged.size() / seconds;
    }

    /** Milliseconds within which {@code part} of all answers came, 0.99 for 99 of 100. */
    public double milliseconds(double part) {
        return latencies.length == 0
                ? 0
                : latencies[(int) Math.min(latencies.length - 1, part * latencies.length)] / 1e6;
    }

    /** Each message was answered with a yes, once, in order. */
    public boolean isClean() {
        return refused.isEmpty() && strange == 0 && outOfOrder == 0 && unanswered == 0 && unsent == 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "acknowledged %d in %.2f s = %.0f/s, p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.1f; refused %s,"
                        + " connections lost %s, resent %d, strange %d, out of order %d, unanswered %d, unsent %d",
                acknowledged.size(),
                seconds,
                rate(),
                milliseconds(0.5),
                milliseconds(0.9),
                milliseconds(0.99),
                milliseconds(0.999),
                milliseconds(1),
                refused,
                losses,
                resent,
                strange,
                outOfOrder,
                unanswered,
                unsent);
    }
}
