package io.crosswalk.mapping;

import io.crosswalk.mapping.expression.SiteCondition;
import io.crosswalk.mapping.expression.SiteCondition.Term;
import io.crosswalk.mapping.plan.OverlayDefinition;
import io.crosswalk.mapping.plan.OverlayDefinition.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the site of a message: one look-up for each set of places by which sites are known, and mostly there is one such set.
 * Immutable.
 */
final class Sites {

    private static final char SEPARATOR = 0;

    private final List<Question> questions;
    private final Map<String, Set<String>> channels;

    /** Places of which all must be looked at together, and the sites by what stands there. */
    private record Question(List<Place> places, Map<String, Site> answers) {}

    /** What of a message says whose it is. */
    interface Header {

        /**
         * @param field of MSH; {@link #CUSTODIAN} in a document
         * @param component of it, from 1
         * @return empty when it is not there
         */
        String at(int field, int component);
    }

    /** The id of who keeps a document, in the place of a field. */
    static final int CUSTODIAN = -1;

    /** A component of MSH, or the custodian; field 0 is the channel. */
    private record Place(String name, int field, int component) {

        static Place of(String name) {
            if (name.equals(SiteCondition.CHANNEL)) {
                return new Place(name, 0, 0);
            }
            if (name.equals(SiteCondition.CUSTODIAN)) {
                return new Place(name, Sites.CUSTODIAN, 1);
            }
            String[] numbers = name.substring(4).split("\\.", -1);
            return new Place(name, Integer.parseInt(numbers[0]), numbers.length > 1 ? Integer.parseInt(numbers[1]) : 1);
        }

        String in(String channel, Header message) {
            return field == 0 ? channel : message.at(field, component);
        }
    }

    private Sites(List<Question> questions, Map<String, Set<String>> channels) {
        this.questions = questions;
        this.channels = channels;
    }

    /** The site of a message; null when it is of none. */
    @Nullable
    Site of(String channel, Header message) {
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            Site site = question.answers().get(key(question.places(), channel, message));
            if (site != null) {
                return site;
            }
        }
        return null;
    }

    /** A channel by which messages of the site come; empty when it is not known by its channel. */
    String channelOf(String site) {
        return channels.getOrDefault(site, Set.of()).stream().findFirst().orElse("");
    }

    /** The channels that the lines of sites name, by site. */
    Map<String, Set<String>> channels() {
        return channels;
    }

    private static String key(List<Place> places, String channel, Header message) {
        if (places.size() == 1) {
            return places.get(0).in(channel, message);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            key.append(places.get(i).in(channel, message)).append(SEPARATOR);
        }
        return key.toString();
    }

    /** Puts the lines of all sites together, and tells which of them can never hold or leave a message to two sites. */
    static final class Builder {

        private final List<Claim> claims = new ArrayList<>();
        private final Map<String, Set<String>> channels = new TreeMap<>();

        /** One combination of values, and the line that claims the messages that have it. */
        private record Claim(Map<String, String> values, Site site, OverlayDefinition overlay, Line line) {

            void fault(String message) {
                overlay.file().fault(line.text(), message);
            }

            /** Whether some message may have the values of both. */
            boolean meets(Claim other) {
                return values.entrySet().stream()
                        .allMatch(entry ->
                                entry.getValue().equals(other.values.getOrDefault(entry.getKey(), entry.getValue())));
            }
        }

        void add(OverlayDefinition overlay, Site site) {
            for (Line line : overlay.lines()) {
                Map<String, List<String>> allowed = allowed(overlay, line);
                if (allowed.values().stream().anyMatch(List::isEmpty)) {
                    overlay.file()
                            .fault(
                                    line.text(),
                                    "this can never hold: no value is left for "
                                            + allowed.entrySet().stream()
                                                    .filter(entry ->
                                                            entry.getValue().isEmpty())
                                                    .map(Map.Entry::getKey)
                                                    .findFirst()
                                                    .orElseThrow());
                    continue;
                }
                List<String> byChannel = allowed.getOrDefault(SiteCondition.CHANNEL, List.of());
                if (!byChannel.isEmpty()) {
                    channels.computeIfAbsent(site.name(), first -> new LinkedHashSet<>())
                            .addAll(byChannel);
                }
                List<Map<String, String>> combinations = new ArrayList<>(List.of(new TreeMap<>()));
                allowed.forEach((place, values) -> multiply(combinations, place, values));
                combinations.forEach(values -> claim(new Claim(values, site, overlay, line)));
            }
        }

        private static Map<String, List<String>> allowed(OverlayDefinition overlay, Line line) {
            Map<String, List<String>> allowed = new LinkedHashMap<>();
            for (Term term : line.condition().terms()) {
                if (term.values().contains("")) {
                    overlay.file()
                            .fault(
                                    line.text(),
                                    term.offset(),
                                    "this can never hold: an absent value equals nothing",
                                    "");
                }
                String place = !term.place().startsWith("MSH") || term.place().indexOf('.') > 0
                        ? term.place()
                        : term.place() + ".1";
                allowed.merge(
                        place,
                        List.copyOf(term.values()),
                        (before, more) -> before.stream().filter(more::contains).toList());
            }
            return allowed;
        }

        private static void multiply(List<Map<String, String>> combinations, String place, List<String> values) {
            List<Map<String, String>> all = new ArrayList<>();
            for (Map<String, String> before : combinations) {
                for (String value : values) {
                    Map<String, String> one = new TreeMap<>(before);
                    one.put(place, value);
                    all.add(one);
                }
            }
            combinations.clear();
            combinations.addAll(all);
        }

        private void claim(Claim claim) {
            for (Claim other : claims) {
                if (!claim.meets(other)) {
                    continue;
                }
                String name = other.site.name();
                if (other.values.equals(claim.values)) {
                    claim.fault("these messages are claimed by '" + name + "' already, in "
                            + other.overlay.file().name() + ":"
                            + other.line.text().line());
                } else if (!name.equals(claim.site.name())
                        && !other.values.keySet().containsAll(claim.values.keySet())
                        && !claim.values.keySet().containsAll(other.values.keySet())) {
                    claim.fault("a message may be of this site and of '" + name + "' ("
                            + other.overlay.file().name() + ":"
                            + other.line.text().line()
                            + "); say more in one of the two");
                }
            }
            claims.add(claim);
        }

        /** Where a message fits several sites, the one that asks for more. */
        Sites build() {
            Map<List<Place>, Map<String, Site>> questions = new LinkedHashMap<>();
            claims.stream()
                    .sorted(Comparator.comparing(claim -> -claim.values.size()))
                    .forEach(claim -> questions
                            .computeIfAbsent(
                                    claim.values.keySet().stream()
                                            .map(Place::of)
                                            .toList(),
                                    p -> new HashMap<>())
                            .put(key(claim.values.values().toArray(String[]::new)), claim.site));
            return new Sites(
                    questions.entrySet().stream()
                            .map(entry -> new Question(entry.getKey(), Map.copyOf(entry.getValue())))
                            .toList(),
                    Collections.unmodifiableMap(channels));
        }

        private static String key(String[] values) {
            return values.length == 1
                    ? values[0]
                    : String.join(String.valueOf(SEPARATOR), Arrays.asList(values)) + SEPARATOR;
        }
    }
}
