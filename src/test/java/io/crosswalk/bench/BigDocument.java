package io.crosswalk.bench;

import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A summary of the size that hospitals send, put together of the sections of the examples, each time with ids of their own. */
public final class BigDocument {

    private static final Path EXAMPLES = Path.of("mappings/cda/examples");
    private static final Pattern SECTION =
            Pattern.compile("<component>\\s*<section>.*?</section>\\s*</component>", Pattern.DOTALL);
    private static final Pattern ID =
            Pattern.compile("(<id root=\"[^\"]*\" extension=\"[^\"]*|ID=\"[^\"]*|value=\"#[^\"]*)\"");
    private static final String END = "</structuredBody>";

    private BigDocument() {}

    /**
     * Documents alike, of other patients and with other ids.
     *
     * @param bytes how large each is at least
     */
    public static List<ReceivedMessage> received(int bytes, int count) throws IOException {
        List<String> sections = new ArrayList<>();
        String frame = "";
        for (Path file : files()) {
            String text = Files.readString(file);
            Matcher matcher = SECTION.matcher(text);
            while (matcher.find()) {
                sections.add(matcher.group());
            }
            frame = frame.isEmpty() && text.contains(END) ? matcher.replaceAll("") : frame;
        }
        List<ReceivedMessage> documents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            documents.add(received(document(frame, sections, bytes, i)));
        }
        return documents;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(EXAMPLES)) {
            return walk.filter(file -> file.endsWith("message.xml")).sorted().toList();
        }
    }

    private static String document(String frame, List<String> sections, int bytes, int number) {
        StringBuilder body = new StringBuilder(bytes + 20_000);
        for (int i = 0; body.length() + frame.length() < bytes; i++) {
            String own = sections.get(i % sections.size());
            body.append(ID.matcher(own).replaceAll("$1-" + number + '-' + i + '"'))
                    .append('\n');
        }
        String head = ID.matcher(frame).replaceAll("$1-" + number + '"');
        int end = head.indexOf(END);
        return head.substring(0, end) + body + head.substring(end);
    }

    private static ReceivedMessage received(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        MessageKey key = MessageKey.of("documents", "", "", "", "", body);
        return new ReceivedMessage(key, "", "documents", "", Format.CDA, "", "", Instant.EPOCH, body);
    }
}
