package io.crosswalk.api;

import io.crosswalk.history.HistoryQuery;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.intake.DocumentFaultException;
import io.crosswalk.intake.DocumentIntake;
import io.crosswalk.intake.DocumentOptions;
import io.crosswalk.intake.DocumentRoot;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.trace.ExplainJson;
import io.crosswalk.message.BatchId;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.Engine;
import io.crosswalk.source.hl7v2.Hl7v2Header;
import io.crosswalk.source.hl7v2.Hl7v2HeaderException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the mappings of now make of a message, and why. Nothing is kept or sent: whoever tries a mapping does not disturb the
 * feeds.
 */
@Path("/api/v1")
public class ConvertResource {

    private static final int UNPROCESSABLE = 422;
    private static final String CHANNEL = "api";

    private final Engine engine;
    private final HistoryQuery history;
    private final Opened opened;
    private final SecurityIdentity who;

    public ConvertResource(Engine engine, Opened opened, SecurityIdentity who) {
        this.engine = engine;
        this.history = engine.query();
        this.opened = opened;
        this.who = who;
    }

    /** One HL7 v2 message or CDA document in, its Bundle out; with {@code explain=true} where each element comes from instead. */
    @POST
    @Path("/convert")
    @Consumes(MediaType.WILDCARD)
    public Response convert(@QueryParam("explain") @DefaultValue("false") boolean explain, byte[] body) {
        ReceivedMessage message;
        try {
            message = received(body);
        } catch (Hl7v2HeaderException | DocumentFaultException e) {
            return fault(Response.Status.BAD_REQUEST.getStatusCode(), String.valueOf(e.getMessage()));
        }
        if (explain) {
            return json(heading(message), engine.explain(message));
        }
        Conversion conversion = engine.convertOnly(message);
        return conversion.failed()
                ? fault(
                        UNPROCESSABLE,
                        conversion.issues().get(conversion.issues().size() - 1).reason())
                : Response.ok(conversion.bundle(), "application/fhir+json").build();
    }

    /** Where each element of a message's Bundle comes from, by the mappings and the merges of now. */
    @GET
    @Path("/messages/{key}/explain")
    @Produces(MediaType.APPLICATION_JSON)
    public Response explain(@PathParam("key") String key) throws SQLException {
        MessageDetail found = history.byKey(key).orElseThrow(() -> new NotFoundException("no message has this key"));
        opened.body(who, found.summary());
        ReceivedMessage message = again(found);
        return json(heading(message), engine.explain(message, found));
    }

    /** A message of the history, as it was received. */
    public static ReceivedMessage again(MessageDetail found) {
        return new ReceivedMessage(
                new MessageKey(found.summary().key()),
                "",
                found.summary().channel(),
                found.summary().sender(),
                Format.valueOf(found.summary().format()),
                found.summary().controlId(),
                found.summary().type(),
                found.summary().receivedAt(),
                found.body());
    }

    /** What stands above its explanation. */
    public static ExplainJson.Heading heading(ReceivedMessage message) {
        return new ExplainJson.Heading(message.key().value(), message.type(), message.controlId());
    }

    private static ReceivedMessage received(byte[] body) throws DocumentFaultException {
        if (DocumentRoot.isClinicalDocument(body)) {
            return new DocumentIntake(DocumentOptions.of(CHANNEL), InstantSource.system()).receive(body, BatchId.NONE);
        }
        Hl7v2Header header = Hl7v2Header.read(body);
        MessageKey key = MessageKey.of(
                CHANNEL, "", header.sendingApplication(), header.sendingFacility(), header.controlId(), body);
        return new ReceivedMessage(
                key, "", CHANNEL, "", Format.HL7V2, header.controlId(), header.type(), Instant.now(), body);
    }

    private static Response json(ExplainJson.Heading heading, TracedConversion explained) {
        return Response.ok(ExplainJson.of(heading, explained), MediaType.APPLICATION_JSON)
                .build();
    }

    private static Response fault(int status, String reason) {
        return Response.status(status)
                .entity(new Fault(reason))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
