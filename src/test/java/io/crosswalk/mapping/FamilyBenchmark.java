package io.crosswalk.mapping;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a conversion costs in each family of messages: all examples of the family in turn. How to run it: docs/performance.md. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class FamilyBenchmark {

    private static final Path EXAMPLES = Path.of("mappings", "hl7v2", "examples");

    /** What the names of the structures begin with. */
    @Param({
        "ADT", "BAR", "DFT", "MDM", "MFN", "OM", "ORM", "ORU", "OUL", "PPR", "RAS", "RDE", "RDS", "REF", "SIU", "VXU"
    })
    private String family = "";

    private final Converter converter = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));
    private final List<ReceivedMessage> messages = new ArrayList<>();
    private int at;

    @Setup
    public void read() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            for (Path file : files.filter(this::isOfFamily).sorted().toList()) {
                byte[] body = Files.readAllBytes(file);
                MessageKey key = MessageKey.of("benchmark", "", "", "", file.toString(), body);
                messages.add(new ReceivedMessage(key, "", "benchmark", "", Format.HL7V2, "", "", Instant.EPOCH, body));
            }
        }
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("there are no examples of " + family);
        }
    }

    private boolean isOfFamily(Path file) {
        return file.endsWith("message.hl7")
                && EXAMPLES.relativize(file).getName(0).toString().startsWith(family);
    }

    /** One message of the family. */
    @Benchmark
    public Conversion message() {
        at = at + 1 < messages.size() ? at + 1 : 0;
        return converter.convert(messages.get(at));
    }
}
