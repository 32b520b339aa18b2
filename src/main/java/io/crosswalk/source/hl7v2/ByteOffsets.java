package io.crosswalk.source.hl7v2;

import io.crosswalk.source.ByteRange;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** Which bytes each character of a message was read from. Made when somebody asks for an explanation, and only then. */
final class ByteOffsets {

    private static final int SURROGATES = 2;
    private static final byte ESCAPE = 0x1b;
    private static final int ESCAPE_LENGTH = 3;

    private final byte[] body;

    /** The byte of each character and the end; null when each character is one byte. */
    private final int @Nullable [] starts;

    private final boolean known;

    private ByteOffsets(byte[] body, int @Nullable [] starts, boolean known) {
        this.body = body;
        this.starts = starts;
        this.known = known;
    }

    /** @param text the characters that were read from the bytes, without a byte order mark */
    static ByteOffsets of(byte[] body, Charset charset, String text) {
        if (body.length == text.length()) {
            return new ByteOffsets(body, null, true);
        }
        int[] starts = new int[text.length() + 1];
        return new ByteOffsets(body, starts, fill(starts, body, charset, text));
    }

    /** Decodes one character after the other. Returns whether the same text came out. */
    private static boolean fill(int[] starts, byte[] body, Charset charset, String text) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer one = CharBuffer.allocate(SURROGATES);
        int at = 0;
        while (in.hasRemaining()) {
            int from = in.position();
            one.clear().limit(1);
            decoder.decode(in, one, true);
            if (one.position() == 0) {
                one.limit(SURROGATES);
                decoder.decode(in, one, true);
            }
            boolean mark = from == 0 && one.position() == 1 && one.get(0) == '\ufeff';
            for (int i = 0; i < one.position() && !mark; i++) {
                if (at >= text.length() || text.charAt(at) != one.get(i)) {
                    return false;
                }
                starts[at++] = from;
            }
            if (in.position() == from && one.position() == 0) {
                return false;
            }
        }
        starts[at] = body.length;
        return at == text.length();
    }

    /** Null when the bytes cannot be told. */
    @Nullable
    ByteRange range(int start, int end) {
        if (!known) {
            return null;
        }
        return starts == null ? new ByteRange(start, end) : new ByteRange(withEscape(starts[start]), starts[end]);
    }

    /** ISO 2022: the sequence that switches to the set of a value belongs to it, as does the one that switches back. */
    private int withEscape(int start) {
        if (start >= ESCAPE_LENGTH && body[start - ESCAPE_LENGTH] == ESCAPE) {
            return start - ESCAPE_LENGTH;
        }
        // ESC $ ( D, and nothing else, has a fourth character.
        int longer = start - ESCAPE_LENGTH - 1;
        return longer >= 0 && body[longer] == ESCAPE && body[longer + 1] == '$' && body[longer + 2] == '('
                ? longer
                : start;
    }
}
