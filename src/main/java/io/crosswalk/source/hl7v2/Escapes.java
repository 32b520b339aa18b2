package io.crosswalk.source.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns escape sequences into what they stand for (HL7 v2.9, ch. 2.7), once a value has been split off.
 *
 * <p>Delimiters come back as themselves, hexadecimal data is read in the message's character set, formatting commands
 * become line ends and blanks, highlighting is dropped. What is no escape sequence stays as it is written: {@code
 * C:\temp} is a folder.
 */
final class Escapes {

    /** What was met besides plain text. */
    enum Remark {
        UNKNOWN,
        HIGHLIGHT,
        CHARACTER_SET,
        CONTROL
    }

    private final Delimiters delimiters;
    private final Charset charset;

    Escapes(Delimiters delimiters, Charset charset) {
        this.delimiters = delimiters;
        this.charset = charset;
    }

    /** The text that {@code raw} stands for; what is worth a note goes to {@code remarks}. */
    String decode(String raw, Set<Remark> remarks) {
        return new Decoder(raw, remarks).run();
    }

    static Set<Remark> noRemarks() {
        return EnumSet.noneOf(Remark.class);
    }

    /** One value on its way. */
    private final class Decoder {

        private final String raw;
        private final Set<Remark> remarks;
        private final StringBuilder out;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        private @Nullable Charset shifted;

        Decoder(String raw, Set<Remark> remarks) {
            this.raw = raw;
            this.remarks = remarks;
            this.out = new StringBuilder(raw.length());
        }

        String run() {
            int i = 0;
            while (i < raw.length()) {
                int start = raw.indexOf(delimiters.escape(), i);
                int end = start < 0 ? -1 : raw.indexOf(delimiters.escape(), start + 1);
                if (end < 0) {
                    literal(i, raw.length());
                    break;
                }
                literal(i, start);
                i = sequence(start, end) ? end + 1 : unknown(start, end);
            }
            flush();
            return out.toString();
        }

        private int unknown(int start, int end) {
            remarks.add(Remark.UNKNOWN);
            literal(start, end);
            return end;
        }

        private void literal(int from, int to) {
            if (from == to) {
                return;
            }
            flush();
            if (shifted != null) {
                out.append(inShiftedSet(raw.substring(from, to), shifted));
                return;
            }
            for (int i = from; i < to; i++) {
                character(raw.charAt(i), i + 1 < to && raw.charAt(i + 1) == '\n');
            }
        }

        /** FHIR strings have no control characters but tabs and line ends; line ends are said in one way. */
        private void character(char c, boolean lineFeedFollows) {
            if (c == '\r') {
                if (!lineFeedFollows) {
                    out.append('\n');
                }
            } else if (c >= ' ' && c != 0x7f || c == '\n' || c == '\t') {
                out.append(c);
            } else {
                remarks.add(Remark.CONTROL);
            }
        }

        private boolean sequence(int start, int end) {
            if (end == start + 1) {
                return false;
            }
            char kind = raw.charAt(start + 1);
            if (kind == 'X' || kind == 'x') {
                return hexadecimal(start + 2, end);
            }
            flush();
            if (end == start + 2) {
                return single(kind);
            }
            return switch (kind) {
                case '.' -> formatting(start + 2, end);
                case 'C', 'M' -> characterSet(start + 2, end);
                default -> false;
            };
        }

        private boolean single(char kind) {
            switch (kind) {
                case 'F' -> out.append(delimiters.field());
                case 'S' -> delimiter(delimiters.component(), '^');
                case 'T' -> delimiter(delimiters.subcomponent(), '&');
                case 'R' -> delimiter(delimiters.repetition(), '~');
                case 'E' -> out.append(delimiters.escape());
                case 'P' -> delimiter(delimiters.truncation(), '#');
                case 'H', 'N' -> remarks.add(Remark.HIGHLIGHT);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void delimiter(char own, char usual) {
            out.append(own == Delimiters.NONE ? usual : own);
        }

        /** Bytes are gathered over adjacent sequences: a UTF-8 character may be written as {@code \XC3\\XA4\}. */
        private boolean hexadecimal(int from, int to) {
            if (from == to || (to - from) % 2 != 0 || !isHexadecimal(from, to)) {
                return false;
            }
            for (int i = from; i < to; i += 2) {
                bytes.write(Character.digit(raw.charAt(i), 16) << 4 | Character.digit(raw.charAt(i + 1), 16));
            }
            return true;
        }

        private boolean isHexadecimal(int from, int to) {
            for (int i = from; i < to; i++) {
                if (raw.charAt(i) > 127 || Character.digit(raw.charAt(i), 16) < 0) {
                    return false;
                }
            }
            return true;
        }

        private void flush() {
            if (bytes.size() > 0) {
                String text = bytes.toString(charset);
                bytes.reset();
                for (int i = 0; i < text.length(); i++) {
                    character(text.charAt(i), i + 1 < text.length() && text.charAt(i + 1) == '\n');
                }
            }
        }

        /** HL7 v2.9, ch. 2.7.6: formatting codes; those without a plain equivalent are dropped. */
        private boolean formatting(int from, int to) {
            if (to - from < 2) {
                return false;
            }
            String argument = raw.substring(from + 2, to);
            switch (raw.substring(from, from + 2)) {
                case "br", "ce" -> out.append('\n');
                case "sp" -> out.append("\n".repeat(amount(argument)));
                case "sk" -> out.append(" ".repeat(amount(argument)));
                case "in", "ti", "fi", "nf" -> remarks.add(Remark.HIGHLIGHT);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private int amount(String argument) {
            int number = 0;
            for (int i = 0; i < argument.length() && number <= Limits.BLANKS; i++) {
                int digit = Character.digit(argument.charAt(i), 10);
                if (digit >= 0) {
                    number = number * 10 + digit;
                }
            }
            return Math.max(1, Math.min(number, Limits.BLANKS));
        }

        /** HL7 v2.9, ch. 2.7.2: ISO 2022 designations written as text; the Japanese sets are the ones in use. */
        private boolean characterSet(int from, int to) {
            if (!isHexadecimal(from, to) || to - from > 6 || to - from < 4) {
                return false;
            }
            String designation = raw.substring(from, to).toUpperCase(Locale.ROOT);
            switch (designation) {
                case "2842", "284A" -> shifted = null;
                case "2442", "2440", "242844" -> shifted = CharacterSets.ISO_2022;
                default -> remarks.add(Remark.CHARACTER_SET);
            }
            return true;
        }

        private String inShiftedSet(String sevenBit, Charset set) {
            String sequence = "\u001b$B" + sevenBit + "\u001b(B";
            return new String(sequence.getBytes(StandardCharsets.ISO_8859_1), set);
        }
    }
}
