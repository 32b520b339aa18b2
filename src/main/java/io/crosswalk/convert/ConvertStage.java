package io.crosswalk.convert;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.util.List;
import java.util.function.Function;

/** Converts one message, whatever happens. Thread safe when its converter is. */
public final class ConvertStage {

    private final Function<ReceivedMessage, Conversion> converter;

    public ConvertStage(Function<ReceivedMessage, Conversion> converter) {
        this.converter = converter;
    }

    public Conversion convert(ReceivedMessage message) {
        try {
            return converter.apply(message);
        } catch (RuntimeException | StackOverflowError e) {
            return failed(message, e);
        }
    }

    /** The converter promises not to throw; when it does, this one message waits for a repair and the others go on. */
    private static Conversion failed(ReceivedMessage message, Throwable fault) {
        // The text of the exception may quote the message; its kind and its place do not.
        StackTraceElement[] trace = fault.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        Issue issue = Issue.fatal(
                "conversion-broke",
                "",
                "the converter failed with " + fault.getClass().getSimpleName() + place
                        + "; the message is kept as it came");
        return Conversion.failed(message.key(), List.of(issue), "");
    }
}
