package io.crosswalk.source.hl7v2;

import io.crosswalk.message.BatchId;
import io.crosswalk.message.Issue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What may be a batch (HL7 v2.9, ch. 2.10.3: FHS, BHS, messages, BTS, FTS), MLLP frames, or just several messages one
 * after the other, taken apart into single messages.
 *
 * <p>It works on bytes because each message may have a character set of its own (MSH-18); the names of segments are ASCII
 * in every set that HL7 v2 allows. Headers and trailers belong to no message. A message that nobody can read is still one
 * message: it stops none of the others.
 */
public final class Batch {

    /**
     * The messages below one BHS.
     *
     * @param header the BHS segment as it came; empty when the messages stand without one
     */
    public record Group(byte[] header, List<Member> members) {

        public Group {
            members = List.copyOf(members);
        }

        public List<byte[]> messages() {
            return members.stream().map(Member::message).toList();
        }

        /** Shows no content. */
        @Override
        public String toString() {
            return "Group[" + members.size() + " messages]";
        }
    }

    /**
     * One message.
     *
     * @param in what it came in
     */
    public record Member(BatchId in, byte[] message) {

        /** Shows no content. */
        @Override
        public String toString() {
            return "Member[" + message.length + " bytes]";
        }
    }

    /** FHS and BHS have their control id in field 11. */
    private static final int CONTROL_ID = 11;

    private static final byte[] NONE = new byte[0];

    private final byte[] bytes;
    private final List<Group> groups = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final List<Member> gathered = new ArrayList<>();
    private byte[] fileHeader = NONE;
    private byte[] groupHeader = NONE;
    private int batches;
    private int start;
    private boolean open;

    private Batch(byte[] bytes) {
        this.bytes = bytes;
        for (int line = RawHeader.firstMeaningful(bytes); line < bytes.length; ) {
            int end = endOfLine(line);
            line(line, end);
            line = nextLine(end);
        }
        if (open) {
            gather(start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length));
        }
        closeGroup();
    }

    /** Takes {@code bytes} apart. Never fails; what holds no message has no groups with messages. */
    public static Batch read(byte[] bytes) {
        return new Batch(bytes);
    }

    /**
     * The messages in order. What is no batch comes back as the one message that it is. Bytes before the first MSH that are
     * no batch headers stay with the first message, so that its reader can report them.
     */
    public static List<byte[]> split(byte[] bytes) {
        List<byte[]> messages = read(bytes).messages();
        return messages.isEmpty() ? List.of(bytes) : messages;
    }

    /** Whether the first thing in {@code bytes} is the header of a batch or of a file of batches. */
    public static boolean startsIn(byte[] bytes) {
        int first = RawHeader.firstMeaningful(bytes);
        return isSegment(bytes, first, "FHS") || isSegment(bytes, first, "BHS");
    }

    /** The FHS segment as it came; empty when there is none. */
    public byte[] fileHeader() {
        return fileHeader.clone();
    }

    /** The batches in order. */
    public List<Group> groups() {
        return List.copyOf(groups);
    }

    /** All messages in order. */
    public List<byte[]> messages() {
        return members().stream().map(Member::message).toList();
    }

    /** All messages in order, each with what it came in. */
    public List<Member> members() {
        return groups.stream().flatMap(group -> group.members().stream()).toList();
    }

    /** Where the counts of the trailers contradict what came: something may be missing. */
    public List<Issue> issues() {
        return List.copyOf(issues);
    }

    private void line(int from, int to) {
        if (isSegment(bytes, from, "MSH")) {
            closeMessage(from);
            open = true;
        } else if (isSegment(bytes, from, "FHS")) {
            closeMessage(from);
            closeGroup();
            fileHeader = segment(from, to);
            start = nextLine(to);
        } else if (isSegment(bytes, from, "BHS")) {
            closeMessage(from);
            closeGroup();
            groupHeader = segment(from, to);
            start = nextLine(to);
        } else if (isTrailer(from, to, "BTS")) {
            closeMessage(from);
            batches++;
            compare("BTS-1", from, to, gathered.size(), "messages");
            closeGroup();
            start = nextLine(to);
        } else if (isTrailer(from, to, "FTS")) {
            closeMessage(from);
            closeGroup();
            compare("FTS-1", from, to, batches, "batches");
            start = nextLine(to);
        }
    }

    private void closeMessage(int end) {
        if (open) {
            gather(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }
        open = false;
    }

    private void gather(byte[] message) {
        gathered.add(new Member(new BatchId(controlId(fileHeader), controlId(groupHeader)), message));
    }

    /** One byte one character, as names are compared everywhere before a character set is known. */
    private static String controlId(byte[] header) {
        if (header.length == 0) {
            return "";
        }
        String text = new String(header, StandardCharsets.ISO_8859_1);
        // The separator is field 1 itself, so the piece behind it is field 2.
        String[] pieces = text.split(Pattern.quote(text.substring(3, 4)), -1);
        return pieces.length < CONTROL_ID ? "" : pieces[CONTROL_ID - 1].strip();
    }

    private void closeGroup() {
        if (!gathered.isEmpty() || groupHeader.length > 0) {
            groups.add(new Group(groupHeader, gathered));
        }
        gathered.clear();
        groupHeader = NONE;
    }

    private void compare(String field, int from, int to, int found, String what) {
        String segment = new String(segment(from, to), StandardCharsets.ISO_8859_1);
        String count = segment.length() > 3 ? segment.substring(4).split("[^0-9]", 2)[0] : "";
        if (!count.isEmpty() && !count.equals(Integer.toString(found))) {
            issues.add(Issue.warning(
                    "batch-count", field, "", field + " counts " + count + " " + what + ", the file holds " + found));
        }
    }

    private byte[] segment(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** A trailer may stand alone, without a separator behind it. */
    private boolean isTrailer(int from, int to, String name) {
        return isSegment(bytes, from, name) || to - from == name.length() && startsWith(bytes, from, name);
    }

    /** The name, a separator and something behind it: the letters alone might begin a line of somebody's text. */
    private static boolean isSegment(byte[] bytes, int at, String name) {
        return startsWith(bytes, at, name)
                && at + name.length() < bytes.length
                && Delimiters.canSeparateFields(bytes[at + name.length()] & 0xff);
    }

    private static boolean startsWith(byte[] bytes, int at, String name) {
        if (bytes.length - at < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[at + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < bytes.length && !isLineEnd(bytes[at])) {
            at++;
        }
        return at;
    }

    private int nextLine(int end) {
        int at = end;
        while (at < bytes.length && isLineEnd(bytes[at])) {
            at++;
        }
        return at;
    }

    /** MLLP's bytes count as line ends. */
    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == '\n' || b == 0x0b || b == 0x1c;
    }
}
