package io.crosswalk.cli;

import io.crosswalk.message.BatchId;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.source.hl7v2.Batch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The messages of one file. A file may hold one HL7 v2 message, several one after another, MLLP frames, or a batch
 * (FHS, BHS ... BTS, FTS; HL7 v2.9 ch. 2.10.3). What it is shows from its content, never from its name.
 *
 * @param format what the file holds; empty when it is nothing that Crosswalk knows
 * @param members the bytes of each message, without MLLP bytes and without the segments of the batch, and what it came in
 * @param remarks what is odd about the batch around them, for people
 */
record InputFile(Optional<Format> format, List<Batch.Member> members, List<String> remarks) {

    /** The root element of a CDA document comes after at most a prolog, comments and a style sheet line. */
    private static final int PROLOG = 16_384;

    private static final byte START_BLOCK = 0x0B;
    private static final byte END_BLOCK = 0x1C;

    /** MSH, its separator and at least the four delimiters of MSH-2 or what stands in their place. */
    private static final int SHORTEST_HEADER = 7;

    private static final Pattern CDA = Pattern.compile("<([\\w.-]+:)?ClinicalDocument[\\s>]");

    InputFile {
        members = List.copyOf(members);
        remarks = List.copyOf(remarks);
    }

    static InputFile of(byte[] bytes) {
        Optional<InputFile> hl7 = hl7(bytes);
        if (hl7.isPresent()) {
            return hl7.get();
        }
        if (isUtf16(bytes)) {
            return new InputFile(Optional.of(Format.HL7V2), alone(bytes), List.of());
        }
        String head = new String(bytes, 0, Math.min(bytes.length, PROLOG), StandardCharsets.ISO_8859_1);
        if (CDA.matcher(head).find()) {
            return new InputFile(Optional.of(Format.CDA), alone(bytes), List.of());
        }
        return new InputFile(Optional.empty(), List.of(), List.of());
    }

    List<byte[]> messages() {
        return members.stream().map(Batch.Member::message).toList();
    }

    private static List<Batch.Member> alone(byte[] message) {
        return List.of(new Batch.Member(BatchId.NONE, message));
    }

    private static Optional<InputFile> hl7(byte[] bytes) {
        if (!startsAsHl7(bytes)) {
            return Optional.empty();
        }
        Batch batch = Batch.read(bytes);
        return Optional.of(new InputFile(
                Optional.of(Format.HL7V2),
                batch.members().stream()
                        .map(member -> new Batch.Member(member.in(), withoutPadding(member.message())))
                        .toList(),
                batch.issues().stream().map(Issue::reason).toList()));
    }

    private static boolean startsAsHl7(byte[] bytes) {
        byte[] text = withoutPadding(bytes);
        return Batch.startsIn(text)
                || starts(text, 'M', 'S', 'H')
                        && text.length >= SHORTEST_HEADER
                        && text[3] > ' '
                        && !Character.isLetterOrDigit(text[3]);
    }

    /** MLLP bytes, a byte order mark and line ends around a message are no part of it. */
    private static byte[] withoutPadding(byte[] bytes) {
        int from = starts(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        int to = bytes.length;
        while (from < to && isPadding(bytes[from])) {
            from++;
        }
        while (to > from && isPadding(bytes[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean isPadding(byte b) {
        return b == START_BLOCK || b == END_BLOCK || b == '\r' || b == '\n' || b == ' ' || b == '\t';
    }

    /** A message in UTF-16 is passed on whole: its reader knows character sets, the batch reader knows bytes. */
    private static boolean isUtf16(byte[] bytes) {
        return starts(bytes, 0xFF, 0xFE, 'M', 0)
                || starts(bytes, 0xFE, 0xFF, 0, 'M')
                || starts(bytes, 'M', 0, 'S', 0)
                || starts(bytes, 0, 'M', 0, 'S');
    }

    private static boolean starts(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
