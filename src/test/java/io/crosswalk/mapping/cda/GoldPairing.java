package io.crosswalk.mapping.cda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds for each expected resource the one that was made for it: of the same type, and the most alike. */
final class GoldPairing {

    private record Couple(GoldResource expected, GoldResource actual, int likeness) {}

    private static final Comparator<Couple> MOST_ALIKE_FIRST =
            Comparator.comparingInt(Couple::likeness).reversed();

    private final GoldDocument expected;
    private final GoldDocument actual;

    private GoldPairing(GoldDocument expected, GoldDocument actual) {
        this.expected = expected;
        this.actual = actual;
    }

    static void pair(GoldDocument expected, GoldDocument actual) {
        GoldPairing pairing = new GoldPairing(expected, actual);
        Set<String> types = new TreeSet<>();
        expected.resources().forEach(each -> types.add(each.type()));
        types.forEach(pairing::byWhatTheySay);
        types.forEach(pairing::byWhatTheyLeadTo);
    }

    private void byWhatTheySay(String type) {
        List<GoldResource> left = expected.ofType(type);
        List<GoldResource> right = actual.ofType(type);
        boolean alone = left.size() == 1 && right.size() == 1;
        List<Couple> couples = new ArrayList<>();
        for (GoldResource one : left) {
            for (GoldResource other : right) {
                int likeness = one.resemblance(other);
                if (alone || (likeness > 0 && !areStrangers(one, other))) {
                    couples.add(new Couple(one, other, likeness));
                }
            }
        }
        marry(couples);
    }

    /** A PractitionerRole or a Provenance says little itself: what it leads to tells it from others. */
    private void byWhatTheyLeadTo(String type) {
        List<Couple> couples = new ArrayList<>();
        for (GoldResource one : expected.ofType(type)) {
            for (GoldResource other : actual.ofType(type)) {
                int likeness = sameTargets(one, other);
                if (likeness > 0 && one.partner() == null && other.partner() == null && !areStrangers(one, other)) {
                    couples.add(new Couple(one, other, likeness));
                }
            }
        }
        marry(couples);
    }

    private int sameTargets(GoldResource one, GoldResource other) {
        int same = 0;
        for (GoldResource.Link link : one.links()) {
            GoldResource wanted = expected.target(link, one);
            if (wanted == null || wanted.partner() == null) {
                continue;
            }
            for (GoldResource.Link theirs : other.links()) {
                if (theirs.path().equals(link.path()) && actual.target(theirs, other) == wanted.partner()) {
                    same++;
                    break;
                }
            }
        }
        return same;
    }

    /** Both say who they are, and nothing of it agrees. */
    private static boolean areStrangers(GoldResource one, GoldResource other) {
        Set<GoldLeaf> mine = one.identity();
        Set<GoldLeaf> theirs = other.identity();
        return !mine.isEmpty() && !theirs.isEmpty() && Collections.disjoint(mine, theirs);
    }

    private static void marry(List<Couple> couples) {
        couples.sort(MOST_ALIKE_FIRST);
        for (Couple couple : couples) {
            if (couple.expected().partner() == null && couple.actual().partner() == null) {
                GoldResource.marry(couple.expected(), couple.actual());
            }
        }
    }
}
