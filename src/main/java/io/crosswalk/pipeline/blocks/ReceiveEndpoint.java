package io.crosswalk.pipeline.blocks;

import io.crosswalk.intake.AckMode;
import io.crosswalk.intake.ChannelOptions;
import io.crosswalk.pipeline.Doors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * {@code crosswalk:receive?channel=...}: stores the body durably in the queue of the channel, then answers with the
 * acknowledgement.
 */
final class ReceiveEndpoint extends BlockEndpoint {

    private final ChannelOptions options;

    ReceiveEndpoint(String uri, CrosswalkComponent component, Parameters parameters) {
        super(uri, component);
        parameters.withoutEffect("a frame of MLLP has limits of its own", "limit");
        ChannelOptions all = ChannelOptions.of(parameters.requiredName("channel"));
        this.options = all.withAck(parameters.choice("ack", AckMode.class, all.ack()))
                .withTypes(parameters.set("types"))
                .withSenders(parameters.set("senders"))
                .withProcessingIds(orAll(parameters, all))
                .withAeIsFinal(Boolean.parseBoolean(parameters.optional("aeIsFinal", "false")));
    }

    private static java.util.Set<String> orAll(Parameters parameters, ChannelOptions all) {
        java.util.Set<String> ids = parameters.set("processingIds");
        return ids.isEmpty() ? all.processingIds() : ids;
    }

    @Override
    public Producer createProducer() {
        return new ReceiveProducer(this);
    }

    private static final class ReceiveProducer extends DefaultAsyncProducer {

        private final ReceiveEndpoint endpoint;
        private final Doors.Door door;

        ReceiveProducer(ReceiveEndpoint endpoint) {
            super(endpoint);
            this.endpoint = endpoint;
            this.door = endpoint.engine().doors().door(endpoint.options);
        }

        @Override
        protected void doInit() throws Exception {
            super.doInit();
            endpoint.engine().broker().ensureInbound(endpoint.options.channel());
        }

        /** The thread of the connection is free while the disk works; the reply comes from the writer's thread. */
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            byte[] frame = exchange.getIn().getBody(byte[].class);
            if (frame == null) {
                exchange.setException(new IllegalArgumentException("crosswalk:receive needs the bytes of a message"));
                callback.done(true);
                return true;
            }
            door.receive(frame, reply -> {
                exchange.getMessage().setBody(reply);
                callback.done(false);
            });
            return false;
        }
    }
}
