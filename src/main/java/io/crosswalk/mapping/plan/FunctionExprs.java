package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.PrimitiveText;
import io.crosswalk.fhir.StableId;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.Issue;
import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import io.crosswalk.terminology.CodingSystems;
import io.crosswalk.terminology.RootedId;
import io.crosswalk.terminology.Units;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions of the language. Pure; a closed list. */
final class FunctionExprs {

    /** Number of arguments, and how they make an expression. */
    record Function(int least, int most, Factory factory) {}

    /** Makes an expression of compiled arguments. */
    interface Factory {
        Expr of(Expr[] arguments);
    }

    private static final int MANY = 99;

    static final Map<String, Function> ALL = Map.ofEntries(
            Map.entry("first", new Function(1, MANY, First::new)),
            Map.entry("join", new Function(2, MANY, a -> new Join(a, false))),
            Map.entry("text", new Function(2, MANY, a -> new Join(a, true))),
            Map.entry("concat", new Function(1, MANY, Concat::new)),
            Map.entry(
                    "system",
                    new Function(
                            1, 2, a -> a.length == 1 ? new Mapped(a[0], CodingSystems::system) : new SystemOfCode(a))),
            Map.entry("systemName", new Function(2, 2, SystemName::new)),
            Map.entry("identifierSystem", new Function(1, 3, IdentifierSystem::new)),
            Map.entry("unit", new Function(1, 1, a -> new Mapped(a[0], Units::ucum))),
            Map.entry("date", new Function(1, 1, a -> new Time(a[0], "date"))),
            Map.entry("dateTime", new Function(1, 1, a -> new Time(a[0], "dateTime"))),
            Map.entry("instant", new Function(1, 1, a -> new Time(a[0], "instant"))),
            Map.entry("plus", new Function(3, 3, a -> new Shift(a, 1))),
            Map.entry("minus", new Function(3, 3, a -> new Shift(a, -1))),
            Map.entry("earlier", new Function(3, 3, Earlier::new)),
            Map.entry("full", new Function(1, 1, InFull::new)),
            Map.entry("earliest", new Function(1, 2, a -> new ByTime(a, false))),
            Map.entry("latest", new Function(1, 2, a -> new ByTime(a, true))),
            Map.entry(SoleExpr.NAME, new Function(2, MANY, SoleExpr::new)),
            Map.entry("unmade", new Function(1, 1, UnmadeExpr::new)),
            Map.entry("minutes", new Function(2, 2, a -> new OfTwo(a, TimeShift::minutes))),
            Map.entry("perDay", new Function(2, 2, a -> new OfTwo(a, TimeShift::perDay))),
            Map.entry("difference", new Function(2, 2, a -> new OfTwo(a, OfTwo::difference))),
            Map.entry("lower", new Function(1, 1, a -> new Mapped(a[0], text -> text.toLowerCase(Locale.ROOT)))),
            Map.entry("upper", new Function(1, 1, a -> new Mapped(a[0], text -> text.toUpperCase(Locale.ROOT)))),
            Map.entry("before", new Function(2, 2, a -> new Around(a, true))),
            Map.entry("after", new Function(2, 2, a -> new Around(a, false))),
            Map.entry("number", new Function(1, 1, a -> new Mapped(a[0], t -> PrimitiveText.of("decimal", t)))),
            Map.entry("portion", new Function(2, 2, Portion::new)),
            Map.entry("uuid", new Function(1, MANY, Uuid::new)),
            Map.entry("messageId", new Function(0, 0, a -> new MessageId())),
            Map.entry("batchId", new Function(0, 0, a -> new InBatch(BatchId::batch))),
            Map.entry("fileId", new Function(0, 0, a -> new InBatch(BatchId::file))),
            Map.entry("message", new Function(0, 0, a -> new Message())),
            Map.entry("position", new Function(0, 0, a -> new Position())),
            Map.entry("occurrence", new Function(1, MANY, Occurrence::new)),
            Map.entry("instance", new Function(2, MANY, Instance::new)),
            Map.entry("siblings", new Function(1, MANY, SiblingsExpr::new)),
            Map.entry("base64", new Function(1, 2, Encoded::new)),
            Map.entry("rootSystem", new Function(2, 2, a -> new Rooted(a, RootedId::system))),
            Map.entry("rootValue", new Function(2, 2, a -> new Rooted(a, RootedId::value))),
            Map.entry("narrative", new Function(1, 1, a -> new Told(a[0], SourceNode::narrative, true))),
            Map.entry("absence", new Function(1, 1, a -> new Told(a[0], SourceNode::absence, false))));

