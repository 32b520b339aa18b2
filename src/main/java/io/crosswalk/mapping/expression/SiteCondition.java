package io.crosswalk.mapping.expression;

import java.util.List;

/** When a message is a site's: places of its header, and the channel it came by, with the values they must have. */
public record SiteCondition(List<Term> terms) {

    /** What a term calls the channel. */
    public static final String CHANNEL = "channel";

    /** What a term calls the id of the organization that keeps a document: its root, or root and extension with ^ between them. */
    public static final String CUSTODIAN = "custodian";

    public SiteCondition {
        terms = List.copyOf(terms);
    }

    /**
     * One place and the values of which it must have one.
     *
     * @param place {@code MSH-4.1}, or {@link #CHANNEL}
     */
    public record Term(String place, List<String> values, int offset) {

        public Term {
            values = List.copyOf(values);
        }

        public boolean isChannel() {
            return place.equals(CHANNEL);
        }
    }
}
