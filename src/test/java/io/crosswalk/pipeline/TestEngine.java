package io.crosswalk.pipeline;

import io.crosswalk.intake.FrameLimits;
import io.crosswalk.intake.MllpFraming;
import io.crosswalk.pipeline.blocks.CrosswalkComponent;
import io.crosswalk.pipeline.settings.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A whole engine with the routes of the house, without a container: real broker, real database, real sockets. */
final class TestEngine implements AutoCloseable {

    final Engine engine;
    final int port;
    private final DefaultCamelContext camel;

    private TestEngine(Engine engine, DefaultCamelContext camel, int port) {
        this.engine = engine;
        this.camel = camel;
        this.port = port;
    }

    /** Retries come quickly, so that tests do. */
    static Map<String, String> settings(Path data) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("crosswalk.data.dir", data.toString());
        settings.put("crosswalk.broker.min-disk-free", "1m");
        settings.put("crosswalk.retry.first", "50ms");
        settings.put("crosswalk.retry.longest", "200ms");
        settings.put("crosswalk.retry.probe", "200ms");
        return settings;
    }

    static TestEngine start(Map<String, String> values) throws Exception {
        return start(values, Path.of("routes/adt-from-his.camel.yaml"));
    }

    static TestEngine start(Map<String, String> values, Path route) throws Exception {
        return start(Engine.open(SettingsReader.read(values), new PipelineEvents() {}, () -> Samples::convert), route);
    }

    /** With the mappings of the settings. */
    static TestEngine startWithMappings(Map<String, String> values, Path route) throws Exception {
        return start(Engine.open(SettingsReader.read(values), new PipelineEvents() {}), route);
    }

    private static TestEngine start(Engine engine, Path route) throws Exception {
        int port = freePort();
        DefaultCamelContext camel = new DefaultCamelContext();
        try {
            Properties ports = new Properties();
            ports.setProperty("crosswalk.channel.adt-from-his.port", Integer.toString(port));
            camel.getPropertiesComponent().setInitialProperties(ports);
            camel.addComponent("crosswalk", new CrosswalkComponent(engine));
            camel.getRegistry().bind("mllp", new MllpFraming(FrameLimits.defaults(), engine.doors()));
            load(camel, route);
            load(camel, Path.of("routes/deliver.camel.yaml"));
            camel.start();
            DeliveryRoutes.add(camel, engine.settings().destinations().keySet());
            return new TestEngine(engine, camel, port);
        } catch (Exception e) {
            camel.stop();
            engine.close();
            throw e;
        }
    }

    private static void load(DefaultCamelContext camel, Path route) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString(route.getFileName().toString(), Files.readString(route)));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        camel.stop();
        engine.close();
    }
}
