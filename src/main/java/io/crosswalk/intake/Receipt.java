package io.crosswalk.intake;

import io.crosswalk.message.MessageKey;
import java.util.List;

/**
 * What became of what was handed in at the door for documents: one document, or a package of several.
 *
 * @param parts of a document one; of a package one for each document in it, and for what was refused of it
 */
public record Receipt(List<Part> parts) {

    /**
     * One document.
     *
     * @param entry its name in its package; empty of what came alone, and of a fault of the whole package
     */
    public record Part(String entry, Outcome outcome) {}

    /** What became of one document. */
    public sealed interface Outcome {}

    /** The disk has it, now or since it came before: what happens then is the same. */
    public record Taken(MessageKey key) implements Outcome {}

    /** Never, as it is. */
    public record Refused(DocumentFault fault) implements Outcome {}

    /**
     * Not now, for a passing reason that is ours: the same is to be handed in again.
     *
     * @param reason without a value of the document
     */
    public record NotStored(String reason) implements Outcome {}

    public Receipt {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a receipt for nothing");
        }
    }

    /** Of something that came alone. */
    public static Receipt of(Outcome outcome) {
        return new Receipt(List.of(new Part("", outcome)));
    }

    /** Whether all of it is to be handed in again; what was taken of it is then known. */
    public boolean isToBeRepeated() {
        return parts.stream().anyMatch(part -> part.outcome() instanceof NotStored);
    }

    /** Whether the disk has all of it. */
    public boolean isTaken() {
        return parts.stream().allMatch(part -> part.outcome() instanceof Taken);
    }
}
