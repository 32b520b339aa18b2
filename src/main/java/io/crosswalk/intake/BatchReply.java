package io.crosswalk.intake;

import io.crosswalk.source.hl7v2.Batch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;

/**
 * The one answer to a batch: a batch of the answers to its messages, in their order (HL7 v2.9, ch. 2.10.3.3, where all
 * messages are acknowledged). Each message is stored or refused for itself, so the sender must hear of each.
 */
public final class BatchReply {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);

    private final Iterator<Reply> replies;
    private final Instant at;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private int answered;

    private BatchReply(List<Reply> replies, Instant at) {
        this.replies = replies.iterator();
        this.at = at;
    }

    /**
     * Puts the answers together.
     *
     * @param replies one for each message of the batch, in their order
     */
    public static Reply of(Batch batch, List<Reply> replies, Instant at) {
        for (Reply reply : replies) {
            if (reply instanceof Reply.Close) {
                // What became of one message is not known. The sender repeats the batch; what is stored is known then.
                return reply;
            }
        }
        BatchReply answer = new BatchReply(replies, at);
        answer.file(batch);
        return answer.answered == 0 && !replies.isEmpty()
                ? new Reply.Silent()
                : new Reply.Acknowledge(answer.out.toByteArray());
    }

    private void file(Batch batch) {
        byte[] head = batch.fileHeader();
        if (head.length > 0) {
            header("FHS", head);
        }
        for (Batch.Group group : batch.groups()) {
            group(group);
        }
        if (head.length > 0) {
            trailer("FTS", head, batch.groups().size());
        }
    }

    private void group(Batch.Group group) {
        byte[] head = group.header();
        if (head.length > 0) {
            header("BHS", head);
        }
        int count = 0;
        for (int message = 0; message < group.messages().size(); message++) {
            if (replies.next() instanceof Reply.Acknowledge acknowledge) {
                out.writeBytes(acknowledge.message());
                count++;
            }
        }
        answered += count;
        if (head.length > 0) {
            trailer("BTS", head, count);
        }
    }

    /**
     * FHS and BHS have the fields of MSH up to 7, then security, name, comment, control id and the control id that is
     * answered to.
     */
    private void header(String name, byte[] of) {
        MshHeader asked = MshHeader.read(of, 0);
        text(name);
        out.write(asked.separator());
        out.writeBytes(asked.delimiters());
        for (int field : new int[] {5, 6, 3, 4}) {
            out.write(asked.separator());
            out.writeBytes(asked.raw(field));
        }
        out.write(asked.separator());
        text(SECONDS.format(at));
        for (int field = 8; field <= 12; field++) {
            out.write(asked.separator());
        }
        out.writeBytes(asked.raw(11));
        text("\r");
    }

    private void trailer(String name, byte[] of, int count) {
        text(name);
        out.write(MshHeader.read(of, 0).separator());
        text(count + "\r");
    }

    private void text(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
