package io.crosswalk.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.delivery.FhirConnections.Answer;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands Bundles to a receiver that does not have them written: messages to {@code $process-message} (FHIR R4 section 2.4.5),
 * collections and documents to its {@code Bundle} resources. What the receiver does with them is its own affair.
 */
public final class BundleSender implements Deliverer {

    private final BundleForm form;
    private final URI address;
    private final URI metadata;
    private final FhirConnections server;

    /**
     * @param timeout until the whole answer of the server must be there
     * @param form message, collection or document
     */
    public BundleSender(Destination destination, Duration timeout, BundleForm form) {
        String base = destination.endpoint().toString().replaceAll("/+$", "");
        this.form = form;
        this.address = URI.create(base + (form == BundleForm.MESSAGE ? "/$process-message" : "/Bundle"));
        this.metadata = URI.create(base + "/metadata");
        this.server = new FhirConnections(timeout);
    }

    @Override
    public DeliveryResult deliver(Delivery delivery) {
        byte[] bundle;
        try {
            bundle = form.of(delivery.bundle());
        } catch (IOException e) {
            return Unfit.of(e);
        }
        try {
            Answer answer = server.ask(address, delivery.key().value(), bundle);
            return HttpStatus.success(answer.status()) ? judge(answer.body()) : HttpFaults.of(answer);
        } catch (IOException e) {
            return HttpFaults.of(e);
        }
    }

    /** A receiver may answer a message with a message, whose header says what came of it (MessageHeader.response.code). */
    private static DeliveryResult judge(byte[] body) {
        Optional<ObjectNode> answer = FhirTree.resource(body);
        JsonNode first = answer.map(bundle -> bundle.path("entry").path(0).path("resource"))
                .orElse(MissingNode.getInstance());
        return switch (first.path("response").path("code").asText()) {
            case "transient-error" -> Failed.of(Fault.TRANSIENT, "the receiver cannot take the message now");
            case "fatal-error" -> Failed.of(Fault.MESSAGE, "the receiver does not take the message");
            default -> new Delivered();
        };
    }

    @Override
    public boolean healthy() {
        return server.answers(metadata);
    }

    @Override
    public void close() {
        server.close();
    }
}
