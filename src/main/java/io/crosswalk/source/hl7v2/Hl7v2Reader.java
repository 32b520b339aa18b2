package io.crosswalk.source.hl7v2;

import io.crosswalk.source.IssueLog;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of one message. Any bytes: nothing is thrown for what they are. */
public final class Hl7v2Reader {

    private Hl7v2Reader() {}

    /**
     * Splits a message into its segments.
     *
     * @param body the bytes as they came, with or without byte order mark and MLLP bytes
     * @param siteZone where times are taken to be that have no offset, in a message whose MSH-7 has none either; null
     *     when nobody said, then such times are known to the day only
     */
    public static Hl7v2Message read(byte[] body, @Nullable ZoneId siteZone) {
        IssueLog issues = new IssueLog();
        MessageText text = MessageText.of(body);
        text.issues().forEach(issues::add);
        return new Hl7v2Message(
                body, text, MessageStart.find(text.text(), issues), Hl7v2Schema.standard(), siteZone, issues);
    }

    /** The characters of a message, read by the character set that it really is in. For showing it to a person. */
    public static String text(byte[] body) {
        return MessageText.of(body).text();
    }
}
