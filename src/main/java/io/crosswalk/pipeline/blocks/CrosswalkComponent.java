package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code crosswalk:<block>?...}: resolves the building blocks by their names. */
public final class CrosswalkComponent extends DefaultComponent {

    private final Engine engine;

    public CrosswalkComponent(Engine engine) {
        this.engine = engine;
    }

    public Engine engine() {
        return engine;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        Parameters given = new Parameters(remaining, parameters);
        return switch (remaining) {
            case "receive" -> new ReceiveEndpoint(uri, this, given);
            case "inbound" -> new InboundEndpoint(uri, this, given);
            case "outbound" -> new OutboundEndpoint(uri, this, given);
            case "convert", "validate", "consent", "routing", "deliver" ->
                new StageEndpoint(uri, this, remaining, given);
            default ->
                throw new IllegalArgumentException(
                        "crosswalk:" + remaining + " is no building block; there are " + String.join(", ", blocks()));
        };
    }

    private static List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        for (String name :
                List.of("receive", "inbound", "convert", "validate", "consent", "routing", "outbound", "deliver")) {
            blocks.add("crosswalk:" + name);
        }
        return blocks;
    }
}
