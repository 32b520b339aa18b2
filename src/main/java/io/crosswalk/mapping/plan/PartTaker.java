package io.crosswalk.mapping.plan;

import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.expression.Rule.Name;
import io.crosswalk.mapping.plan.PartDefinition.Take;
import io.crosswalk.mapping.plan.Section.Item;
import io.crosswalk.source.GroupTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the content of parts into the message structures that take them. What a part has and a structure has no place for
 * is left out; what no structure has a place for is a fault.
 */
final class PartTaker {

    private final Map<String, PartDefinition> parts;
    /** Sections of parts that some structure has a place for. By identity: two sections may read the same. */
    private final Set<Section> used = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<PartDefinition> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<String> open = new ArrayDeque<>();
    /** A line of {@code take:} is wrong: what it meant to take is not unused. */
    private boolean faulty;

    private PartTaker(Map<String, PartDefinition> parts) {
        this.parts = parts;
    }

    static void take(Definitions definitions) {
        PartTaker taker = new PartTaker(definitions.parts);
        definitions.messages.replaceAll((name, message) -> taker.whole(message));
        if (!definitions.incomplete && !taker.faulty) {
            taker.tellUnused();
        }
    }

    private MessageDefinition whole(MessageDefinition message) {
        Places places = new Places(message.groups());
        return message.takes().isEmpty()
                ? message
                : message.making(joined(taken(message.takes(), "", places), message.sections()));
    }

    /** What the lines of one {@code take:} bring, in their order. */
    private List<Section> taken(List<Take> takes, String group, Places places) {
        List<Section> all = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (Take take : takes) {
            String at = group(take, group, places);
            Leaving leaving = new Leaving(take);
            for (Name name : take.item().parts()) {
                PartDefinition part = part(take, name);
                if (part == null || at == null) {
                    continue;
                }
                if (!before.add(name.text() + " " + at)) {
                    take.fault(name.offset(), "part '" + name.text() + "' is taken here already", "");
                    continue;
                }
                List<Section> sections = sections(part, at, places);
                if (sections.isEmpty()) {
                    take.fault(name.offset(), nothingFits(part, at), "");
                }
                all.addAll(leaving.from(sections));
            }
            leaving.tellUnknown();
        }
        return all;
    }

    private static String nothingFits(PartDefinition part, String group) {
        List<String> keys =
                part.sections().stream().map(section -> section.place().text()).toList();
        return "nothing of part '" + part.name().value() + "' has a place "
                + (group.isEmpty() ? "here" : "in '" + group + "'")
                + (keys.isEmpty() ? "" : "; it is for " + String.join(", ", keys));
    }

    private @Nullable String group(Take take, String outer, Places places) {
        Name in = take.item().in();
        if (in == null) {
            return outer;
        }
        String name = in.text().substring(in.text().lastIndexOf('.') + 1);
        if (places.isGroup(name) && places.isWithin(name, outer)) {
            return name;
        }
        faulty = true;
        take.fault(
                in.offset(),
                "'groups:' has no group '" + in.text() + "'" + (outer.isEmpty() ? "" : " in '" + outer + "'"),
                Nearest.of(name, places.groups()));
        return null;
    }

    private @Nullable PartDefinition part(Take take, Name name) {
        PartDefinition part = parts.get(name.text());
        if (part == null) {
            faulty = true;
            take.fault(
                    name.offset(), "there is no part '" + name.text() + "'", Nearest.of(name.text(), parts.keySet()));
        } else if (open.contains(name.text())) {
            take.fault(name.offset(), "part '" + name.text() + "' takes itself", "");
            return null;
        }
        return part;
    }

    private List<Section> sections(PartDefinition part, String group, Places places) {
        taken.add(part);
        open.push(part.name().value());
        List<Section> inner = taken(part.takes(), group, places);
        open.pop();
        List<Section> own = new ArrayList<>();
        for (Section section : part.sections()) {
            Section there = section.group().isEmpty() ? section.inGroup(group) : section;
            if (places.has(there.where()) && places.isWithin(there.group(), group)) {
                used.add(section);
                own.add(there);
            }
        }
        return joined(inner, own);
    }

    /**
     * Own sections behind those that are taken. Own items for a product that is made at the same place already stand in the
     * place of what was taken, so that what follows them still does.
     */
    static List<Section> joined(List<Section> taken, List<Section> own) {
        List<Section> all = new ArrayList<>(taken);
        for (Section section : own) {
            List<Item> left = new ArrayList<>(section.items());
            for (String product : products(section)) {
                List<Item> others = section.items().stream()
                        .filter(item -> item.product().equals(product))
                        .toList();
                if (replace(all.subList(0, taken.size()), section, product, others)) {
                    left.removeAll(others);
                }
            }
            if (!left.isEmpty() || section.items().isEmpty()) {
                all.add(section.making(left));
            }
        }
        return all;
    }

