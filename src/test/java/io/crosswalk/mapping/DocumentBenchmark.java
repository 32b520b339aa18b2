package io.crosswalk.mapping;

import io.crosswalk.bench.BigDocument;
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

/** What the conversion of a clinical document of 155 KB costs, warm. How to run it: docs/performance.md. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DocumentBenchmark {

    private static final int SIZE = 155 * 1024;
    private static final int DOCUMENTS = 20;

    private final Converter converter = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));
    private final List<ReceivedMessage> documents = documents();

    /** Each thread takes its own turn. */
    @State(Scope.Thread)
    public static class Turn {
        private int at;

        int next() {
            at = at + 1 < DOCUMENTS ? at + 1 : 0;
            return at;
        }
    }

    /** A summary with all that the mappings know. */
    @Benchmark
    public Conversion summary(Turn turn) {
        return converter.convert(documents.get(turn.next()));
    }

    private static List<ReceivedMessage> documents() {
        try {
            return BigDocument.received(SIZE, DOCUMENTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
