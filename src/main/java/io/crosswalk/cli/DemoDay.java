package io.crosswalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A small day of a hospital: its messages in their order, and what a FHIR server holds when the day is over. Read from
 * the resource folder {@code /demo}, whose README tells where it comes from.
 */
record DemoDay(List<Event> events, List<Expectation> expectations) {

    private static final Pattern BAR = Pattern.compile(" \\| ");

    /**
     * One message and what it tells.
     *
     * @param time of the day, for people
     * @param channel the feed that sends it
     * @param story what happens, in one sentence
     * @param message as it is in its file, each line one segment
     */
    record Event(String time, String channel, String story, byte[] message) {}

    /** How many resources a search finds when the day is over. */
    record Expectation(int count, String search) {}

    DemoDay {
        events = List.copyOf(events);
        expectations = List.copyOf(expectations);
    }

    static DemoDay load() throws IOException {
        List<Event> events = new ArrayList<>();
        for (String[] columns : table("day.txt", 4)) {
            events.add(new Event(columns[0], columns[1], columns[3], read(columns[2])));
        }
        List<Expectation> expectations = new ArrayList<>();
        for (String[] columns : table("expected.txt", 2)) {
            expectations.add(new Expectation(Integer.parseInt(columns[0]), columns[1]));
        }
        return new DemoDay(events, expectations);
    }

    private static List<String[]> table(String name, int columns) throws IOException {
        return new String(read(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> BAR.split(line, columns))
                .toList();
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = DemoDay.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IOException("the resource /demo/" + name + " is missing");
            }
            return in.readAllBytes();
        }
    }
}
