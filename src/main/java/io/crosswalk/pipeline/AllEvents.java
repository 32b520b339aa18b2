package io.crosswalk.pipeline;

import io.crosswalk.history.Stage;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells all listeners; one that fails disturbs neither the others nor the message. */
final class AllEvents implements PipelineEvents {

    private static final Logger LOG = Logger.getLogger(AllEvents.class);

    private final List<PipelineEvents> listeners;

    AllEvents(List<PipelineEvents> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void accepted(String channel, String type, long nanos) {
        tell(listener -> listener.accepted(channel, type, nanos));
    }

    @Override
    public void repeated(String channel) {
        tell(listener -> listener.repeated(channel));
    }

    @Override
    public void refused(String channel, String code) {
        tell(listener -> listener.refused(channel, code));
    }

    @Override
    public void notStored(String channel) {
        tell(listener -> listener.notStored(channel));
    }

    @Override
    public void acknowledged(String channel, String code) {
        tell(listener -> listener.acknowledged(channel, code));
    }

    @Override
    public void converted(String channel, List<Issue> issues, long nanos) {
        tell(listener -> listener.converted(channel, issues, nanos));
    }

    @Override
    public void validated(String channel, List<Issue> issues) {
        tell(listener -> listener.validated(channel, issues));
    }

    @Override
    public void lookedAt(String channel, List<String> unmapped) {
        tell(listener -> listener.lookedAt(channel, unmapped));
    }

    @Override
    public void askedToTranslate(String outcome) {
        tell(listener -> listener.askedToTranslate(outcome));
    }

    @Override
    public void consented(String destination, String outcome) {
        tell(listener -> listener.consented(destination, outcome));
    }

    @Override
    public void attempted(String destination, String outcome, long nanos) {
        tell(listener -> listener.attempted(destination, outcome, nanos));
    }

    @Override
    public void stage(String channel, Stage stage, Status status, long nanos) {
        tell(listener -> listener.stage(channel, stage, status, nanos));
    }

    @Override
    public void processed(String channel, Status status) {
        tell(listener -> listener.processed(channel, status));
    }

    @Override
    public void delivered(String destination, Status status, int attempts, Duration sinceAccepted, long nanos) {
        tell(listener -> listener.delivered(destination, status, attempts, sinceAccepted, nanos));
    }

    @Override
    public void retrying(String destination, String reason, Duration wait) {
        tell(listener -> listener.retrying(destination, reason, wait));
    }

    @Override
    public void connections(String channel, int open) {
        tell(listener -> listener.connections(channel, open));
    }

    private void tell(Consumer<PipelineEvents> event) {
        for (PipelineEvents listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s failed on an event", listener.getClass().getName());
            }
        }
    }
}
