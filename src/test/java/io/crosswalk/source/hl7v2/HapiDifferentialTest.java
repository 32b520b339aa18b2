package io.crosswalk.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import io.crosswalk.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * HAPI HL7v2 is the second reader: every leaf of every message of the corpus must read the same with both, or differ for
 * one of the reasons in {@link Reason}. The table in docs/reference/hl7v2-reading.md counts these differences by reason
 * and field, and is held to what is found: nothing differs that it does not list, and it lists nothing that does not
 * differ.
 */
class HapiDifferentialTest {

    /** Why we read a value differently on purpose. */
    private enum Reason {
        /** HAPI knows the escapes F, S, T, R and E and leaves the others in the text; HL7 v2.9, ch. 2.7 has more. */
        OTHER_ESCAPES,
        /** HAPI cuts a text (ST, TX, FT) at a component separator that the sender forgot to escape. */
        SEPARATOR_IN_TEXT,
        /** HAPI takes the rest of a text with a line end inside for another segment. */
        LINE_END_IN_TEXT,
        /** HAPI drops an escape character that starts no sequence; it may be part of a path or a stray, so we keep it. */
        LONE_ESCAPE,
        /** FHIR allows no control characters, so we drop them. */
        CONTROL_CHARACTER
    }

    private static final Path LISTED = Path.of("docs", "reference", "hl7v2-reading.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([A-Za-z0-9-]+) \\| ([0-9]+) \\|");

    /** HAPI leaves it to its caller that two quote characters ask to delete. */
    private static final String DELETE = "\"\"";

    private final PipeParser parser = new DefaultHapiContext(ValidationContextFactory.noValidation()).getPipeParser();
    private final Map<String, Integer> explained = new TreeMap<>();
    private final List<String> unexplained = new ArrayList<>();
    private int leaves;
    private int messages;

