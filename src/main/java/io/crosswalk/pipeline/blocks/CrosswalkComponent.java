package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.BuildingBlocks;
import io.crosswalk.pipeline.BuildingBlocks.Takes;
import io.crosswalk.pipeline.Engine;
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
        BuildingBlocks block = BuildingBlocks.named(remaining)
                .orElseThrow(() -> new IllegalArgumentException(
                        "crosswalk:" + remaining + " is no building block; there are " + BuildingBlocks.all()));
        Parameters given = new Parameters(block, parameters);
        return switch (block) {
            case RECEIVE -> receive(uri, given);
            case FOLDER -> new FolderEndpoint(uri, this, given);
            case INBOUND -> new InboundEndpoint(uri, this, given);
            case OUTBOUND -> new OutboundEndpoint(uri, this, given);
            case EMBEDDED -> new EmbeddedEndpoint(uri, this, given);
            case CONVERT, VALIDATE, CONSENT, ROUTING, DELIVER -> new StageEndpoint(uri, this, block, given);
        };
    }

    private Endpoint receive(String uri, Parameters given) {
        return switch (given.choice("takes", Takes.class, Takes.MESSAGES)) {
            case MESSAGES -> new ReceiveEndpoint(uri, this, given);
            case DOCUMENTS -> new ReceiveDocumentsEndpoint(uri, this, given);
        };
    }
}
