package io.crosswalk.pipeline;

import io.crosswalk.history.Stage;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import java.time.Duration;
import java.util.List;

/**
 * Told what happens on the journey, for metrics and consoles. Called on the threads that do the work: be quick, keep no
 * lock, throw nothing. No argument holds patient data.
 */
public interface PipelineEvents {

    /** A message was stored durably and is acknowledged now. */
    default void accepted(String channel, String type, long nanos) {}

    /** The sender repeated a message that was acknowledged before. */
    default void repeated(String channel) {}

    /** A message was refused or a frame was broken: nothing is stored for delivery. */
    default void refused(String channel, String code) {}

    /** A message could not be stored; its sender was told to send it again. */
    default void notStored(String channel) {}

    /**
     * A reply left for the sender.
     *
     * @param code MSA-1, such as {@code AA}; {@code none} when the sender wanted no answer, {@code closed} when the
     *     connection was closed instead
     */
    default void acknowledged(String channel, String code) {}

    /** A conversion was made, or failed; its issues hold no patient data. */
    default void converted(String channel, List<Issue> issues, long nanos) {}

    /** A Bundle was looked at before it leaves, and something was found; the issues hold no patient data. */
    default void validated(String channel, List<Issue> issues) {}

    /**
     * A converted message was looked at for values that no rule has read; not every message is.
     *
     * @param unmapped places of such values, as {@code OBX[2]-18.1}
     */
    default void lookedAt(String channel, List<String> unmapped) {}

    /**
     * A code that no table knows was to be translated by the site's terminology server.
     *
     * @param outcome {@code remembered}, {@code translated}, {@code unknown}, {@code failed}, {@code paused} or {@code busy}
     */
    default void askedToTranslate(String outcome) {}

    /**
     * It was decided whether a Bundle may go to a destination.
     *
     * @param outcome {@code permit} or {@code deny}
     */
    default void consented(String destination, String outcome) {}

    /** A stage is done with a message. Of DELIVER: see {@link #delivered}. */
    default void stage(String channel, Stage stage, Status status, long nanos) {}

    /** A message went through all stages before delivery and stands in the history. */
    default void processed(String channel, Status status) {}

    /** A destination confirmed a message (SENT), or it was parked. */
    default void delivered(String destination, Status status, int attempts, Duration sinceAccepted, long nanos) {}

    /**
     * A destination was tried once.
     *
     * @param outcome {@code ok}, or the kind of fault in lower case
     */
    default void attempted(String destination, String outcome, long nanos) {}

    /** An attempt failed and is repeated after a while. */
    default void retrying(String destination, String reason, Duration wait) {}

    /** How many connections a channel has now. */
    default void connections(String channel, int open) {}
}
