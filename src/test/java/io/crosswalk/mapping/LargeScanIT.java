package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan of 60 MB becomes a Binary in a Java that has 512 MB. */
class LargeScanIT {

    private static final int SIZE = 60 * 1024 * 1024;
    private static final int LINE = 76;

    @ParameterizedTest
    @ValueSource(strings = {"in-one-line", "in-lines"})
    void isConvertedWithin512MegabytesOfHeap(String how) throws IOException, InterruptedException {
        Process converting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeScanIT.class.getName(),
                        how)
                .redirectErrorStream(true)
                .start();
        String said = new String(converting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(converting.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("converted " + how);
        assertThat(converting.exitValue()).isZero();
    }

    /** Runs in the Java with the small heap. */
    public static void main(String[] arguments) {
        byte[] body = scan(arguments[0].equals("in-lines"));
        MessageKey key = MessageKey.of("scans", "", "", "", "", body);
        Conversion made = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))))
                .convert(new ReceivedMessage(key, "scan", "scans", "", Format.CDA, "", "", Instant.EPOCH, body));
        if (made.failed() || count(made.bundle(), (byte) 'B') < digits(body)) {
            throw new IllegalStateException("not converted: " + made.issues());
        }
        System.out.println("converted " + arguments[0] + ": " + body.length + " bytes to " + made.bundle().length);
    }

    private static long digits(byte[] body) {
        return count(body, (byte) 'B');
    }

    private static long count(byte[] bytes, byte wanted) {
        long found = 0;
        for (byte b : bytes) {
            found += b == wanted ? 1 : 0;
        }
        return found;
    }

    private static byte[] scan(boolean inLines) {
        byte[] start = """
                <ClinicalDocument xmlns="urn:hl7-org:v3"><id root="2.999.1" extension="S1"/>\
                <code code="34133-9" codeSystem="2.16.840.1.113883.6.1"/><title>scan</title>\
                <effectiveTime value="20260312101500-0500"/>\
                <recordTarget><patientRole><id root="2.999.2" extension="P1"/></patientRole></recordTarget>\
                <component><nonXMLBody><text mediaType="application/pdf" representation="B64">\
                """.getBytes(StandardCharsets.UTF_8);
        byte[] stop = "</text></nonXMLBody></component></ClinicalDocument>".getBytes(StandardCharsets.UTF_8);
        int room = SIZE - start.length - stop.length;
        byte[] body = new byte[SIZE];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(stop, 0, body, SIZE - stop.length, stop.length);
        int digits = 0;
        int whole = room - room / LINE - 4;
        for (int i = 0; i < room; i++) {
            boolean blank = inLines && i % LINE == LINE - 1 || digits == whole / 4 * 4;
            body[start.length + i] = (byte) (blank ? '\n' : 'B');
            digits += blank ? 0 : 1;
        }
        return body;
    }
}
