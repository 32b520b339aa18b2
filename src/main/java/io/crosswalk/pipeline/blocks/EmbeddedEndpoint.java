package io.crosswalk.pipeline.blocks;

import io.crosswalk.intake.DocumentIntake;
import io.crosswalk.intake.DocumentOptions;
import io.crosswalk.intake.EmbeddedDocuments;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;

/** {@code crosswalk:embedded?channel=...}: hands CDA documents inside of the message to a channel for documents. */
final class EmbeddedEndpoint extends BlockEndpoint {

    private final String channel;
    private final EmbeddedDocuments documents;

    EmbeddedEndpoint(String uri, CrosswalkComponent component, Parameters parameters) {
        super(uri, component);
        this.channel = parameters.requiredName("channel");
        DocumentOptions options = DocumentOptions.of(channel);
        this.documents = new EmbeddedDocuments(options, new DocumentIntake(options, InstantSource.system()));
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            protected void doInit() throws Exception {
                super.doInit();
                engine().broker().ensureInbound(channel);
            }

            @Override
            public void process(Exchange exchange) {
                engine().stages().embedded(StageEndpoint.journey(exchange), documents);
            }
        };
    }
}
