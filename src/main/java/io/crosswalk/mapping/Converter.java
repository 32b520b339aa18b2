package io.crosswalk.mapping;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.util.List;

/** Turns one source message into one FHIR R4 transaction Bundle. Immutable, shared by all threads without locks. */
public final class Converter {

    private final MappingLibrary library;

    public Converter(MappingLibrary library) {
        this.library = library;
    }

    /** Never throws for anything a message holds: a message that cannot be converted has a fatal issue and no Bundle. */
    public Conversion convert(ReceivedMessage message) {
        return new Conversion(
                message.key(),
                new byte[0],
                "",
                List.of(),
                List.of(Issue.fatal(
                        "no-mapping", "", "no mapping for this message structure; known are " + library.structures())),
                library.version());
    }

    /** As {@link #convert}, and remembers which rule and which source value each element comes from. Slower. */
    public TracedConversion convertTraced(ReceivedMessage message) {
        return new TracedConversion(convert(message), List.of(), List.of());
    }
}
