package io.crosswalk.terminology;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of a CSV file (RFC 4180: quotes around values with commas, quotes or line ends; doubled quotes inside).
 *
 * @param line the line of the file on which the row starts, from 1
 * @param values the values, at least one; a value that was quoted is as it was between the quotes
 */
public record CsvRow(int line, List<String> values) {

    public CsvRow {
        values = List.copyOf(values);
    }

    /** A value by its position; empty when the row is shorter. */
    public String value(int column) {
        return column < values.size() ? values.get(column) : "";
    }

    /** All rows, empty lines left out. */
    public static List<CsvRow> read(Reader reader) {
        try {
            return new Parser(text(reader)).rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
            text.append(buffer, 0, n);
        }
        return text.isEmpty() || text.charAt(0) != '\ufeff' ? text.toString() : text.substring(1);
    }

    private static final class Parser {

        private final String text;
        private final List<CsvRow> rows = new ArrayList<>();
        private int at;
        private int line = 1;

        Parser(String text) {
            this.text = text;
        }

        List<CsvRow> rows() {
            while (at < text.length()) {
                int start = line;
                List<String> values = row();
                if (values.size() > 1 || !values.get(0).isBlank()) {
                    rows.add(new CsvRow(start, values));
                }
            }
            return rows;
        }

        private List<String> row() {
            List<String> values = new ArrayList<>();
            do {
                values.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            } while (at < text.length() && text.charAt(at++) == ',');
            if (at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
                at++;
            }
            line++;
            return values;
        }

        private String plain() {
            int start = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '\n') {
                    line++;
                }
                if (c != '"') {
                    value.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    value.append(text.charAt(at++));
                } else {
                    break;
                }
            }
            return value.append(plain()).toString();
        }
    }
}
