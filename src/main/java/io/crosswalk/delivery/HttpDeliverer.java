package io.crosswalk.delivery;

import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.delivery.FhirConnections.Answer;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import io.crosswalk.message.Merge;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Posts each Bundle as a transaction to the base of a FHIR server. */
public final class HttpDeliverer implements Deliverer {

    private final URI base;
    private final URI metadata;
    private final FhirConnections server;
    private final CreateOnly createOnly;
    private final ServerAbilities abilities;

    /** How many resources of each kind are moved at a time after a merge. */
    private static final int PAGE = 100;

    /**
     * @param timeout until the whole answer of the server must be there
     * @param abilities what the server is asked beyond writing resources
     */
    public HttpDeliverer(Destination destination, Duration timeout, ServerAbilities abilities) {
        this.abilities = abilities;
        this.createOnly = new CreateOnly(abilities.patches());
        String address = destination.endpoint().toString();
        this.base = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        this.metadata = URI.create(base + "/metadata");
        this.server = new FhirConnections(timeout);
    }

    @Override
    public DeliveryResult deliver(Delivery delivery) {
        try {
            String requestId = delivery.key().value();
            byte[] created = createOnly.prune(
                    delivery.bundle(), type -> existing(type, "?_elements=id").isPresent());
            Retirement retirement = Retirement.prepare(created, type -> existing(type, ""));
            DeliveryResult result = posted(server.post(base, requestId, retirement.bundle()), retirement);
            if (abilities.merges() == MergePolicy.MOVE) {
                result = moved(result, retirement, requestId);
            }
            return remarked(result, delivery.bundle());
        } catch (AskFailed e) {
            return e.answer();
        } catch (IOException e) {
            return HttpFaults.of(e);
        }
    }

    private DeliveryResult remarked(DeliveryResult result, byte[] bundle) {
        boolean silent =
                result instanceof Delivered delivered && delivered.remark().isEmpty();
        return silent && !abilities.patches() && CreateOnly.asksForPatches(bundle)
                ? new Delivered("the destination takes no patches: what it has already keeps its status")
                : result;
    }

    private static DeliveryResult posted(Answer answer, Retirement retirement) {
        if (answer.status() == 412 && !retirement.merges().isEmpty()) {
            return Failed.of(Fault.CONFLICT, "somebody else has changed the record that is merged");
        }
        return HttpStatus.success(answer.status()) ? TransactionResponse.judge(answer.body()) : HttpFaults.of(answer);
    }

    /** What refers to merged records is moved when the merge itself has been confirmed. */
    private DeliveryResult moved(DeliveryResult confirmed, Retirement retirement, String requestId) throws IOException {
        DeliveryResult result = confirmed;
        for (Merge merge : retirement.merges()) {
            if (result instanceof Delivered) {
                result = new ReferenceMover(bundle -> server.ask(base, requestId, bundle), base.toString(), PAGE)
                        .move(merge);
            }
        }
        return result;
    }

    /** 410: it was deleted; writing it makes it anew. */
    private Optional<byte[]> existing(String typeAndId, String parameters) throws IOException, AskFailed {
        Answer answer = server.get(URI.create(base + "/" + typeAndId + parameters));
        if (answer.status() == 404 || answer.status() == 410) {
            return Optional.empty();
        }
        if (HttpStatus.success(answer.status())) {
            return Optional.of(answer.body());
        }
        throw new AskFailed(HttpFaults.of(answer));
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
