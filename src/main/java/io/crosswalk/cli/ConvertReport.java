package io.crosswalk.cli;

import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code convert} tells: to people as text, to programs as JSON. Faults go to the error stream in both. */
interface ConvertReport extends AutoCloseable {

    /** One message was converted, or could not be; a failure was told by {@link #failed} before. */
    void result(String input, ReceivedMessage message, TracedConversion result, @Nullable Path written)
            throws IOException;

    /** What the resources of the message just told break of profiles; it stands among its issues as well. */
    void findings(String input, List<Issue> findings);

    void failed(String input, String reason);

    void remark(String input, String remark);

    void finished(int converted, int failed) throws IOException;

    @Override
    void close() throws IOException;
}
