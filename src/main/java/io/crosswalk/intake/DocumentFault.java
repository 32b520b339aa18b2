package io.crosswalk.intake;

/**
 * Why a document was not taken.
 *
 * @param kind what it means to the sender
 * @param code our own stable name of the fault, for metrics and incidents, for example {@code E_XML_BROKEN}
 * @param place where in the document; empty when the whole of it is meant
 * @param reason one sentence, without a value of the document
 * @param wayOut one sentence: what somebody can do about it
 */
public record DocumentFault(Kind kind, String code, String place, String reason, String wayOut) {

    /** What a fault means to the sender. */
    public enum Kind {
        /** It cannot be read at all. */
        UNREADABLE,
        /** It can be read and is not what the channel takes. */
        UNWANTED,
        /** It is larger than the channel allows. */
        TOO_LARGE
    }

    public DocumentFault {
        if (!code.startsWith("E_")) {
            throw new IllegalArgumentException("the code of a fault starts with E_, not '" + code + "'");
        }
        if (reason.isBlank() || wayOut.isBlank()) {
            throw new IllegalArgumentException("fault '" + code + "' needs a reason and a way out");
        }
    }

    static DocumentFault unreadable(String code, String place, String reason, String wayOut) {
        return new DocumentFault(Kind.UNREADABLE, code, place, reason, wayOut);
    }

    static DocumentFault unwanted(String code, String place, String reason, String wayOut) {
        return new DocumentFault(Kind.UNWANTED, code, place, reason, wayOut);
    }

    /** The document, or what it came in, is beyond the limit of its channel. */
    public static DocumentFault tooLarge(long limit) {
        return new DocumentFault(
                Kind.TOO_LARGE,
                "E_TOO_LARGE",
                "",
                "it has more than the " + limit + " bytes that this channel takes",
                "set a higher limit at crosswalk:receive in the route of the channel, or send less at once");
    }

    /** Place and reason as one text. */
    public String text() {
        return place.isEmpty() ? reason : place + ": " + reason;
    }
}
