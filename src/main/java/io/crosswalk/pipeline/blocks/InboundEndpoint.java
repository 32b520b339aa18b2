package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.Journey;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** {@code crosswalk:inbound?channel=...}: the accepted messages of a channel, in their order. */
final class InboundEndpoint extends BlockEndpoint {

    private final String channel;

    InboundEndpoint(String uri, CrosswalkComponent component, Parameters parameters) {
        super(uri, component);
        this.channel = parameters.requiredName("channel");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new QueueConsumer<Journey>(this, processor, route -> engine().inbound(channel, route));
    }
}
