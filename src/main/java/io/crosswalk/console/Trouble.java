package io.crosswalk.console;

/**
 * Something an operator ought to know, in words.
 *
 * @param level how bad
 * @param title what is wrong
 * @param text since when, what it means for the messages, and what to do
 * @param link a page that shows more; empty when there is none
 */
record Trouble(Level level, String title, String text, String link) {

    /** How bad it is, the worst last. */
    enum Level {
        /** It heals by itself, or waits without harm. */
        WATCH("watch", "Watch"),
        /** Somebody has to decide; the rest flows. */
        ACT("act", "Act"),
        /** Something stands still until somebody acts. */
        STOP("stop", "Stopped");

        private final String style;
        private final String word;

        Level(String style, String word) {
            this.style = style;
            this.word = word;
        }
    }

    public String style() {
        return level.style;
    }

    public String word() {
        return level.word;
    }
}
