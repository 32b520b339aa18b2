package io.crosswalk.console;

import io.crosswalk.api.MessageResource.MessageList;
import io.crosswalk.api.Search;
import io.crosswalk.history.Refusal;
import io.crosswalk.message.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A list of messages and how it was asked for. */
record MessagesPage(Search search, MessageList found, List<String> channels, List<Refusal> refused, Instant now) {

    /** A status that can be chosen. */
    record Choice(String name, String word, boolean chosen) {}

    /** What was turned away, as a line. */
    record RefusalRow(Refusal refusal, Instant now) {
        public String at() {
            return Words.time(refusal.at(), now);
        }

        public String size() {
            return Words.bytes(refusal.size());
        }
    }

    public String q() {
        return search.q();
    }

    public String channel() {
        return search.channel();
    }

    public boolean filtered() {
        return !search.q().isEmpty()
                || !search.channel().isEmpty()
                || search.wanted().isPresent();
    }

    public List<Choice> choices() {
        return Arrays.stream(Status.values())
                .map(status -> new Choice(
                        status.name(),
                        MessageRow.state(status),
                        search.wanted().filter(status::equals).isPresent()))
                .toList();
    }

    public List<MessageRow> rows() {
        return found.messages().stream()
                .map(message -> new MessageRow(message, now))
                .toList();
    }

    public List<RefusalRow> refusals() {
        return refused.stream().map(refusal -> new RefusalRow(refusal, now)).toList();
    }

    public String summary() {
        int shown = found.messages().size();
        return shown == 0
                ? ""
                : String.format(Locale.ROOT, "%s shown, newest first", Words.count(shown, "message", "messages"));
    }

    /** Address of the next page; empty when there is none. */
    public String older() {
        return found.before()
                .map(id -> "/console/messages?q=" + encoded(search.q()) + "&channel=" + encoded(search.channel())
                        + "&status=" + encoded(search.status()) + "&before=" + id)
                .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
