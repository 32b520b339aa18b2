package io.crosswalk.intake.folder;

import io.crosswalk.intake.DocumentFault;
import io.crosswalk.intake.Receipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** What stands beside a file that was not taken: for the person who finds it. No value of a document. */
final class ReasonText {

    private ReasonText() {}

    static String of(Receipt receipt, Instant at) {
        StringBuilder text = new StringBuilder();
        long taken = receipt.parts().stream()
                .filter(part -> part.outcome() instanceof Receipt.Taken)
                .count();
        text.append(
                taken == 0
                        ? "This file was not taken."
                        : "Not all of this file was taken: " + taken
                                + " of its documents are on their way, the others are" + " below.");
        text.append("\nWhen: ").append(at.truncatedTo(ChronoUnit.SECONDS)).append('\n');
        for (Receipt.Part part : receipt.parts()) {
            if (part.outcome() instanceof Receipt.Refused refused) {
                append(text, part.entry(), refused.fault());
            }
        }
        text.append("\nWhen it is mended, put the file into the folder again.")
                .append(taken == 0 ? "" : " What was taken before is recognised and not done twice.")
                .append('\n');
        return text.toString();
    }

    private static void append(StringBuilder text, String entry, DocumentFault fault) {
        text.append('\n');
        if (!entry.isEmpty()) {
            text.append("Entry:  ").append(entry).append('\n');
        }
        if (!fault.place().isEmpty()) {
            text.append("Place:  ").append(fault.place()).append('\n');
        }
        text.append("Reason: ")
                .append(fault.reason())
                .append(" (")
                .append(fault.code())
                .append(")\n");
        text.append("Do:     ").append(fault.wayOut()).append('\n');
    }

    /** Why something is to be handed in again. */
    static String notStored(Receipt receipt) {
        return receipt.parts().stream()
                .map(Receipt.Part::outcome)
                .filter(Receipt.NotStored.class::isInstance)
                .map(outcome -> ((Receipt.NotStored) outcome).reason())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
