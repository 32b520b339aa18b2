package io.crosswalk.pipeline;

import io.crosswalk.mapping.MappingFaultsException;
import io.crosswalk.pipeline.broker.BrokerException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A part of the engine that is being opened on a thread of its own: broker, database and mappings need a second each and
 * nothing of each other.
 */
final class Opening<T> {

    private static final Logger LOG = Logger.getLogger(Opening.class);

    private final String what;
    private final FutureTask<T> task;

    private Opening(String what, FutureTask<T> task) {
        this.what = what;
        this.task = task;
    }

    /** @param what the setting or thing that is to be looked at when it cannot be opened */
    static <T> Opening<T> begin(String what, Callable<T> opening) {
        FutureTask<T> task = new FutureTask<>(opening);
        new Thread(task, "crosswalk-open-" + what.replace(' ', '-')).start();
        return new Opening<>(what, task);
    }

    /** Waits for it; null when it cannot be opened, and then {@code problems} says why. */
    @Nullable
    T end(List<String> problems) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            problems.add(problem(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add(what + ": the start was interrupted");
        }
        return null;
    }

    private String problem(@Nullable Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault instanceof MappingFaultsException
                || fault instanceof BrokerException
                || fault instanceof IllegalArgumentException) {
            return String.valueOf(fault.getMessage());
        }
        if (fault instanceof SQLException || fault instanceof IOException) {
            return what + ": " + fault.getMessage();
        }
        LOG.debugf(fault, "%s cannot be opened", what);
        return what + ": " + fault;
    }
}
