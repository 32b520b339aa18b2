package io.crosswalk.cli;

import io.crosswalk.message.Format;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The messages of one file. A file may hold one HL7 v2 message, several one after another, MLLP frames, or a batch
 * (FHS, BHS ... BTS, FTS; HL7 v2.9 ch. 2.10.3). What it is shows from its content, never from its name.
 *
 * @param format what the file holds; empty when it is nothing that Crosswalk knows
 * @param messages the bytes of each message, without MLLP bytes and without the segments of the batch
 * @param remarks what is odd about the batch around them, for people
 */
record InputFile(Optional<Format> format, List<byte[]> messages, List<String> remarks) {

    /** The root element of a CDA document comes after at most a prolog, comments and a style sheet line. */
    private static final int PROLOG = 16_384;

    private static final Pattern CDA = Pattern.compile("<([\\w.-]+:)?ClinicalDocument[\\s>]");

    InputFile {
        messages = List.copyOf(messages);
        remarks = List.copyOf(remarks);
    }

    static InputFile of(byte[] bytes) {
        if (Hl7v2Batch.startsHere(bytes)) {
            Hl7v2Batch batch = new Hl7v2Batch(bytes);
            return new InputFile(Optional.of(Format.HL7V2), batch.messages(), batch.remarks());
        }
        if (isUtf16(bytes)) {
            return new InputFile(Optional.of(Format.HL7V2), List.of(bytes), List.of());
        }
        String head = new String(bytes, 0, Math.min(bytes.length, PROLOG), StandardCharsets.ISO_8859_1);
        if (CDA.matcher(head).find()) {
            return new InputFile(Optional.of(Format.CDA), List.of(bytes), List.of());
        }
        return new InputFile(Optional.empty(), List.of(), List.of());
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
