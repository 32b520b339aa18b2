package io.crosswalk.pipeline.blocks;

import io.crosswalk.intake.DocumentOptions;
import io.crosswalk.intake.Receipt;
import io.crosswalk.pipeline.DocumentDoor;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * {@code crosswalk:receive?channel=...&takes=documents}: stores the document, or the documents of the package, durably in
 * the queue of the channel, then answers with the {@link Receipt}. The body is a file (a {@link Path}) or bytes. While the
 * route runs, documents for the channel may come by HTTP too.
 */
final class ReceiveDocumentsEndpoint extends BlockEndpoint {

    private final DocumentOptions options;

    ReceiveDocumentsEndpoint(String uri, CrosswalkComponent component, Parameters parameters) {
        super(uri, component);
        parameters.withoutEffect(
                "the channel takes documents, which are not acknowledged by HL7 v2",
                "ack",
                "senders",
                "processingIds",
                "aeIsFinal");
        this.options = new DocumentOptions(
                parameters.requiredName("channel"),
                parameters.set("types"),
                parameters.bytes("limit", DocumentOptions.usualLimit()));
    }

    @Override
    public Producer createProducer() {
        return new ReceiveDocuments(this);
    }

    private static final class ReceiveDocuments extends DefaultAsyncProducer {

        private final ReceiveDocumentsEndpoint endpoint;
        private final DocumentDoor door;

        ReceiveDocuments(ReceiveDocumentsEndpoint endpoint) {
            super(endpoint);
            this.endpoint = endpoint;
            this.door = endpoint.engine().doors().door(endpoint.options);
        }

        @Override
        protected void doInit() throws Exception {
            super.doInit();
            endpoint.engine().broker().ensureInbound(endpoint.options.channel());
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            endpoint.engine().doors().opened(door);
        }

        @Override
        protected void doStop() throws Exception {
            endpoint.engine().doors().closed(door);
            super.doStop();
        }

        /** The thread that reads files goes on to the next one while the disk works. */
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Consumer<Receipt> told = receipt -> {
                exchange.getMessage().setBody(receipt);
                callback.done(false);
            };
            if (exchange.getIn().getBody() instanceof Path file) {
                door.receive(file, told);
                return false;
            }
            byte[] content = exchange.getIn().getBody(byte[].class);
            if (content == null) {
                exchange.setException(
                        new IllegalArgumentException("crosswalk:receive needs a file or the bytes of a document"));
                callback.done(true);
                return true;
            }
            door.receive(content, told);
            return false;
        }
    }
}
