package io.crosswalk.intake;

import static io.crosswalk.intake.Hl7.bytes;

import io.crosswalk.cli.MllpClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A listener as routes have it: camel-netty with our framing, and a stage that accepts, in the place of the pipeline. */
final class TestListener implements AutoCloseable, FrameListener {

    final int port = freePort();
    final List<FrameIncident> incidents = new CopyOnWriteArrayList<>();
    final List<FrameFault> tolerated = new CopyOnWriteArrayList<>();
    final List<String> received = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    final MllpFraming framing;
    private final CamelContext camel = new DefaultCamelContext();

    TestListener(FrameLimits limits) throws Exception {
        this(limits, TestListener::accept);
    }

    /** @param stage what a route does with a message */
    TestListener(FrameLimits limits, Function<byte[], Object> stage) throws Exception {
        framing = new MllpFraming(limits, this);
        camel.getRegistry().bind("mllp", framing);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("netty:tcp://127.0.0.1:" + port + "?sync=true&decoders=#mllp")
                        .process(exchange -> {
                            byte[] message = exchange.getMessage().getBody(byte[].class);
                            received.add(controlId(message));
                            exchange.getMessage().setBody(stage.apply(message));
                        });
            }
        });
        camel.start();
    }

    static Reply accept(byte[] message) {
        Intake intake = new Intake(ChannelOptions.of("test"), key -> Optional.empty(), InstantSource.system());
        Acceptance acceptance = intake.receive(message, "");
        if (acceptance instanceof Acceptance.Accepted accepted) {
            return accepted.stored();
        }
        return ((Acceptance.Rejected) acceptance).reply();
    }

    private static String controlId(byte[] message) {
        return new String(MshHeader.read(message, 0).raw(10), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    MllpClient client() throws IOException {
        return MllpClient.connect(new InetSocketAddress("127.0.0.1", port), Duration.ofSeconds(10));
    }

    void write(MllpClient client, String stream) throws IOException {
        client.write(bytes(stream));
    }

    Optional<FrameIncident> incident(FrameFault fault) {
        return incidents.stream().filter(incident -> incident.fault() == fault).findFirst();
    }

    @Override
    public void broken(FrameIncident incident) {
        incidents.add(incident);
    }

    @Override
    public void tolerated(String listener, FrameFault fault, int count) {
        tolerated.add(fault);
    }

    @Override
    public void connections(String listener, int now) {
        open.set(now);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