    private static Set<String> products(Section section) {
        Set<String> products = new LinkedHashSet<>();
        section.items().forEach(item -> products.add(item.product()));
        products.remove("");
        return products;
    }

    private static boolean replace(List<Section> taken, Section own, String product, List<Item> others) {
        boolean replaced = false;
        for (int i = 0; i < taken.size(); i++) {
            Section section = taken.get(i);
            if (!section.isAt(own)) {
                continue;
            }
            List<Item> items = new ArrayList<>();
            for (Item item : section.items()) {
                if (!item.product().equals(product)) {
                    items.add(item);
                } else if (!replaced) {
                    items.addAll(others);
                    replaced = true;
                }
            }
            taken.set(i, section.making(items));
        }
        return replaced;
    }

    private void tellUnused() {
        for (PartDefinition part : parts.values()) {
            if (!taken.contains(part)) {
                part.file()
                        .fault(
                                part.name(),
                                "no structure takes part '" + part.name().value() + "'");
                continue;
            }
            for (Section section : part.sections()) {
                if (!used.contains(section)) {
                    section.fault(
                            "no structure that takes part '" + part.name().value() + "' has a place '"
                                    + section.place().text() + "'",
                            "");
                }
            }
        }
    }

    /** What a line leaves out of its parts, and whether they have it. */
    private static final class Leaving {

        private final Take take;
        private final Set<String> left = new HashSet<>();
        private final Set<String> known = new TreeSet<>();

        Leaving(Take take) {
            this.take = take;
        }

        List<Section> from(List<Section> sections) {
            List<Section> rest = new ArrayList<>();
            for (Section section : sections) {
                known.add(section.place().text());
                known.addAll(products(section));
                if (isLeft(section.place().text())) {
                    continue;
                }
                List<Item> items = section.items().stream()
                        .filter(item -> item.product().isEmpty() || !isLeft(item.product()))
                        .toList();
                if (!items.isEmpty()) {
                    rest.add(section.making(items));
                }
            }
            return rest;
        }

        private boolean isLeft(String name) {
            boolean isLeft = take.item().without().stream()
                    .anyMatch(without -> without.text().equals(name));
            if (isLeft) {
                left.add(name);
            }
            return isLeft;
        }

        void tellUnknown() {
            for (Name without : take.item().without()) {
                if (!left.contains(without.text()) && !known.isEmpty()) {
                    take.fault(
                            without.offset(),
                            "nothing that is taken here has a key or a product '" + without.text() + "'",
                            Nearest.of(without.text(), known));
                }
            }
        }
    }

    /** Where a structure has segments, and which group is in which. */
    static final class Places {

        private final Set<String> places = new HashSet<>();
        private final Map<String, String> outer = new HashMap<>();

        Places(GroupTable groups) {
            collect("", groups.members());
        }

        private void collect(String group, List<GroupTable.Member> members) {
            for (GroupTable.Member member : members) {
                if (member instanceof GroupTable.Group inner) {
                    outer.put(inner.name(), group);
                    collect(inner.name(), inner.members());
                } else {
                    places.add(group.isEmpty() ? member.name() : group + "." + member.name());
                }
            }
        }

        /** A segment of a site's own stands in no structure: it may be in any group. */
        boolean has(String place) {
            int dot = place.lastIndexOf('.');
            return places.contains(place)
                    || place.startsWith("Z", dot + 1) && (dot < 0 || isGroup(place.substring(0, dot)));
        }

        /** A section for each place that it is meant for: without a group, wherever the segment stands. */
        List<Section> all(Section section) {
            List<Section> all = new ArrayList<>();
            if (!section.group().isEmpty()) {
                return has(section.where()) ? List.of(section) : all;
            }
            if (has(section.where())) {
                all.add(section);
            }
            for (String group : groups()) {
                Section there = section.inGroup(group);
                if (has(there.where())) {
                    all.add(there);
                }
            }
            return all;
        }

        boolean isGroup(String name) {
            return outer.containsKey(name);
        }

        Set<String> groups() {
            return new TreeSet<>(outer.keySet());
        }

        /** Whether a group is another one, or somewhere in it. */
        boolean isWithin(String group, String wanted) {
            String at = group;
            while (!at.equals(wanted)) {
                if (at.isEmpty()) {
                    return false;
                }
                at = outer.getOrDefault(at, "");
            }
            return true;
        }
    }
}
