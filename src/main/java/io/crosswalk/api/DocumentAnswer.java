package io.crosswalk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crosswalk.intake.DocumentFault;
import io.crosswalk.intake.Receipt;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of what was posted. The same content gets the same answer, however often it comes.
 *
 * @param fault why not all of it was taken, in one sentence; absent when it was
 * @param documents what was taken
 * @param refused what was not, with place and reason
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DocumentAnswer(String fault, List<Taken> documents, List<Refused> refused) {

    /**
     * One document that is on disk.
     *
     * @param entry its name in the package; absent when it came alone
     * @param key its name from now on
     * @param history where its way can be followed, as soon as it has been worked on
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Taken(String entry, String key, String history) {}

    /** One document that was not taken. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Refused(String entry, String code, String place, String reason, String wayOut) {}

    static DocumentAnswer of(String fault) {
        return new DocumentAnswer(fault, List.of(), List.of());
    }

    static DocumentAnswer of(DocumentFault fault) {
        return of(Receipt.of(new Receipt.Refused(fault)));
    }

    static DocumentAnswer of(Receipt receipt) {
        List<Taken> taken = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        String reason = "";
        for (Receipt.Part part : receipt.parts()) {
            if (part.outcome() instanceof Receipt.Taken document) {
                String key = document.key().value();
                taken.add(new Taken(part.entry(), key, "/api/v1/messages/" + key));
            } else if (part.outcome() instanceof Receipt.Refused no) {
                DocumentFault fault = no.fault();
                refused.add(new Refused(part.entry(), fault.code(), fault.place(), fault.reason(), fault.wayOut()));
                reason = reason.isEmpty() ? fault.text() : "several documents were refused, see each of them";
            } else if (part.outcome() instanceof Receipt.NotStored later) {
                reason = later.reason() + "; send the same again";
            }
        }
        return new DocumentAnswer(reason, taken, refused);
    }
}
