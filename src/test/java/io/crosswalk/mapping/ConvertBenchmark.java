package io.crosswalk.mapping;

import io.crosswalk.bench.HospitalDay;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    private final List<ReceivedMessage> admissions = messages("adt-a01");
    private final List<ReceivedMessage> results = messages("oru-r01-20-obx");
    private int at;

    /** ADT^A01. */
    @Benchmark
    public Conversion admission() {
        return converter.convert(admissions.get(next()));
    }

    /** ORU^R01 with 20 OBX. */
    @Benchmark
    public Conversion results() {
        return converter.convert(results.get(next()));
    }

    /** Threads may take the same message now and then. */
    private int next() {
        int next = at + 1;
        at = next >= HospitalDay.MESSAGES ? 0 : next;
        return at;
    }

    private static List<ReceivedMessage> messages(String name) {
        try {
            return HospitalDay.received(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
