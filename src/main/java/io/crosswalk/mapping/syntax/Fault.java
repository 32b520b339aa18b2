package io.crosswalk.mapping.syntax;

/**
 * Something wrong in a mapping file, with the place and the way out.
 *
 * @param file as the loader was told to call it, with forward slashes
 * @param line from 1
 * @param column from 1
 * @param sourceLine the line as it stands in the file; empty when the file has no such line
 * @param message what is wrong, in one clause
 * @param suggestion the nearest right name; empty when nothing comes near
 */
public record Fault(String file, int line, int column, String sourceLine, String message, String suggestion) {

    /** Fault text for people: place and message, the line, a caret below the place. */
    public String format() {
        StringBuilder text = new StringBuilder(file)
                .append(':')
                .append(line)
                .append(':')
                .append(column)
                .append(": ")
                .append(message);
        if (!suggestion.isEmpty()) {
            text.append("; did you mean '").append(suggestion).append("'?");
        }
        if (!sourceLine.isEmpty()) {
            text.append("\n | ").append(sourceLine).append("\n | ");
            for (int i = 0; i < column - 1; i++) {
                text.append(i < sourceLine.length() && sourceLine.charAt(i) == '\t' ? '\t' : ' ');
            }
            text.append('^');
        }
        return text.toString();
    }
}
