package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.Corpus;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceClaim;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.message.Format;
import io.crosswalk.source.hl7v2.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether explanations are true. The bytes that an element claims to come from are changed to another value of the same kind;
 * then the elements that claim these bytes change, and no others do. A value that has only decided, or that was computed with
 * or translated, may change an element and need not.
 */
class ExplainMutationTest {

    /** More with {@code -Dexplain.elements=3000}. */
    private static final int ELEMENTS = Integer.getInteger("explain.elements", 200);

    private static final int MESSAGES_EACH = 2;
    private static final long SEED = 20_261_125L;
    private static final Converter CONVERTER = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));

    @Test
    void theClaimedElementsOfTheShippedExamplesChangeAndNoOthers() throws IOException {
        assertThat(failures(Format.HL7V2, examples("mappings/hl7v2/examples", "message.hl7"), ELEMENTS))
                .isEmpty();
    }

    @Test
    void theClaimedElementsOfDocumentsChangeAndNoOthers() throws IOException {
        assertThat(failures(Format.CDA, examples("mappings/cda/examples", "message.xml"), ELEMENTS / 2))
                .isEmpty();
    }

    @Test
    void aValueThatNoElementSaysChangesOnlyElementsAboutWhichItDecides() throws IOException {
        assertThat(silent(Format.HL7V2, examples("mappings/hl7v2/examples", "message.hl7"), ELEMENTS))
                .isEmpty();
    }

    @Test
    void aValueThatNoElementOfADocumentSaysChangesOnlyElementsAboutWhichItDecides() throws IOException {
        assertThat(silent(Format.CDA, examples("mappings/cda/examples", "message.xml"), ELEMENTS / 2))
                .isEmpty();
    }

    /** Each value of some messages in which such a rule or item has had its say, also those that no element says. */
    @ParameterizedTest
    @ValueSource(strings = {"earlier(", "siblings(", " given ", " unless "})
    void whatAnItemOrAFunctionLooksAtIsToldAsWhatDecides(String word) throws IOException {
        Set<String> lines = linesWith(word);
        List<String> failures = new ArrayList<>();
        int messages = 0;
        for (Map.Entry<String, byte[]> each :
                examples("mappings/hl7v2/examples", "message.hl7").entrySet()) {
            Explained before = Explained.of(Format.HL7V2, each.getValue());
            if (messages < MESSAGES_EACH && before.hasRun(lines)) {
                messages++;
                for (SourceValue value : before.traced().values()) {
                    before.mutation(value).stream()
                            .flatMap(mutation -> before.difference(mutation).stream())
                            .forEach(failure -> failures.add(each.getKey() + " " + failure));
                }
            }
        }
        assertThat(messages).isEqualTo(MESSAGES_EACH);
        assertThat(failures).isEmpty();
    }

    private static Set<String> linesWith(String word) throws IOException {
        Set<String> lines = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("mappings/hl7v2"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                List<String> text = Files.readAllLines(file);
                for (int i = 0; i < text.size(); i++) {
                    if (text.get(i).contains(word) && !text.get(i).strip().startsWith("#")) {
                        lines.add(file + ":" + (i + 1));
                        int rule = i; // a rule is known by the line of its element
                        while (text.get(rule).strip().startsWith("- ")) {
                            rule--;
                        }
                        lines.add(file + ":" + (rule + 1));
                    }
                }
            }
        }
        return lines;
    }

    private static Map<String, byte[]> examples(String folder, String name) throws IOException {
        Map<String, byte[]> messages = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file : files.filter(f -> f.endsWith(name)).sorted().toList()) {
                messages.put(Path.of(folder).relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return messages;
    }

    @Test
    void theClaimedElementsOfPublishedMessagesChangeAndNoOthers() throws IOException {
        Map<String, byte[]> messages = new LinkedHashMap<>();
        for (Path file : Corpus.hl7v2()) {
            int part = 0;
            for (byte[] body : Batch.split(Files.readAllBytes(file))) {
                messages.put(Corpus.reference("corpus/hl7v2").relativize(file) + "#" + ++part, body);
            }
        }

        assertThat(failures(Format.HL7V2, messages, ELEMENTS)).isEmpty();
    }

    private static List<String> failures(Format format, Map<String, byte[]> messages, int elements) {
        return failures(format, messages, elements, Explained::mutation);
    }

    private static List<String> silent(Format format, Map<String, byte[]> messages, int elements) {
        return failures(format, messages, elements, Explained::silentMutation);
    }

    private static List<String> failures(
            Format format,
            Map<String, byte[]> messages,
            int elements,
            BiFunction<Explained, Random, Optional<Mutation>> mutations) {
        Random random = new Random(SEED);
        List<String> names = new ArrayList<>(messages.keySet());
        List<String> failures = new ArrayList<>();
        int tried = 0;
        for (int attempt = 0; tried < elements && attempt < elements * 50; attempt++) {
            String name = names.get(random.nextInt(names.size()));
            Explained before = Explained.of(format, Objects.requireNonNull(messages.get(name)));
            for (Mutation mutation : mutations.apply(before, random).stream().toList()) {
                tried++;
                before.difference(mutation).forEach(each -> failures.add(name + " " + each));
            }
        }
        assertThat(tried).as("elements that were tried").isEqualTo(elements);
        return failures;
    }

    /** Other bytes for a value. */
    private record Mutation(SourceValue value, byte[] bytes) {

        byte[] in(byte[] body) {
            ByteArrayOutputStream changed = new ByteArrayOutputStream(body.length);
            changed.write(body, 0, value.start());
            changed.writeBytes(bytes);
            changed.write(body, value.end(), body.length - value.end());
            return changed.toByteArray();
        }
    }

    /** A message with its elements by resource and path. */
    private record Explained(Format format, byte[] body, TracedConversion traced) {

        static Explained of(Format format, byte[] body) {
            return new Explained(format, body, CONVERTER.convertTraced(MappingFixture.received(format, body)));
        }

        boolean hasRun(Set<String> rules) {
            return traced.elements().stream()
                    .anyMatch(element -> rules.contains(element.rule())
                            || element.through().stream().anyMatch(rules::contains));
        }

        /** Another value for one of those that a random element claims to say; empty when there is none to be had. */
        Optional<Mutation> mutation(Random random) {
            List<ElementTrace> plain = traced.elements().stream()
                    .filter(element ->
                            !element.value().isEmpty() && !said(element).isEmpty())
                    .toList();
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            List<SourceClaim> said = said(plain.get(random.nextInt(plain.size())));
            return mutation(
                    traced.values().get(said.get(random.nextInt(said.size())).value()));
        }

        /** Another value for one that no element says; empty when there is none to be had. */
        Optional<Mutation> silentMutation(Random random) {
            List<SourceValue> silent = traced.values().stream()
                    .filter(value -> value.start() >= 0
                            && !value.governs()
                            && value.elements().stream()
                                    .map(traced.elements()::get)
                                    .noneMatch(element -> said(element).stream()
                                            .anyMatch(claim -> claim.place().equals(value.place()))))
                    .toList();
            return silent.isEmpty() ? Optional.empty() : mutation(silent.get(random.nextInt(silent.size())));
        }

        /** Another value for this one; empty when there is none to be had. */
        Optional<Mutation> mutation(SourceValue value) {
            if (value.start() < 0) {
                return Optional.empty();
            }
            String raw = new String(body, value.start(), value.end() - value.start(), StandardCharsets.ISO_8859_1);
            String other = raw.indexOf('\\') >= 0 || raw.indexOf('&') >= 0 ? raw : fresh(raw);
            return other.equals(raw)
                    ? Optional.empty()
                    : Optional.of(new Mutation(value, other.getBytes(StandardCharsets.ISO_8859_1)));
        }

        /** A value that the message does not have yet: two that become equal are another question. */
        private String fresh(String raw) {
            String message = new String(body, StandardCharsets.ISO_8859_1);
            String other = other(raw);
            for (int i = 0; i < 25 && message.contains(other); i++) {
                other = other(other);
            }
            return message.contains(other) ? raw : other;
        }

        private List<SourceClaim> said(ElementTrace element) {
            return element.claims().stream()
                    .filter(claim -> claim.use() == Use.VALUE
                            && claim.value() >= 0
                            && traced.values().get(claim.value()).start() >= 0)
                    .toList();
        }

        List<String> difference(Mutation mutation) {
            SourceValue value = mutation.value();
            Explained after = of(format, mutation.in(body));
            List<String> failures = new ArrayList<>();
            if (value.governs()) {
                return failures;
            }
            Map<String, String> resources = pairs(after);
            Map<String, List<ElementTrace>> now = after.byKind(Map.of());
            byKind(resources).forEach((kind, elements) -> {
                List<ElementTrace> there = new ArrayList<>(now.getOrDefault(kind, List.of()));
                now.remove(kind);
                // A resource that comes or goes is claimed by its id.
                if (resources.containsKey(elements.get(0).resource()) || kind.endsWith(".id")) {
                    compare(elements, there, value.place(), failures);
                }
            });
            now.forEach((kind, elements) -> {
                ElementTrace first = elements.get(0);
                if (resources.containsValue(first.resource())
                        || kind.endsWith(".id") && !isOwed(first.resource(), value.place())) {
                    compare(List.of(), elements, value.place(), failures);
                }
            });
            return failures;
        }

        /** Whether a resource of this name was there before, which the place was a part of: others alone have told it now. */
        private boolean isOwed(String resource, String place) {
            return traced.elements().stream()
                    .anyMatch(element -> element.resource().equals(resource)
                            && element.element().endsWith(".id")
                            && rank(element, place) > 0);
        }

        /** What is not claimed takes its like first; what is then left over has changed. */
        private static void compare(
                List<ElementTrace> before, List<ElementTrace> after, String place, List<String> failures) {
            List<ElementTrace> claimedLast = new ArrayList<>(before);
            claimedLast.sort(Comparator.comparing(element -> rank(element, place)));
            List<ElementTrace> left = new ArrayList<>(after);
            int changed = 0;
            for (ElementTrace element : claimedLast) {
                Optional<ElementTrace> like = left.stream()
                        .filter(each -> each.value().equals(element.value())
                                && (rank(element, place) < 2 || each.through().equals(element.through())))
                        .min(Comparator.comparing(each -> rank(each, place)));
                like.ifPresent(left::remove);
                if (like.isEmpty() && rank(element, place) == 0) {
                    failures.add(place + " changes, unclaimed, " + element);
                }
                changed += like.isEmpty() ? 1 : 0;
                if (like.isPresent() && rank(element, place) == 2 && isSameAt(element, before, after)) {
                    failures.add(place + " is claimed and does not change " + element);
                }
            }
            for (ElementTrace element : left) {
                // What was claimed and has changed is here again as what it has become.
                if (rank(element, place) == 0 && changed-- <= 0) {
                    failures.add(place + " brings, unclaimed, " + element);
                }
            }
        }

        /** Of two that say the same one may have gone, and the other may stand where it stood. */
        private static boolean isSameAt(ElementTrace element, List<ElementTrace> before, List<ElementTrace> after) {
            int index = before.indexOf(element);
            return index < after.size() && after.get(index).value().equals(element.value());
        }

        /** 0 does not owe anything to the place, 1 may change with it, 2 has to change with it. */
        private static int rank(ElementTrace element, String place) {
            return claims(element, place, Set.of(Use.VALUE, Use.IDENTITY, Use.MESSAGE))
                    ? 2
                    : claims(element, place, Set.of(Use.values())) ? 1 : 0;
        }

        private static boolean claims(ElementTrace element, String place, Set<Use> uses) {
            return element.claims().stream()
                    .anyMatch(claim -> uses.contains(claim.use())
                            && (claim.place().equals("message") || claim.place().equals(place)));
        }

        /** Elements that say something, by resource and path; the order in a list is no matter. */
        private Map<String, List<ElementTrace>> byKind(Map<String, String> names) {
            Map<String, List<ElementTrace>> all = new TreeMap<>();
            for (ElementTrace element : traced.elements()) {
                if (!element.value().isEmpty()) {
                    String resource = names.getOrDefault(element.resource(), element.resource());
                    String kind = resource + " " + element.element().replaceAll("\\[\\d+]", "[]");
                    all.computeIfAbsent(kind, k -> new ArrayList<>()).add(element);
                }
            }
            return all;
        }

        /**
         * Which resource of another conversion is which: the one whose id was made of the same places; else the one of the same
         * id; else by their order.
         */
        private Map<String, String> pairs(Explained other) {
            Map<String, String> pairs = new LinkedHashMap<>();
            Map<String, String> mine = new LinkedHashMap<>(origins());
            Map<String, String> theirs = new LinkedHashMap<>(other.origins());
            pair(mine, theirs, pairs, (one, another) -> Objects.equals(mine.get(one), theirs.get(another)));
            pair(mine, theirs, pairs, String::equals);
            pair(mine, theirs, pairs, (one, another) -> type(one).equals(type(another)));
            return pairs;
        }

        private static void pair(
                Map<String, String> mine,
                Map<String, String> theirs,
                Map<String, String> pairs,
                BiPredicate<String, String> alike) {
            for (String one : List.copyOf(mine.keySet())) {
                theirs.keySet().stream()
                        .filter(another -> alike.test(one, another))
                        .findFirst()
                        .ifPresent(another -> {
                            pairs.put(one, another);
                            mine.remove(one);
                            theirs.remove(another);
                        });
            }
        }

        private static String type(String resource) {
            return resource.substring(0, resource.indexOf('/'));
        }

        /** What the id of each resource was made of. */
        private Map<String, String> origins() {
            Map<String, String> origins = new LinkedHashMap<>();
            for (ElementTrace element : traced.elements()) {
                if (element.element().equals(type(element.resource()) + ".id")) {
                    origins.put(element.resource(), element.element() + element.rule() + element.sources());
                }
            }
            return origins;
        }
    }

    /** Another value of the same kind: a date stays a date, a number a number, a name a name. */
    private static String other(String raw) {
        if (raw.matches("(19|20)\\d\\d.*") && raw.length() != 5) {
            int year = Integer.parseInt(raw.substring(0, 4));
            return (year >= 2000 ? year - 4 : year + 4) + raw.substring(4);
        }
        for (int i = raw.length() - 1; i >= 0; i--) {
            char c = raw.charAt(i);
            if (c == '>' && raw.lastIndexOf('<', i) >= 0) {
                i = raw.lastIndexOf('<', i); // a tag of a narrative is no text
                continue;
            }
            if (c >= '0' && c <= '9') {
                return with(raw, i, c == '9' ? '1' : (char) (c + 1));
            }
            if (c >= 'a' && c <= 'z') {
                return with(raw, i, c == 'z' ? 'a' : (char) (c + 1));
            }
            if (c >= 'A' && c <= 'Z') {
                return with(raw, i, c == 'Z' ? 'A' : (char) (c + 1));
            }
        }
        return raw;
    }

    private static String with(String text, int at, char c) {
        return text.substring(0, at) + c + text.substring(at + 1);
    }
}
