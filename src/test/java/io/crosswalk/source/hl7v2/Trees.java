package io.crosswalk.source.hl7v2;

import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages for tests, and short ways to look into them. */
final class Trees {

    static final String MSH = "MSH|^~\\&|HIS|STMARY|LIS|LAB|20261122083000||ADT^A01^ADT_A01|C-1|P|2.5.1\r";

    private Trees() {}

    static Hl7v2Message read(String text) {
        return read(text, StandardCharsets.UTF_8);
    }

    static Hl7v2Message read(String text, Charset charset) {
        return Hl7v2Reader.read(text.getBytes(charset), ZoneId.of("Europe/Berlin"));
    }

    /** A message of the usual MSH and the given segments. */
    static Hl7v2Message withSegments(String... segments) {
        return read(MSH + String.join("\r", segments) + "\r");
    }

    static @Nullable SourceNode node(SourceTree tree, String path) {
        return Hl7v2Schema.standard().compile("", path).first(tree.root());
    }

    static String text(Hl7v2Message message, String path) {
        SourceNode node = node(message.flat(), path);
        return node == null ? "absent" : node.text();
    }

    static SourceNode present(SourceTree tree, String path) {
        return Objects.requireNonNull(node(tree, path), path);
    }

    static List<String> texts(SourceTree tree, String path) {
        return Hl7v2Schema.standard().compile("", path).all(tree.root()).stream()
                .map(SourceNode::text)
                .toList();
    }

    static List<String> codes(List<Issue> issues) {
        return issues.stream().map(Issue::code).toList();
    }
}
