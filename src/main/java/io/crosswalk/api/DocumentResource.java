package io.crosswalk.api;

import io.crosswalk.history.RequestKeys;
import io.crosswalk.intake.DocumentFault;
import io.crosswalk.intake.Receipt;
import io.crosswalk.message.MessageKey;
import io.crosswalk.pipeline.DocumentDoor;
import io.crosswalk.pipeline.Doors;
import io.crosswalk.pipeline.Engine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Documents and packages of documents by HTTP: the yes (202) is given when they are on disk, as the acknowledgement of a
 * message is.
 */
@Path("/api/v1/channels/{channel}/documents")
@Produces(MediaType.APPLICATION_JSON)
public class DocumentResource {

    private static final Logger LOG = Logger.getLogger(DocumentResource.class);

    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int UNPROCESSABLE = 422;
    private static final int LATER = 503;

    private static final int LONGEST_REQUEST_KEY = 255;
    private static final int KIB = 1024;
    private static final long PATIENCE_SECONDS = 30;
    private static final String RETRY_AFTER_SECONDS = "5";

    private static final Set<String> PACKAGES =
            Set.of("application/zip", "application/x-zip-compressed", "application/x-zip");

    /** A quarter of the memory for bodies that are on their way in. */
    private static final int ROOM = (int) (Runtime.getRuntime().maxMemory() / 4 / KIB);

    private final Semaphore room = new Semaphore(ROOM);
    private final Doors doors;
    private final RequestKeys requests;
    private final SecurityIdentity who;

    public DocumentResource(Engine engine, SecurityIdentity who) {
        this.doors = engine.doors();
        this.requests = engine.requests();
        this.who = who;
    }

    /**
     * @param requestKey the sender's own name for this request: when it comes again with another content, that is refused
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response post(
            @PathParam("channel") String channel,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @HeaderParam("Idempotency-Key") @DefaultValue("") String requestKey,
            InputStream body)
            throws IOException, InterruptedException {
        Optional<DocumentDoor> door = doors.documents(channel);
        if (door.isEmpty()) {
            return answer(404, DocumentAnswer.of("no channel of this name takes documents now"));
        }
        if (!isTaken(type)) {
            return answer(
                    UNSUPPORTED,
                    DocumentAnswer.of("a document is application/xml, text/xml or another kind of +xml;"
                            + " a package is application/zip"));
        }
        if (requestKey.length() > LONGEST_REQUEST_KEY) {
            return answer(400, DocumentAnswer.of("an Idempotency-Key has 255 characters at most"));
        }
        if (length > door.get().limit()) {
            return answer(
                    TOO_LARGE,
                    DocumentAnswer.of(DocumentFault.tooLarge(door.get().limit())));
        }
        long needed = length < 0 ? door.get().limit() : length;
        int kib = (int) Math.min(ROOM, needed / KIB + 1);
        if (!room.tryAcquire(kib)) {
            return later("too many documents are on their way in at this moment; send the same again");
        }
        try {
            byte[] content = body.readNBytes((int) door.get().limit() + 1);
            return requestKey.isEmpty()
                    ? answer(handIn(door.get(), content))
                    : named(door.get(), requestKey.strip(), content);
        } finally {
            room.release(kib);
        }
    }

    private static boolean isTaken(String type) {
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.endsWith("/xml") || plain.endsWith("+xml") || PACKAGES.contains(plain);
    }

    private Response named(DocumentDoor door, String requestKey, byte[] content) throws InterruptedException {
        // Hashed: what senders make their keys of is not known.
        String name = MessageKey.of(door.channel(), who.getPrincipal().getName(), requestKey, "", "", new byte[0])
                .value();
        String bound = MessageKey.of("", "", "", "", "", content).value();
        try {
            if (!requests.claim(name, bound, Instant.now())) {
                return answer(
                        CONFLICT,
                        DocumentAnswer.of("this Idempotency-Key has come before with another content;"
                                + " give each content a key of its own"));
            }
            Receipt receipt = handIn(door, content);
            if (!receipt.isTaken()) {
                requests.release(name);
            }
            return answer(receipt);
        } catch (SQLException e) {
            LOG.warnf("an Idempotency-Key of channel %s cannot be kept now: %s", door.channel(), e.getSQLState());
            return later("the Idempotency-Key cannot be kept now; send the same again");
        }
    }

    private static Receipt handIn(DocumentDoor door, byte[] content) throws InterruptedException {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        door.receive(content, receipt::complete);
        try {
            return receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Receipt.of(new Receipt.NotStored("it is not known yet whether it is stored"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a receipt is given or not, and never fails", e);
        }
    }

    private static Response answer(Receipt receipt) {
        DocumentAnswer answer = DocumentAnswer.of(receipt);
        if (receipt.isToBeRepeated()) {
            return Response.status(LATER)
                    .header("Retry-After", RETRY_AFTER_SECONDS)
                    .entity(answer)
                    .build();
        }
        if (!receipt.isTaken()) {
            return answer(statusOf(receipt), answer);
        }
        Response.ResponseBuilder yes = Response.accepted(answer);
        if (answer.documents().size() == 1) {
            yes.location(URI.create(answer.documents().get(0).history()));
        }
        return yes.build();
    }

    /** Of a document that came alone, what is wrong with it; of a package, that something in it is. */
    private static int statusOf(Receipt receipt) {
        if (receipt.parts().size() == 1 && receipt.parts().get(0).outcome() instanceof Receipt.Refused refused) {
            return switch (refused.fault().kind()) {
                case UNREADABLE -> 400;
                case UNWANTED -> UNPROCESSABLE;
                case TOO_LARGE -> TOO_LARGE;
            };
        }
        return UNPROCESSABLE;
    }

    private static Response later(String why) {
        return Response.status(LATER)
                .header("Retry-After", RETRY_AFTER_SECONDS)
                .entity(DocumentAnswer.of(why))
                .build();
    }

    private static Response answer(int status, DocumentAnswer answer) {
        return Response.status(status).entity(answer).build();
    }
}
