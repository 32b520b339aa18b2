package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.Dispatch;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** {@code crosswalk:outbound?destination=...}: the Bundles that wait for a destination, each lane in its order. */
final class OutboundEndpoint extends BlockEndpoint {

    private final String destination;

    OutboundEndpoint(String uri, CrosswalkComponent component, Parameters parameters) {
        super(uri, component);
        this.destination = parameters.requiredName("destination");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new QueueConsumer<Dispatch>(this, processor, route -> engine().outbound(destination, route));
    }
}
