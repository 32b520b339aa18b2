package io.crosswalk.mapping.trace;

import io.crosswalk.mapping.TracedConversion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * An explanation as one HTML page that needs nothing else: the message on one side, the Bundle on the other, and what belongs
 * together shown together. Holds a patient's data.
 */
public final class ExplainPage {

    private static final String PAGE = read("explain.html");
    private static final String STYLE = read("explain.css");
    private static final String SCRIPT = read("explain.js");

    /** What the page may do, for a server that says so: its own script and style, and nothing from anywhere. */
    public static final String POLICY = "default-src 'none'; script-src 'sha256-" + hash(SCRIPT)
            + "'; style-src 'sha256-" + hash(STYLE) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private ExplainPage() {}

    /** The page in UTF-8. */
    public static byte[] of(ExplainJson.Heading heading, TracedConversion traced) {
        // In JSON a < stands only inside of strings, where it may be written in another way.
        String data = new String(ExplainJson.of(heading, traced), StandardCharsets.UTF_8).replace("<", "\\u003c");
        ByteArrayOutputStream page = new ByteArrayOutputStream(data.length() + 64 * 1024);
        int at = 0;
        for (int open = PAGE.indexOf("{{"); open >= 0; open = PAGE.indexOf("{{", at)) {
            int close = PAGE.indexOf("}}", open);
            page.writeBytes(PAGE.substring(at, open).getBytes(StandardCharsets.UTF_8));
            String part =
                    switch (PAGE.substring(open + 2, close)) {
                        case "style" -> STYLE;
                        case "script" -> SCRIPT;
                        default -> data;
                    };
            page.writeBytes(part.getBytes(StandardCharsets.UTF_8));
            at = close + 2;
        }
        page.writeBytes(PAGE.substring(at).getBytes(StandardCharsets.UTF_8));
        return page.toByteArray();
    }

    private static String read(String name) {
        try (InputStream in = ExplainPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the page's " + name + " is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
