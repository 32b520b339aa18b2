package io.crosswalk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crosswalk.history.HistoryQuery;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Refusal;
import io.crosswalk.pipeline.Engine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The history of messages. Lists carry no patient's data; one message's body and Bundle are asked for by themselves. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    /**
     * A page of messages.
     *
     * @param before what to ask for next: {@code before} this id are the older ones; absent at the end
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record MessageList(List<MessageSummary> messages, Optional<Long> before) {}

    private final HistoryQuery history;
    private final Opened opened;
    private final SecurityIdentity who;

    public MessageResource(Engine engine, Opened opened, SecurityIdentity who) {
        this.history = engine.query();
        this.opened = opened;
        this.who = who;
    }

    /** Newest first. {@code q} is a control id as the sender wrote it, or a message key. */
    @GET
    @Path("/messages")
    public MessageList messages(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("channel") @DefaultValue("") String channel,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("before") @DefaultValue("0") long before,
            @QueryParam("limit") @DefaultValue("50") int limit)
            throws SQLException {
        try {
            return list(history, new Search(q, channel, status, before, limit));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(Response.status(400)
                    .entity(new Fault(String.valueOf(e.getMessage())))
                    .build());
        }
    }

    public static MessageList list(HistoryQuery history, Search search) throws SQLException {
        List<MessageSummary> found = search.in(history);
        boolean more = found.size() == search.limit();
        return new MessageList(
                found, more ? Optional.of(found.get(found.size() - 1).id()) : Optional.empty());
    }

    @GET
    @Path("/messages/{key}")
    public MessageView message(@PathParam("key") String key) throws SQLException {
        return MessageView.of(found(key));
    }

    /** The bytes as they came. */
    @GET
    @Path("/messages/{key}/body")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response body(@PathParam("key") String key) throws SQLException {
        MessageDetail message = found(key);
        opened.body(who, message.summary());
        return download(
                message.body(),
                message.summary().key(),
                ending(message.summary().format()));
    }

    /** The Bundle as it goes out. */
    @GET
    @Path("/messages/{key}/bundle")
    @Produces("application/fhir+json")
    public Response bundle(@PathParam("key") String key) throws SQLException {
        MessageDetail message = found(key);
        if (message.bundle().length == 0) {
            throw new NotFoundException("no Bundle was made of this message");
        }
        opened.body(who, message.summary());
        return download(message.bundle(), message.summary().key(), "json");
    }

    /** What was turned away at the doors, newest first. */
    @GET
    @Path("/refusals")
    public List<Refusal> refusals(@QueryParam("limit") @DefaultValue("50") int limit) throws SQLException {
        return history.refusals(Math.max(1, Math.min(limit, 1000)));
    }

    private MessageDetail found(String key) throws SQLException {
        return history.byKey(key).orElseThrow(() -> new NotFoundException("no message has this key"));
    }

    private static Response download(byte[] bytes, String key, String ending) {
        return Response.ok(bytes)
                .header("Content-Disposition", "attachment; filename=\"" + key.substring(0, 12) + "." + ending + "\"")
                .build();
    }

    private static String ending(String format) {
        return switch (format) {
            case "HL7V2" -> "hl7";
            case "CDA" -> "xml";
            default -> "json";
        };
    }
}
