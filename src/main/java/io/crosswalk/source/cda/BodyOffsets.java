package io.crosswalk.source.cda;

import io.crosswalk.source.ByteRange;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the places of a document's UTF-8 stand in a body of another encoding. Made when somebody asks for an explanation, and
 * only then.
 */
final class BodyOffsets {

    /** Of each byte of the UTF-8 the byte of the body that its character starts at; and the end. */
    private final int[] starts;

    private final boolean known;

    private BodyOffsets(int[] starts, boolean known) {
        this.starts = starts;
        this.known = known;
    }

    static BodyOffsets of(XmlBytes source, int bodyLength) {
        byte[] utf8 = source.bytes();
        int[] starts = new int[utf8.length + 1];
        int at = source.mark();
        int i = 0;
        while (i < utf8.length) {
            int length = Utf8.length(utf8[i]);
            for (int b = i; b < i + length; b++) {
                starts[b] = at;
            }
            at += written(source.charset(), utf8, i, length);
            i += length;
        }
        starts[utf8.length] = at;
        return new BodyOffsets(starts, at == bodyLength);
    }

    /** How many bytes a character has in an encoding. */
    private static int written(Charset charset, byte[] utf8, int at, int length) {
        if (charset == StandardCharsets.UTF_16LE || charset == StandardCharsets.UTF_16BE) {
            return length == 4 ? 4 : 2;
        }
        return length == 1 ? 1 : new String(utf8, at, length, StandardCharsets.UTF_8).getBytes(charset).length;
    }

    /** Null when the bytes cannot be told. */
    @Nullable
    ByteRange range(int from, int to) {
        return known ? new ByteRange(starts[from], starts[to]) : null;
    }
}
