package io.crosswalk.mapping.cda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How much of what is expected has come out, leaf by leaf. Adds up over pairs. */
final class GoldScore {

    /** @param setAside missing leaves whose expectation is itself wrong */
    record Count(int expected, int found, int setAside) {

        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count other) {
            return new Count(expected + other.expected, found + other.found, setAside + other.setAside);
        }

        int missing() {
            return expected - found - setAside;
        }

        /** In percent of what can rightly be expected. */
        double recall() {
            return expected == setAside ? 100 : 100.0 * found / (expected - setAside);
        }
    }

    private final Map<String, Count> paths = new TreeMap<>();
    private final Map<String, Count> resources = new TreeMap<>();
    private final List<String> moreSaidThanKnown = new ArrayList<>();
    private final List<String> dangling = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /** @param setAside how many missing leaves of a path, {@code Type.path}, do not count */
    static GoldScore of(GoldDocument expected, GoldDocument actual, Map<String, Integer> setAside) {
        GoldScore score = new GoldScore();
        Map<String, Integer> left = new HashMap<>(setAside);
        GoldPairing.pair(expected, actual);
        score.dangling.addAll(actual.dangling());
        for (GoldResource resource : expected.resources()) {
            score.add(resource, expected, actual, left);
        }
        return score;
    }

    void add(String pair, GoldScore other) {
        other.paths.forEach((path, count) -> paths.merge(path, count, Count::plus));
        other.resources.forEach((type, count) -> resources.merge(type, count, Count::plus));
        BiConsumer<List<String>, List<String>> named =
                (mine, theirs) -> theirs.forEach(each -> mine.add(pair + ": " + each));
        named.accept(moreSaidThanKnown, other.moreSaidThanKnown);
        named.accept(dangling, other.dangling);
        named.accept(missing, other.missing);
    }

    Count total() {
        return paths.values().stream().reduce(Count.NONE, Count::plus);
    }

    /** Path, {@code Type.path}, to its leaves. */
    Map<String, Count> paths() {
        return paths;
    }

    /** Type to its resources: those that are expected, and those that have a partner. */
    Map<String, Count> resources() {
        return resources;
    }

    /** Dates that came out more precise than they are known. */
    List<String> moreSaidThanKnown() {
        return moreSaidThanKnown;
    }

    List<String> dangling() {
        return dangling;
    }

    /** Each expected leaf that did not come out. */
    List<String> missing() {
        return missing;
    }

    /** The leaves of each type of resource. */
    Map<String, Count> types() {
        Map<String, Count> types = new TreeMap<>();
        paths.forEach((path, count) -> types.merge(path.substring(0, path.indexOf('.')), count, Count::plus));
        return types;
    }

    @Override
    public String toString() {
        Count total = total();
        return String.format(
                Locale.ROOT,
                "%5.1f %%  %d of %d leaves%s",
                total.recall(),
                total.found(),
                total.expected() - total.setAside(),
                total.setAside() == 0 ? "" : " (" + total.setAside() + " set aside)");
    }

    private void add(GoldResource wanted, GoldDocument expected, GoldDocument actual, Map<String, Integer> setAside) {
        GoldResource got = wanted.partner();
        resources.merge(wanted.type(), new Count(1, got == null ? 0 : 1, 0), Count::plus);
        Map<GoldLeaf, Integer> theirs = got == null ? Map.of() : new HashMap<>(got.leaves());
        for (Map.Entry<GoldLeaf, Integer> each : wanted.leaves().entrySet()) {
            GoldLeaf leaf = each.getKey();
            int found = Math.min(each.getValue(), theirs.getOrDefault(leaf, 0));
            note(wanted.type() + "." + leaf.path(), leaf.value(), each.getValue(), found, setAside);
            if (found < each.getValue() && theirs.keySet().stream().anyMatch(other -> other.isMorePreciseThan(leaf))) {
                moreSaidThanKnown.add(wanted.type() + "." + leaf.path());
            }
        }
        List<GoldResource.Link> links = got == null ? List.of() : new ArrayList<>(got.links());
        for (GoldResource.Link link : wanted.links()) {
            GoldResource target = expected.target(link, wanted);
            boolean found = take(link, target, links, got, actual);
            note(wanted.type() + "." + link.path(), "-> " + link.target(), 1, found ? 1 : 0, setAside);
        }
    }

    private void note(String path, String value, int expected, int found, Map<String, Integer> setAside) {
        int excused = Math.min(expected - found, setAside.getOrDefault(path, 0));
        setAside.merge(path, -excused, Integer::sum);
        paths.merge(path, new Count(expected, found, excused), Count::plus);
        if (found + excused < expected) {
            missing.add(path + " = " + value);
        }
    }

    /** Takes the first link that leads where it should: to the partner of the target, or, where the target is not given, to its type. */
    private static boolean take(
            GoldResource.Link wanted,
            @Nullable GoldResource target,
            List<GoldResource.Link> links,
            @Nullable GoldResource from,
            GoldDocument actual) {
        for (GoldResource.Link link : links) {
            GoldResource reached = from != null && link.path().equals(wanted.path()) ? actual.target(link, from) : null;
            if (reached != null && (target == null ? isOfTypeOf(wanted, reached) : reached.partner() == target)) {
                links.remove(link);
                return true;
            }
        }
        return false;
    }

    /** {@code Patient/x} asks for a Patient; a bare {@code #x} for anything. */
    private static boolean isOfTypeOf(GoldResource.Link wanted, GoldResource reached) {
        int slash = wanted.target().indexOf('/');
        return slash < 0 || wanted.target().substring(0, slash).equals(reached.type());
    }
}
