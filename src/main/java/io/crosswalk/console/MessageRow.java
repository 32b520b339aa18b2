package io.crosswalk.console;

import io.crosswalk.history.MessageSummary;
import io.crosswalk.message.Status;
import java.time.Instant;

/** A message as a line of a list. */
record MessageRow(MessageSummary message, Instant now) {

    public String link() {
        return "/console/messages/" + message.key();
    }

    public String received() {
        return Words.time(message.receivedAt(), now);
    }

    public String receivedExact() {
        return Words.exact(message.receivedAt());
    }

    public String state() {
        return state(message.status());
    }

    public String style() {
        return style(message.status());
    }

    public String note() {
        String repeats = message.repeats() == 0 ? "" : "repeated " + Words.count(message.repeats(), "time", "times");
        String issues = message.issueCount() == 0 ? "" : Words.count(message.issueCount(), "remark", "remarks");
        String separator = repeats.isEmpty() || issues.isEmpty() ? "" : ", ";
        return message.reason().isEmpty() ? issues + separator + repeats : message.reason();
    }

    static String state(Status status) {
        return switch (status) {
            case RECEIVED -> "received";
            case CONVERTED -> "converted";
            case FILTERED -> "filtered";
            case QUEUED -> "waiting";
            case SENT -> "delivered";
            case PARKED -> "parked";
            case ERROR -> "failed";
        };
    }

    static String style(Status status) {
        return switch (status) {
            case SENT -> "ok";
            case RECEIVED, CONVERTED, QUEUED -> "busy";
            case FILTERED -> "quiet";
            case PARKED, ERROR -> "stop";
        };
    }
}
