package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.Engine;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** What all building blocks have in common. */
abstract class BlockEndpoint extends DefaultEndpoint {

    private final Engine engine;

    BlockEndpoint(String uri, CrosswalkComponent component) {
        super(uri, component);
        this.engine = component.engine();
    }

    final Engine engine() {
        return engine;
    }

    /** The stages run on the thread that brings the message: no pool of Camel's in between. */
    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public Producer createProducer() throws Exception {
        throw new UnsupportedOperationException(
                getEndpointUri() + " stands at the beginning of a route (from), not inside");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        throw new UnsupportedOperationException(getEndpointUri() + " stands inside a route (to), not at its beginning");
    }
}
