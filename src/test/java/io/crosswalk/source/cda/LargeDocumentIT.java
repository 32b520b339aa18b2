package io.crosswalk.source.cda;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.SourceNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of 60 MB are read, with everything in them, by a Java that has 512 MB. */
class LargeDocumentIT {

    private static final int SIZE = 60 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"entries", "scan"})
    void passesWithin512MegabytesOfHeap(String what) throws IOException, InterruptedException {
        Process reading = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeDocumentIT.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
        String said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reading.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("read " + what);
        assertThat(reading.exitValue()).isZero();
    }

    /** Runs in the Java with the small heap. */
    public static void main(String[] arguments) {
        byte[] body = arguments[0].equals("scan") ? scan() : entries();
        CdaDocument document = CdaReader.read(body, Optional.empty());
        if (!document.readable() || !document.issues().isEmpty()) {
            throw new IllegalStateException("not read: " + document.issues());
        }
        long seen = look(document.root());
        System.out.println("read " + arguments[0] + ": " + body.length + " bytes, " + seen + " places, "
                + document.unread().size());
    }

    private static long look(CdaElement element) {
        long seen = element.valued() ? 1 : 0;
        boolean base64 = element.attribute(CdaNames.REPRESENTATION) != null;
        seen += !base64 && !element.text().isEmpty() ? 1 : 0;
        seen += element.time() == null ? 0 : 1;
        seen += !base64 && element.narrative() != null ? 1 : 0;
        for (SourceNode attribute : element.attributeNodes()) {
            seen += attribute.valued() ? 1 : 0;
        }
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            seen += look(child);
        }
        return seen;
    }

    /** A scanned letter. */
    private static byte[] scan() {
        byte[] head = Documents.with("").replace("</ClinicalDocument>", "").getBytes(StandardCharsets.UTF_8);
        byte[] start = Documents.concat(
                head,
                "<component><nonXMLBody><text mediaType=\"application/pdf\" representation=\"B64\">"
                        .getBytes(StandardCharsets.UTF_8));
        byte[] stop = "</text></nonXMLBody></component></ClinicalDocument>".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[SIZE];
        Arrays.fill(body, (byte) 'A');
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(stop, 0, body, SIZE - stop.length, stop.length);
        return body;
    }

    /** Years of measurements of one patient, each with its row of narrative. */
    private static byte[] entries() {
        StringBuilder xml = new StringBuilder(SIZE + 1_000);
        xml.append(Documents.with("").replace("</ClinicalDocument>", ""));
        xml.append("<effectiveTime value=\"20261122083000-0500\"/><component><structuredBody>");
        for (int section = 0; xml.length() < SIZE; section++) {
            xml.append("<component><section><text><table><tbody>");
            for (int row = 0; row < 100; row++) {
                xml.append("<tr ID=\"r%d-%d\"><td>%d</td><td>taken</td></tr>\n".formatted(section, row, row));
            }
            xml.append("</tbody></table></text>");
            for (int row = 0; row < 100; row++) {
                xml.append("<entry><observation classCode=\"OBS\" moodCode=\"EVN\"><id root=\"1.2.3\" extension=\"")
                        .append(section * 100 + row)
                        .append("\"/><code code=\"2093-3\" codeSystem=\"2.16.840.1.113883.6.1\"><originalText>")
                        .append("<reference value=\"#r%d-%d\"/></originalText></code>".formatted(section, row))
                        .append("<effectiveTime value=\"20261122083000\"/><value value=\"5\" unit=\"mg/dL\"/>")
                        .append("</observation></entry>\n");
            }
            xml.append("</section></component>");
        }
        return xml.append("</structuredBody></component></ClinicalDocument>")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
