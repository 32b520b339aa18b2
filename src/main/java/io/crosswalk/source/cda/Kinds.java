package io.crosswalk.source.cda;

import io.crosswalk.source.Nearest;
import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.cda.CdaPath.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the places of a document are: a problem, a result, an author. Mappings name them by patterns over template ids, codes
 * and the way they relate to others, so that a document is understood by what it says and not by one template alone. Immutable,
 * shared by all threads.
 */
public final class Kinds {

    /** The document itself. */
    public static final String DOCUMENT = "ClinicalDocument";

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> once;
    /** By the number of the element's name. */
    private final @Nullable OfElement[] byElement;

    private Kinds(List<String> names, Set<String> once, Map<Integer, OfElement> byElement) {
        this.names = names;
        this.once = once;
        int most = byElement.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        this.byElement = new @Nullable OfElement[most + 1];
        byElement.forEach((name, patterns) -> this.byElement[name] = patterns);
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i + 1);
        }
    }

    /** The patterns for elements of one name: by template, by code, and those that are known by neither. */
    private record OfElement(
            Map<String, List<Pattern>> byTemplate, Map<String, List<Pattern>> byCode, List<Pattern> others) {

        OfElement() {
            this(new HashMap<>(), new HashMap<>(), new ArrayList<>());
        }
    }

    /** One way to be of a kind. A higher rank goes before a lower one; the rank of equals is the order they are written in. */
    private record Pattern(int kind, int rank, Step element, List<Step> parents, List<Step> within) {

        boolean fits(CdaElement candidate) {
            if (!element.fits(candidate)) {
                return false;
            }
            CdaElement parent = candidate.parentElement();
            for (int i = parents.size() - 1; i >= 0; i--) {
                if (parent == null || !parents.get(i).fits(parent)) {
                    return false;
                }
                parent = parent.parentElement();
            }
            for (Step place : within) {
                if (!isWithin(candidate, place)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isWithin(CdaElement candidate, Step place) {
            CdaElement enclosing = candidate.parentElement();
            while (enclosing != null && !place.fits(enclosing)) {
                enclosing = enclosing.parentElement();
            }
            return enclosing != null;
        }
    }

    /** The kind of an element; 0 when it is of none. Those of the elements around it are known already. */
    int of(CdaElement element) {
        int name = element.nameCode();
        OfElement patterns = name < byElement.length ? byElement[name] : null;
        if (patterns == null) {
            return 0;
        }
        Pattern best = null;
        if (!patterns.byTemplate().isEmpty()) {
            for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
                if (child.nameCode() == CdaWords.TEMPLATE_ID) {
                    best = better(best, patterns.byTemplate().get(child.attribute(CdaWords.ROOT)), element);
                }
            }
        }
        CdaElement coded = patterns.byCode().isEmpty() ? null : CdaKey.Code.coded(element);
        if (coded != null) {
            best = better(best, patterns.byCode().get(coded.attribute(CdaWords.CODE)), element);
            for (CdaElement child = coded.firstElement(); child != null; child = child.nextElement()) {
                if (child.nameCode() == CdaWords.TRANSLATION) {
                    best = better(best, patterns.byCode().get(child.attribute(CdaWords.CODE)), element);
                }
            }
        }
        best = better(best, patterns.others(), element);
        return best == null ? 0 : best.kind();
    }

    private static @Nullable Pattern better(
            @Nullable Pattern best, @Nullable List<Pattern> patterns, CdaElement element) {
        Pattern found = best;
        if (patterns != null) {
            for (int i = 0; i < patterns.size(); i++) {
                Pattern pattern = patterns.get(i);
                if ((found == null || pattern.rank() > found.rank()) && pattern.fits(element)) {
                    found = pattern;
                }
            }
        }
        return found;
    }

    /** Names in the order they were written. */
    public List<String> names() {
        return names;
    }

    /** Kinds of the header, of which a document speaks as a whole: what they make is seen from everywhere. */
    public boolean isOnce(String name) {
        return once.contains(name);
    }

    String name(int number) {
        return names.get(number - 1);
    }

    int number(String name) {
        return numbers.getOrDefault(name, 0);
    }

    /** Puts the kinds of all files together. */
    public static final class Builder {

        private static final int OF_OVER = 10_000;
        private static final int OF_TEMPLATE = 1_000;
        private static final int OF_CODE = 100;
        private static final int OF_WITHIN = 10;

        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();

        public Builder() {
            add(DOCUMENT, DOCUMENT);
        }

        /**
         * Adds a kind.
         *
         * @param pattern {@code observation[4.67] within section[47420-5] or observation[...] over OtherKind}
         * @return false when there is one of that name already
         */
        public boolean add(String name, String pattern) {
            if (texts.putIfAbsent(name, pattern) != null) {
                return false;
            }
            numbers.put(name, texts.size());
            return true;
        }

        /**
         * Checks all patterns.
         *
         * @param faults hears the name of a kind and what is wrong with its pattern
         */
        public Kinds build(Faults faults) {
            Map<Integer, OfElement> byElement = new HashMap<>();
            Set<String> once = new HashSet<>();
            texts.forEach((name, text) -> {
                try {
                    if (!name.matches("[A-Z][A-Za-z0-9]*")) {
                        throw new SourcePathException(
                                "the name of a kind is one word that begins with a capital letter");
                    }
                    if (text.startsWith("/") || name.equals(DOCUMENT)) {
                        once.add(name);
                    }
                    for (String pattern : withoutOver(text).split(" or ")) {
                        add(name, pattern.strip(), byElement);
                    }
                } catch (SourcePathException e) {
                    faults.fault(name, String.valueOf(e.getMessage()));
                }
            });
            return new Kinds(List.copyOf(texts.keySet()), once, byElement);
        }

        private static String withoutOver(String text) {
            int over = text.indexOf(" over ");
            return over < 0 ? text : text.substring(0, over);
        }

        private void add(String name, String pattern, Map<Integer, OfElement> byElement) {
            String[] parts = pattern.split(" within ");
            List<Step> steps = new PathReader(parts[0].strip(), this::number, texts.keySet()).pattern();
            Step element = steps.get(steps.size() - 1);
            if (element.name() == 0) {
                throw new SourcePathException("'" + pattern + "': a pattern names an element, as in observation[4.4]");
            }
            List<Step> within = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                within.addAll(new PathReader(parts[i].strip(), this::number, texts.keySet()).pattern());
            }
            List<Step> parents = new ArrayList<>(steps.subList(0, steps.size() - 1));
            if (pattern.startsWith("/")) {
                parents.add(0, new Step(CdaPath.Move.CHILD, CdaNames.of(DOCUMENT), 0, List.of(), 0));
            }
            int rank = depth(name, 0) * OF_OVER
                    + rank(element)
                    + parents.stream().mapToInt(step -> 1 + step.keys().size()).sum()
                    + within.size() * OF_WITHIN;
            Pattern compiled = new Pattern(number(name), rank, element, List.copyOf(parents), List.copyOf(within));
            file(compiled, byElement.computeIfAbsent(element.name(), n -> new OfElement()));
        }

        private int number(String name) {
            return numbers.getOrDefault(name, 0);
        }

        private static int rank(Step element) {
            int rank = 0;
            for (CdaKey key : element.keys()) {
                rank += isOf(key, CdaKey.Template.class) ? OF_TEMPLATE : isOf(key, CdaKey.Code.class) ? OF_CODE : 1;
            }
            return rank;
        }

        private static boolean isOf(CdaKey key, Class<? extends CdaKey> sort) {
            return key instanceof CdaKey.Either either
                    ? either.keys().stream().allMatch(one -> isOf(one, sort))
                    : sort.isInstance(key);
        }

        /** How many kinds it stands over, one above the other. */
        private int depth(String name, int above) {
            String text = texts.get(name);
            if (text == null) {
                return 0;
            }
            int over = text.indexOf(" over ");
            if (over < 0) {
                return 0;
            }
            if (above > texts.size()) {
                throw new SourcePathException("'over' goes round in a circle");
            }
            int deepest = 0;
            for (String other : text.substring(over + 6).strip().split("\\s+")) {
                if (!texts.containsKey(other)) {
                    throw new SourcePathException(
                            "there is no kind '" + other + "'" + Nearest.suggestion(other, texts.keySet()));
                }
                deepest = Math.max(deepest, 1 + depth(other, above + 1));
            }
            return deepest;
        }

        private static void file(Pattern pattern, OfElement to) {
            for (CdaKey key : pattern.element().keys()) {
                if (isOf(key, CdaKey.Template.class)) {
                    each(
                            key,
                            one -> to.byTemplate()
                                    .computeIfAbsent(((CdaKey.Template) one).root(), t -> new ArrayList<>())
                                    .add(pattern));
                    return;
                }
            }
            for (CdaKey key : pattern.element().keys()) {
                if (isOf(key, CdaKey.Code.class)) {
                    each(
                            key,
                            one -> to.byCode()
                                    .computeIfAbsent(((CdaKey.Code) one).code(), t -> new ArrayList<>())
                                    .add(pattern));
                    return;
                }
            }
            to.others().add(pattern);
        }

        private static void each(CdaKey key, java.util.function.Consumer<CdaKey> action) {
            if (key instanceof CdaKey.Either either) {
                either.keys().forEach(one -> each(one, action));
            } else {
                action.accept(key);
            }
        }
    }

    /** Hears what is wrong. */
    public interface Faults {
        void fault(String kind, String reason);
    }
}
