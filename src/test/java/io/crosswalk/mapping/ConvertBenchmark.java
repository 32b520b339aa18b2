package io.crosswalk.mapping;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one conversion costs, warm, with the mappings that are shipped. How to run it: docs/performance.md. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ConvertBenchmark {

    private final Converter converter = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));
    private final ReceivedMessage admission = message("adt-a01.hl7");
    private final ReceivedMessage results = message("oru-r01-20-obx.hl7");

    /** ADT^A01. */
    @Benchmark
    public Conversion admission() {
        return converter.convert(admission);
    }

    /** ORU^R01 with 20 OBX. */
    @Benchmark
    public Conversion results() {
        return converter.convert(results);
    }

    private static ReceivedMessage message(String name) {
        try (InputStream in = ConvertBenchmark.class.getResourceAsStream("/benchmark/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            byte[] body = in.readAllBytes();
            return new ReceivedMessage(
                    MessageKey.of("benchmark", "", "", "", "", body),
                    "1",
                    "benchmark",
                    "",
                    Format.HL7V2,
                    "1",
                    "ADT^A01",
                    Instant.EPOCH,
                    body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