    @Test
    void readsEveryLeafOfTheCorpusAsHapiDoes() throws IOException, HL7Exception {
        for (Path file : Corpus.hl7v2()) {
            for (byte[] message : Batch.split(Files.readAllBytes(file))) {
                compare(file.getFileName().toString(), Hl7v2Reader.read(message, null));
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(messages).isGreaterThan(600);
        assertThat(leaves).isGreaterThan(200_000);
        assertThat(explained)
                .as("the differences that %s lists; %d messages, %d leaves", LISTED, messages, leaves)
                .isEqualTo(listed());
    }

    /** The rows of the table: reason, field, how often. */
    private static Map<String, Integer> listed() throws IOException {
        Map<String, Integer> rows = new TreeMap<>();
        for (String line : Files.readAllLines(LISTED)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1) + ' ' + row.group(2), Integer.valueOf(row.group(3)));
            }
        }
        return rows;
    }

    private void compare(String file, Hl7v2Message ours) throws HL7Exception {
        if (!ours.readable()) {
            unexplained.add(file + ": not readable");
            return;
        }
        messages++;
        List<String> lines = lines(ours);
        if (lines.size() != ours.allSegments().size()) {
            explain(Reason.LINE_END_IN_TEXT, "message");
            return;
        }
        GenericMessage theirs = new GenericMessage.V25(new GenericModelClassFactory());
        theirs.setParser(parser);
        for (int i = 0; i < lines.size(); i++) {
            GenericSegment segment =
                    new GenericSegment(theirs, ours.allSegments().get(i).name());
            parser.parse(segment, lines.get(i), encoding(ours.delimiters()));
            compare(file, ours.allSegments().get(i), segment);
        }
    }

    private static List<String> lines(Hl7v2Message message) {
        List<String> lines = new ArrayList<>();
        String text = message.text();
        for (String line : text.substring(text.indexOf("MSH")).split("[\r\n\u001c]+")) {
            if (!line.isBlank()) {
                lines.add(line.stripLeading());
            }
        }
        return lines;
    }

    private static EncodingCharacters encoding(Delimiters delimiters) {
        return new EncodingCharacters(
                delimiters.field(),
                delimiters.component(),
                delimiters.repetition(),
                delimiters.escape(),
                delimiters.subcomponent());
    }

    private void compare(String file, Hl7v2Segment ours, GenericSegment theirs) throws HL7Exception {
        int last = Math.max(ours.size(), theirs.numFields());
        for (int field = ours.name().equals("MSH") ? 3 : 1; field <= last; field++) {
            Map<String, String> expected = new TreeMap<>();
            for (int repetition = 0; repetition < theirs.getField(field).length; repetition++) {
                addLeaves(theirs.getField(field, repetition), repetition, expected);
            }
            compare(file, ours, field, expected);
        }
    }

    private static void addLeaves(Type type, int repetition, Map<String, String> leaves) {
        Type data = type instanceof Varies varies ? varies.getData() : type;
        int components = data instanceof Composite ? Terser.numComponents(data) : 1;
        for (int component = 1; component <= components; component++) {
            int subcomponents = Math.max(1, Terser.numSubComponents(data, component));
            for (int sub = 1; sub <= subcomponents; sub++) {
                Primitive leaf = Terser.getPrimitive(data, component, sub);
                String value = leaf.getValue();
                if (value != null && !value.isBlank()) {
                    leaves.put(place(repetition + 1, component, sub), value.strip());
                }
            }
        }
    }

    private void compare(String file, Hl7v2Segment ours, int field, Map<String, String> expected) {
        Map<String, String> actual = new TreeMap<>();
        Hl7v2Value[] repetitions = ours.field(field);
        for (int repetition = 0; repetition < repetitions.length; repetition++) {
            addLeaves(repetitions[repetition], repetition + 1, actual);
        }
        leaves += actual.size();
        if (actual.equals(expected)) {
            return;
        }
        Reason reason = reason(ours, field, actual, expected);
        if (reason == null) {
            unexplained.add(file + ' ' + ours.place() + '-' + field + ": " + actual + " and " + expected);
        } else {
            explain(reason, ours.name() + '-' + field);
        }
    }

    private static void addLeaves(Hl7v2Value repetition, int number, Map<String, String> leaves) {
        for (int c = 1; c <= Limits.COMPONENTS; c++) {
            Hl7v2Value component = repetition.component(c);
            for (int s = 1; component != null && s <= Limits.COMPONENTS; s++) {
                Hl7v2Value sub = component.component(s);
                if (sub != null && (sub.valued() || sub.deleted())) {
                    leaves.put(
                            place(number, c, s),
                            sub.deleted() ? DELETE : sub.text().strip());
                }
                if (sub == component) {
                    break;
                }
            }
            if (component == repetition) {
                return;
            }
        }
    }

    private static String place(int repetition, int component, int subcomponent) {
        return String.format(Locale.ROOT, "%03d.%02d.%02d", repetition, component, subcomponent);
    }

    private static @Nullable Reason reason(
            Hl7v2Segment segment, int field, Map<String, String> ours, Map<String, String> theirs) {
        String joined = String.join(" ", theirs.values());
        if (joined.matches("(?s).*\\\\([XHN.ZCMP][^\\\\]*)\\\\.*")) {
            return Reason.OTHER_ESCAPES;
        }
        boolean inText = segment.message().issues().stream()
                .anyMatch(issue -> issue.code().equals("delimiter-in-text")
                        && issue.place().startsWith(segment.place() + '-' + field));
        if (inText && letters(ours).equals(letters(theirs))) {
            return Reason.SEPARATOR_IN_TEXT;
        }
        if (letters(ours).replace("\\", "").equals(letters(theirs))) {
            return Reason.LONE_ESCAPE;
        }
        return joined.matches("(?s).*[\\x00-\\x08\\x0e-\\x1f\\x7f].*") ? Reason.CONTROL_CHARACTER : null;
    }

    /** What is left when separators and blanks around them do not count. */
    private static String letters(Map<String, String> leaves) {
        return String.join("", leaves.values()).replaceAll("[&^ ]", "");
    }

    private void explain(Reason reason, String field) {
        explained.merge(reason.name() + ' ' + field, 1, Integer::sum);
    }
}
