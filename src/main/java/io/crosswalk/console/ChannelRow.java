package io.crosswalk.console;

import io.crosswalk.api.ChannelView;
import java.time.Instant;

/** A channel as a line of the overview. */
record ChannelRow(ChannelView channel, Instant now) {

    public String style() {
        return channel.listening() ? "ok" : "stop";
    }

    public String state() {
        return channel.listening() ? "listening" : "not listening";
    }

    public String last() {
        return Words.ago(channel.lastAt(), now);
    }

    public String lastExact() {
        return channel.lastAt().map(Words::exact).orElse("none since the engine started");
    }

    public String rate() {
        return Words.rate(channel.perSecond());
    }

    public String line() {
        return Words.line(channel.lastTenMinutes());
    }

    public String accepted() {
        return Words.count(channel.accepted());
    }

    public String repeated() {
        return Words.count(channel.repeated());
    }

    public String refused() {
        return Words.count(channel.refused());
    }

    public String failed() {
        return Words.count(channel.failed());
    }

    public String waiting() {
        return Words.count(channel.waiting());
    }

    public String oldest() {
        return Words.age(channel.oldestSeconds());
    }
}