    private FunctionExprs() {}

    /** What arguments need of which any may give the result. */
    private static Need any(Expr[] arguments, int from) {
        Need need = Need.NEVER;
        for (int i = from; i < arguments.length; i++) {
            need = need.or(arguments[i].need());
        }
        return need;
    }

    /** What arguments need that are all wanted; those before the one that is absent are read nevertheless. */
    static Need all(Expr[] arguments) {
        Need need = Need.NEVER;
        for (Expr argument : arguments) {
            if (!(argument instanceof Literal)) {
                need = need.or(argument.need());
            }
        }
        return need == Need.NEVER ? Need.UNKNOWN : need;
    }

    private static boolean areFaithful(Expr[] arguments) {
        for (Expr argument : arguments) {
            if (!argument.isFaithful()) {
                return false;
            }
        }
        return true;
    }

    /** A part of an identifier that is made of a root and an extension, each of which may be absent. */
    private static final class Rooted extends Computed {

        private final Expr[] arguments;
        private final BinaryOperator<@Nullable String> part;

        Rooted(Expr[] arguments, BinaryOperator<@Nullable String> part) {
            this.arguments = arguments;
            this.part = part;
        }

        @Override
        Need need() {
            return any(arguments, 0);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            return part.apply(orEmpty(arguments[0].text(frame)), orEmpty(arguments[1].text(frame)));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /** Something else than its text that a place tells of itself. */
    private static final class Told extends Computed {

        private final Expr place;
        private final Teller teller;
        private final boolean markup;

        /** What is told. */
        interface Teller {
            @Nullable
            String of(SourceNode node);
        }

        Told(Expr place, Teller teller, boolean markup) {
            this.place = place;
            this.teller = teller;
            this.markup = markup;
        }

        @Override
        boolean isMarkup() {
            return markup;
        }

        @Override
        Need need() {
            return place.need();
        }

        @Override
        @Nullable
        String text(Frame frame) {
            SourceNode node = place.node(frame);
            String told = node == null ? null : teller.of(node);
            if (node != null && told != null && frame.reading) {
                node.markRead();
            }
            return told;
        }
    }

    /** A computed text. */
    abstract static class Computed extends Expr {

        @Override
        boolean isPlace() {
            return false;
        }

        @Override
        @Nullable
        SourceNode node(Frame frame) {
            return null;
        }
    }

    /** A quoted text as an argument. */
    static final class Literal extends Computed {

        private final String value;

        Literal(String value) {
            this.value = value;
        }

        @Override
        @Nullable
        String text(Frame frame) {
            return value.isEmpty() ? null : value;
        }

        String value() {
            return value;
        }

        @Override
        boolean isFaithful() {
            return true;
        }
    }

    /** The first valued; a place when all arguments are places, so that a map can take it. */
    private static final class First extends Expr {

        private final Expr[] arguments;
        private final boolean place;

        First(Expr[] arguments) {
            this.arguments = arguments;
            boolean all = true;
            for (Expr argument : arguments) {
                all &= argument.isPlace();
            }
            this.place = all;
        }

        @Override
        boolean isFaithful() {
            return areFaithful(arguments);
        }

        @Override
        Need need() {
            return any(arguments, 0);
        }

        @Override
        boolean isPlace() {
            return place;
        }

        @Override
        String type() {
            return arguments[0].type();
        }

        @Override
        @Nullable
        SourceNode node(Frame frame) {
            for (Expr argument : arguments) {
                SourceNode node = argument.node(frame);
                if (node != null && node.valued()) {
                    return node;
                }
            }
            return null;
        }

        @Override
        @Nullable
        String text(Frame frame) {
            for (Expr argument : arguments) {
                String text = argument.text(frame);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }
    }

    /** Valued arguments with a separator between them; with all repetitions or the first of each. */
    private static final class Join extends Computed {

        private final Expr[] arguments;
        private final boolean all;

        Join(Expr[] arguments, boolean all) {
            this.arguments = arguments;
            this.all = all;
        }

        @Override
        boolean isFaithful() {
            return areFaithful(arguments);
        }

        @Override
        Need need() {
            return any(arguments, 1);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            String separator = arguments[0] instanceof Literal literal ? literal.value() : "";
            StringBuilder joined = new StringBuilder();
            for (int i = 1; i < arguments.length; i++) {
                if (all && arguments[i].isPlace()) {
                    for (SourceNode node : arguments[i].nodes(frame)) {
                        append(joined, separator, read(frame, node));
                    }
                } else {
                    append(joined, separator, arguments[i].text(frame));
                }
            }
            return joined.length() == 0 ? null : joined.toString();
        }

        private static void append(StringBuilder joined, String separator, @Nullable String text) {
            if (text != null) {
                if (joined.length() > 0) {
                    joined.append(separator);
                }
                joined.append(text);
            }
        }
    }

    /** All arguments, or nothing when one is absent. */
    private static final class Concat extends Computed {

        private final Expr[] arguments;

        Concat(Expr[] arguments) {
            this.arguments = arguments;
        }

        @Override
        boolean isFaithful() {
            return areFaithful(arguments);
        }

        @Override
        Need need() {
            return all(arguments);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            StringBuilder text = new StringBuilder();
            for (Expr argument : arguments) {
                String part = argument.text(frame);
                if (part == null) {
                    return null;
                }
                text.append(part);
            }
            return text.toString();
        }
    }

    /** What a text becomes by itself. */
    interface TextFunction {
        @Nullable
        String of(String text);
    }

    /** A function of one text. */
    private static final class Mapped extends Computed {

        private final Expr argument;
        private final TextFunction function;

        Mapped(Expr argument, TextFunction function) {
            this.argument = argument;
            this.function = function;
        }

        @Override
        Need need() {
            return argument.need();
        }

        @Override
        @Nullable
        String text(Frame frame) {
            String text = argument.text(frame);
            return text == null ? null : function.of(text);
        }
    }

    /** Something about a coding system, as a sender names it, and a code that is said to be of it. */
    private abstract static class SystemAndCode extends Computed {

        final Expr system;
        final Expr code;

        SystemAndCode(Expr[] arguments) {
            this.system = arguments[0];
            this.code = arguments[1];
        }

        @Override
        Need need() {
            return system.need();
        }
    }

    /**
     * The URI of a coding system that a code is said to be of; none when the system is known not to have the code, and none
     * without a code: FHIR R4, datatypes.html#Coding: the system defines the meaning of the symbol in the code.
     */
    private static final class SystemOfCode extends SystemAndCode {

        SystemOfCode(Expr[] arguments) {
            super(arguments);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            String value = code.text(frame);
            String name = value == null ? null : system.text(frame);
            if (value == null || name == null) {
                return null;
            }
            String uri = CodingSystems.system(name);
            if (uri == null && frame.reading) {
                frame.run.unknownSystem(name, place(system, frame));
            }
            if (uri == null || CodingSystems.mayHold(uri, value)) {
                return uri;
            }
            if (frame.reading) {
                frame.run.issue(Issue.warning(
                        "code-not-in-system",
                        place(code, frame),
                        "",
                        "the system " + uri + " does not have this code; the code is kept without a system"));
            }
            return null;
        }

        private static String place(Expr expr, Frame frame) {
            SourceNode node = expr.node(frame);
            return (node == null ? frame.node : node).place();
        }
    }

    /** The sender's name of a coding system, where the URI that stands for it says less or there is none, as without a code. */
    private static final class SystemName extends SystemAndCode {

        SystemName(Expr[] arguments) {
            super(arguments);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            String name = system.text(frame);
            if (name == null) {
                return null;
            }
            String value = code.text(frame);
            boolean needed = value == null ? !CodingSystems.isLocal(name) : CodingSystems.saysLess(name, value);
            return needed ? name : null;
        }
    }

    /** The URI of an assigning authority: of an HD, or of its three parts. */
    private static final class IdentifierSystem extends Computed {

        private final Expr[] arguments;

        IdentifierSystem(Expr[] arguments) {
            this.arguments = arguments;
        }

        @Override
        Need need() {
            return any(arguments, 0);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            if (arguments.length > 1) {
                return of(
                        arguments[0].text(frame),
                        arguments[1].text(frame),
                        arguments.length < 3 ? null : arguments[2].text(frame));
            }
            SourceNode hd = arguments[0].node(frame);
            if (hd == null) {
                return of(arguments[0].text(frame), null, null);
            }
            List<SourceNode> parts = hd.children();
            if (parts.isEmpty()) {
                return of(read(frame, hd), null, null);
            }
            return of(part(frame, parts, 1), part(frame, parts, 2), part(frame, parts, 3));
        }

        private static @Nullable String part(Frame frame, List<SourceNode> parts, int position) {
            for (SourceNode part : parts) {
                if (part.ordinal() == position) {
                    return read(frame, part);
                }
            }
            return null;
        }

        private static @Nullable String of(@Nullable String namespace, @Nullable String id, @Nullable String type) {
            return CodingSystems.identifierSystem(text(namespace), text(id), text(type));
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /** A source time in a FHIR form. */
    private static final class Time extends Computed {

        private final Expr argument;
        private final String type;

        Time(Expr argument, String type) {
            this.argument = argument;
            this.type = type;
        }

        @Override
        Need need() {
            return argument.need();
        }

        @Override
        @Nullable
        String text(Frame frame) {
            SourceNode node = argument.node(frame);
            SourceTime time = node == null ? null : node.time();
            if (time == null || read(frame, node) == null) {
                return null;
            }
            return switch (type) {
                case "date" -> time.date();
                case "instant" -> time.instant().orElse(null);
                default -> time.dateTime();
            };
        }
    }

    /** A time moved by an amount of a unit. */
    private static final class Shift extends Computed {

        private final Expr[] arguments;
        private final int sign;

        Shift(Expr[] arguments, int sign) {
            this.arguments = arguments;
            this.sign = sign;
        }

        @Override
        Need need() {
            return all(arguments);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            SourceNode node = moved(frame);
            SourceTime time = node == null ? null : node.time();
            BigDecimal seconds = seconds(frame);
            if (time == null || seconds == null || read(frame, node) == null) {
                return null;
            }
            return TimeShift.of(time, seconds);
        }

        /** The time of the message that is moved, by this call and by those inside it. */
        private @Nullable SourceNode moved(Frame frame) {
            return arguments[0] instanceof Shift inner ? inner.moved(frame) : arguments[0].node(frame);
        }

        private @Nullable BigDecimal seconds(Frame frame) {
            BigDecimal before = arguments[0] instanceof Shift inner ? inner.seconds(frame) : BigDecimal.ZERO;
            BigDecimal own = TimeShift.seconds(arguments[1].text(frame), arguments[2].text(frame));
            if (before == null || own == null) {
                return null;
            }
            return sign < 0 ? before.subtract(own) : before.add(own);
        }
    }

    /** What stands before or after a separator. */
    private static final class Around extends Computed {

        private final Expr[] arguments;
        private final boolean before;

        Around(Expr[] arguments, boolean before) {
            this.arguments = arguments;
            this.before = before;
        }

        @Override
        Need need() {
            return all(arguments);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            String text = arguments[0].text(frame);
            String separator = arguments[1].text(frame);
            int at = text == null || separator == null ? -1 : text.indexOf(separator);
            if (text == null || separator == null || at < 0) {
                return null;
            }
            String part = before ? text.substring(0, at) : text.substring(at + separator.length());
            return part.isEmpty() ? null : part;
        }
    }

    /** A stable UUID of its arguments. */
    private static final class Uuid extends Computed {

        private final Expr[] arguments;

        Uuid(Expr[] arguments) {
            this.arguments = arguments;
        }

        @Override
        Need need() {
            return all(arguments);
        }

        @Override
        @Nullable
        String text(Frame frame) {
            StringBuilder key = new StringBuilder();
            for (Expr argument : arguments) {
                String part = argument.text(frame);
                if (part == null) {
                    return null;
                }
                key.append(part).append(KeyPlan.SEPARATOR);
            }
            return StableId.of("uuid", key.toString());
        }
    }

    /** The id of the message as this house knows it. */
    private static final class MessageId extends Computed {
        @Override
        String text(Frame frame) {
            return frame.run.messageId();
        }
    }

    /** What the message came in; nothing when it came alone. */
    private static final class InBatch extends Computed {

        private final java.util.function.Function<BatchId, String> id;

        InBatch(java.util.function.Function<BatchId, String> id) {
            this.id = id;
        }

        @Override
        @Nullable
        String text(Frame frame) {
            String text = id.apply(frame.run.batch());
            return text.isEmpty() ? null : text;
        }
    }

    /** The whole source message. */
    private static final class Message extends Computed {
        @Override
        String text(Frame frame) {
            return new String(frame.run.body(), StandardCharsets.UTF_8);
        }
    }

    /** The ordinal of the place among those of its name. */
    private static final class Position extends Computed {
        @Override
        String text(Frame frame) {
            return Integer.toString(segment(frame.node).ordinal());
        }
    }

    /** The segment that a place is in: the node whose parent is a group. */
    static SourceNode segment(SourceNode node) {
        SourceNode segment = node;
        SourceNode parent = segment.parent();
        while (parent != null
                && parent.name().indexOf('-') < 0
                && segment.name().indexOf('-') >= 0) {
            segment = parent;
            parent = segment.parent();
        }
        while (segment.name().indexOf('-') >= 0 && segment.parent() != null) {
            SourceNode up = segment.parent();
            if (up == null) {
                break;
            }
            segment = up;
        }
        return segment;
    }

    /** Base64 of a text, or of data that came in an encoding of HL7 table 0299. */
    private static final class Encoded extends Computed {

        private final Expr[] arguments;

        Encoded(Expr[] arguments) {
            this.arguments = arguments;
        }

        @Override
        Need need() {
            return arguments[0].need();
        }

        @Override
        @Nullable
        String text(Frame frame) {
            if (arguments[0] instanceof Message) {
                return Base64.getEncoder().encodeToString(frame.run.body());
            }
            String data = arguments[0].text(frame);
            if (data == null) {
                return null;
            }
            String encoding = arguments.length < 2 ? "A" : arguments[1].text(frame);
            if ("Base64".equalsIgnoreCase(encoding)) {
                return data; // the element takes the blanks out, and tells of what is no base64
            }
            if ("Hex".equalsIgnoreCase(encoding)) {
                byte[] bytes = hex(data);
                return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
            }
            return Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        }

        private static byte @Nullable [] hex(String data) {
            StringBuilder digits = new StringBuilder(data.length());
            for (int i = 0; i < data.length(); i++) {
                char c = data.charAt(i);
                if (Character.digit(c, 16) >= 0) {
                    digits.append(c);
                } else if (c > ' ') {
                    return null;
                }
            }
            if (digits.length() == 0 || digits.length() % 2 != 0) {
                return null;
            }
            byte[] bytes = new byte[digits.length() / 2];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (Character.digit(digits.charAt(2 * i), 16) * 16
                        + Character.digit(digits.charAt(2 * i + 1), 16));
            }
            return bytes;
        }
    }
}
