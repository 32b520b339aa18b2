package io.crosswalk.validate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A walk over the bytes of a JSON text (RFC 8259), token by token. It makes no object for what it passes over: a parser
 * that reads every name costs as much as making the Bundle did. Brackets and strings are checked; numbers and words are
 * passed over as they are. For one thread.
 */
final class JsonWalk {

    /** What the walk stands on. */
    enum Token {
        /** The start of an object. */
        OBJECT,
        /** The start of an array. */
        ARRAY,
        /** The end of an object or array. */
        CLOSE,
        /** The name of a member. */
        NAME,
        /** A value that is a string. */
        STRING,
        /** A number, true, false or null. */
        SCALAR,
        /** Nothing is left. */
        END
    }

    private static final int DEEPEST = 1000;

    private final byte[] json;
    private boolean[] objects = new boolean[32];
    private int depth;
    private int at;
    private int from;
    private int to;

    JsonWalk(byte[] json) {
        this.json = json;
    }

    /** How many objects and arrays are open. */
    int depth() {
        return depth;
    }

    /** @throws IOException when this is no JSON */
    Token next() throws IOException {
        while (at < json.length) {
            byte b = json[at++];
            switch (b) {
                case ' ', '\n', '\r', '\t', ',', ':' -> {}
                case '{' -> {
                    open(true);
                    return Token.OBJECT;
                }
                case '[' -> {
                    open(false);
                    return Token.ARRAY;
                }
                case '}', ']' -> {
                    close(b == '}');
                    return Token.CLOSE;
                }
                case '"' -> {
                    string();
                    return isName() ? Token.NAME : Token.STRING;
                }
                default -> {
                    scalar();
                    return Token.SCALAR;
                }
            }
        }
        if (depth > 0) {
            throw new IOException("the JSON does not end");
        }
        return Token.END;
    }

    /** Passes over the rest of an object or array that has just been opened. */
    void skip() throws IOException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /** Whether the name or string that the walk stands on is {@code ascii}, written without escapes. */
    boolean is(byte[] ascii) {
        return Arrays.equals(json, from, to, ascii, 0, ascii.length);
    }

    /** Whether it starts with {@code ascii}. */
    boolean startsWith(byte[] ascii) {
        return to - from >= ascii.length && Arrays.equals(json, from, from + ascii.length, ascii, 0, ascii.length);
    }

    /** The string as it is written, escapes included. */
    String text() {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    private void open(boolean object) throws IOException {
        if (depth == DEEPEST) {
            throw new IOException("the JSON is nested more than " + DEEPEST + " deep");
        }
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, depth * 2);
        }
        objects[depth++] = object;
    }

    private void close(boolean object) throws IOException {
        if (depth == 0 || objects[depth - 1] != object) {
            throw new IOException("the brackets of the JSON do not match");
        }
        depth--;
    }

    private void string() throws IOException {
        from = at;
        while (at < json.length) {
            byte b = json[at++];
            if (b == '"') {
                to = at - 1;
                return;
            }
            if (b == '\\') {
                at++;
            }
        }
        throw new IOException("a string of the JSON does not end");
    }

    private boolean isName() {
        int next = at;
        while (next < json.length && isBlank(json[next])) {
            next++;
        }
        return next < json.length && json[next] == ':';
    }

    private void scalar() throws IOException {
        if (depth == 0) {
            throw new IOException("this is no JSON object");
        }
        while (at < json.length && json[at] != ',' && json[at] != '}' && json[at] != ']' && !isBlank(json[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
