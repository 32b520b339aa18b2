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

    /** Each thread takes its own turn: a counter that threads share would be what is measured. */
    @State(Scope.Thread)
    public static class Turn {
        private int at;

        int next() {
            at = at + 1 < HospitalDay.MESSAGES ? at + 1 : 0;
            return at;
        }
    }

    /** ADT^A01. */
    @Benchmark
    public Conversion admission(Turn turn) {
        return converter.convert(admissions.get(turn.next()));
    }

    /** ORU^R01 with 20 OBX. */
    @Benchmark
    public Conversion results(Turn turn) {
        return converter.convert(results.get(turn.next()));
    }

    private static List<ReceivedMessage> messages(String name) {
        try {
            return HospitalDay.received(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
