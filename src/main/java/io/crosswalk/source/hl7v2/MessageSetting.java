package io.crosswalk.source.hl7v2;

import org.jspecify.annotations.Nullable;

/** What every place of a message may depend on without looking around: how it is written, and who has sent it. */
final class MessageSetting {

    private final Delimiters delimiters;
    private final String application;
    private final String facility;
    private final int hash;

    /**
     * @param application MSH-3 as it stands in the message
     * @param facility MSH-4
     */
    MessageSetting(Delimiters delimiters, String application, String facility) {
        this.delimiters = delimiters;
        this.application = application;
        this.facility = facility;
        this.hash = (delimiters.hashCode() * 31 + application.hashCode()) * 31 + facility.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || other instanceof MessageSetting that
                        && hash == that.hash
                        && application.equals(that.application)
                        && facility.equals(that.facility)
                        && delimiters.equals(that.delimiters);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
