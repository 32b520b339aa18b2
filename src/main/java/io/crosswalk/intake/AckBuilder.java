package io.crosswalk.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Writes the acknowledgement to one message, in the sender's delimiters, version and character set.
 *
 * <p>The sender's own values go back as the bytes they came in. Our words are ASCII and hold no value of the message.
 * The same arguments give the same bytes.
 */
final class AckBuilder {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private final MshHeader header;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    private AckBuilder(MshHeader header) {
        this.header = header;
    }

    /**
     * @param code of table 0008, what MSA-1 says
     * @param controlId MSH-10 of the acknowledgement
     * @param at MSH-7 of the acknowledgement
     * @param rejection why, when the code is not a yes
     */
    static byte[] write(MshHeader header, String code, String controlId, Instant at, Optional<Rejection> rejection) {
        AckBuilder ack = new AckBuilder(header);
        ack.msh(controlId, at);
        ack.msa(code, rejection);
        rejection.ifPresent(ack::err);
        return ack.out.toByteArray();
    }

    private void msh(String controlId, Instant at) {
        ours("MSH");
        separator();
        raw(header.delimiters());
        field(header.raw(5));
        field(header.raw(6));
        field(header.raw(3));
        field(header.raw(4));
        separator();
        ours((header.isAtLeast(3, 0) ? MILLISECONDS : SECONDS).format(at));
        separator();
        separator();
        messageType();
        separator();
        ours(controlId);
        field(orElse(header.raw(11), "P"));
        field(orElse(header.raw(12), "2.5.1"));
        if (header.raw(18).length > 0) {
            for (int empty = 13; empty < 18; empty++) {
                separator();
            }
            field(header.raw(18));
        }
        ours("\r");
    }

    /** Before v2.3 the type stood alone; the structure came with v2.3.1. */
    private void messageType() {
        ours("ACK");
        String event = header.hasControlBytes(9) ? "" : header.text(9, 2);
        if (event.isEmpty() || !header.isAtLeast(3, 0)) {
            return;
        }
        component();
        raw(event.getBytes(StandardCharsets.ISO_8859_1));
        if (header.isAtLeast(3, 1)) {
            component();
            ours("ACK");
        }
    }

    private void msa(String code, Optional<Rejection> rejection) {
        ours("MSA");
        separator();
        ours(code);
        field(header.raw(10));
        // MSA-3 was withdrawn in v2.7; before, it is the only text that many senders show.
        if (rejection.isPresent() && !header.isAtLeast(7, 0)) {
            separator();
            words(rejection.get().text());
        }
        ours("\r");
    }

    private void err(Rejection rejection) {
        ours("ERR");
        separator();
        if (header.isAtLeast(5, 0)) {
            errSinceV25(rejection);
        } else {
            errBeforeV25(rejection);
        }
        ours("\r");
    }

    /** ERR-2 location, ERR-3 condition, ERR-4 severity, ERR-5 our own code, ERR-7 diagnostic, ERR-8 for people. */
    private void errSinceV25(Rejection rejection) {
        separator();
        if (rejection.field() > 0) {
            ours("MSH");
            component();
            ours("1");
            component();
            ours(Integer.toString(rejection.field()));
        }
        separator();
        coded(header.componentSeparator(), rejection.error());
        separator();
        ours("E");
        separator();
        words(rejection.code());
        separator();
        separator();
        words(rejection.code() + (rejection.field() > 0 ? " at " + rejection.place() : ""));
        separator();
        words(rejection.text());
    }

    /** ERR-1 alone: segment, sequence, field, and the condition as subcomponents. */
    private void errBeforeV25(Rejection rejection) {
        if (rejection.field() > 0) {
            ours("MSH");
            component();
            ours("1");
            component();
            ours(Integer.toString(rejection.field()));
        } else {
            component();
            component();
        }
        component();
        coded(header.subcomponentSeparator(), rejection.error());
    }

    private void coded(byte delimiter, ErrorCode error) {
        ours(error.code());
        out.write(delimiter);
        words(error.text());
        out.write(delimiter);
        ours("HL70357");
    }

    private void field(byte[] value) {
        separator();
        for (byte b : value) {
            // A control byte of the framing or a line end would break the acknowledgement itself.
            out.write(b >= 0 && b < ' ' ? ' ' : b);
        }
    }

    /** Text of ours where a delimiter of the sender's must not occur. */
    private void words(String text) {
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            out.write(isDelimiter(b) ? ' ' : b);
        }
    }

    private boolean isDelimiter(byte b) {
        if (b == header.separator()) {
            return true;
        }
        for (byte delimiter : header.delimiters()) {
            if (b == delimiter) {
                return true;
            }
        }
        return false;
    }

    private void ours(String ascii) {
        raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private void raw(byte[] value) {
        out.write(value, 0, value.length);
    }

    private void separator() {
        out.write(header.separator());
    }

    private void component() {
        out.write(header.componentSeparator());
    }

    private static byte[] orElse(byte[] value, String instead) {
        return value.length > 0 ? value : instead.getBytes(StandardCharsets.US_ASCII);
    }
}
