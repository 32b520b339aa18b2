package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourcePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be converted, ready to run. Immutable.
 *
 * @param messages by the name of the structure
 * @param triggers the structure for code and trigger: {@code ADT_A08} to ADT_A01
 * @param productNames how many names of products all messages have together
 * @param ignored what maps leave out on purpose, by the segment or type they start at
 * @param dropped the shipped rules that the site of this plan does not have, by {@code file:line}, with the line that says so
 */
public record Plan(
        Map<String, MessagePlan> messages,
        Map<String, MessagePlan> triggers,
        int productNames,
        List<Ignored> ignored,
        Map<String, String> dropped) {

    /** A place that is left out, with its reason. */
    public record Ignored(String source, SourcePath path, String reason) {}

    public Plan {
        messages = Map.copyOf(messages);
        triggers = Map.copyOf(triggers);
        ignored = List.copyOf(ignored);
        dropped = Map.copyOf(dropped);
    }

    /**
     * The structure of a message: as it says itself, else by code and trigger, else by the code when only one fits.
     *
     * @return null when none is known
     */
    public @Nullable MessagePlan select(String structure, String code, String trigger) {
        MessagePlan named = messages.get(structure);
        if (named != null) {
            return named;
        }
        MessagePlan byTrigger = triggers.get(code + "_" + trigger);
        if (byTrigger == null) {
            byTrigger = triggers.get(structure);
        }
        if (byTrigger == null) {
            // An acknowledgement has one structure for all events: ACK, also where MSH-9 says ACK^A01.
            byTrigger = messages.get(code);
        }
        return byTrigger != null || !trigger.isEmpty() ? byTrigger : byCode(code);
    }

    private @Nullable MessagePlan byCode(String code) {
        MessagePlan only = null;
        for (MessagePlan message : messages.values()) {
            if (message.name().startsWith(code + "_")) {
                if (only != null) {
                    return null;
                }
                only = message;
            }
        }
        return only;
    }
}
