package io.crosswalk.cli;

import java.io.ByteArrayOutputStream;

/**
 * Lays JSON out for people. Only white space is added: every number, escape and order stays as the engine wrote it,
 * for a FHIR decimal 1.50 is not 1.5.
 */
final class PrettyJson {

    private final byte[] json;
    private final ByteArrayOutputStream out;
    private int depth;

    private PrettyJson(byte[] json) {
        this.json = json;
        this.out = new ByteArrayOutputStream(json.length * 2);
    }

    /** {@code json} is well-formed UTF-8 JSON; the result ends with a line feed. */
    static byte[] of(byte[] json) {
        return new PrettyJson(json).lay();
    }

    private byte[] lay() {
        for (int at = 0; at < json.length; ) {
            at = token(at);
        }
        out.write('\n');
        return out.toByteArray();
    }

    private int token(int at) {
        switch (json[at]) {
            case '"' -> {
                return string(at);
            }
            case '{', '[' -> {
                return open(at);
            }
            case '}', ']' -> {
                depth--;
                newLine();
                out.write(json[at]);
            }
            case ',' -> {
                out.write(',');
                newLine();
            }
            case ':' -> {
                out.write(':');
                out.write(' ');
            }
            case ' ', '\t', '\r', '\n' -> {}
            default -> out.write(json[at]);
        }
        return at + 1;
    }

    private int open(int at) {
        out.write(json[at]);
        int next = at + 1;
        while (next < json.length && Character.isWhitespace(json[next])) {
            next++;
        }
        if (next < json.length && (json[next] == '}' || json[next] == ']')) {
            out.write(json[next]);
            return next + 1;
        }
        depth++;
        newLine();
        return next;
    }

    private int string(int start) {
        int at = start + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        out.write(json, start, at + 1 - start);
        return at + 1;
    }

    private void newLine() {
        out.write('\n');
        for (int i = 0; i < depth; i++) {
            out.write(' ');
            out.write(' ');
        }
    }
}
