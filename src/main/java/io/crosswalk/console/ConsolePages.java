package io.crosswalk.console;

import io.crosswalk.api.ChannelView;
import io.crosswalk.api.ConvertResource;
import io.crosswalk.api.MessageResource;
import io.crosswalk.api.Opened;
import io.crosswalk.api.Overview;
import io.crosswalk.api.Search;
import io.crosswalk.history.HistoryQuery;
import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Refusal;
import io.crosswalk.mapping.trace.ExplainPage;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.pipeline.Engine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pages. Each is one look at the engine and one template. */
@Path("/console")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class ConsolePages {

    private static final int LATEST = 8;
    private static final int PAGE = 50;
    private static final int REFUSED = 10;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance overview(OverviewPage overview, String user);

        static native TemplateInstance live(OverviewPage overview);

        static native TemplateInstance messages(MessagesPage list, String user);

        static native TemplateInstance message(MessagePage message, String user);

        static native TemplateInstance missing(String text, String user);
    }

    private final Overview overview;
    private final HistoryQuery history;
    private final Engine engine;
    private final Opened opened;
    private final SecurityIdentity who;

    public ConsolePages(Overview overview, Engine engine, Opened opened, SecurityIdentity who) {
        this.overview = overview;
        this.engine = engine;
        this.history = engine.query();
        this.opened = opened;
        this.who = who;
    }

    @GET
    public String overview() {
        return Templates.overview(page(), user()).render();
    }

    /** The part of the first page that changes. */
    @GET
    @Path("/live")
    public String live() {
        return Templates.live(page()).render();
    }

    @GET
    @Path("/messages")
    public Response messages(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("channel") @DefaultValue("") String channel,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("before") @DefaultValue("0") long before)
            throws SQLException {
        Search search;
        try {
            search = new Search(q, channel, status, before, PAGE);
        } catch (IllegalArgumentException e) {
            return missing(400, String.valueOf(e.getMessage()));
        }
        MessageResource.MessageList found = MessageResource.list(history, search);
        if (search.isKey() && !found.messages().isEmpty()) {
            return Response.seeOther(URI.create("/console/messages/" + search.q()))
                    .build();
        }
        MessagesPage page = new MessagesPage(search, found, channels(), refusals(search), Instant.now());
        return Response.ok(Templates.messages(page, user()).render()).build();
    }

    @GET
    @Path("/messages/{key}")
    public Response message(@PathParam("key") String key) throws SQLException {
        Optional<MessageDetail> found = history.byKey(key);
        if (found.isEmpty()) {
            return missing(
                    404, "No message has this key. An acknowledged message shows here as soon as it is processed.");
        }
        opened.body(who, found.get().summary());
        MessagePage page = new MessagePage(found.get(), Instant.now());
        return Response.ok(Templates.message(page, user()).render()).build();
    }

    /** The message and its Bundle side by side, made anew with the mappings and the merges of now. */
    @GET
    @Path("/messages/{key}/explain")
    public Response explain(@PathParam("key") String key) throws SQLException {
        Optional<MessageDetail> found = history.byKey(key);
        if (found.isEmpty()) {
            return missing(404, "No message has this key.");
        }
        opened.body(who, found.get().summary());
        ReceivedMessage message = ConvertResource.again(found.get());
        return Response.ok(ExplainPage.of(ConvertResource.heading(message), engine.explain(message, found.get())))
                .build();
    }

    private OverviewPage page() {
        return OverviewPage.of(overview.now(), latest());
    }

    /** None while the store does not answer, which the page says in its own place. */
    private List<MessageSummary> latest() {
        try {
            return history.list(Filter.newest(LATEST));
        } catch (SQLException e) {
            return List.of();
        }
    }

    private List<String> channels() {
        return overview.now().channels().stream().map(ChannelView::name).toList();
    }

    private List<Refusal> refusals(Search search) throws SQLException {
        return search.q().isEmpty() && search.wanted().isEmpty() && search.before() == 0
                ? history.refusals(REFUSED)
                : List.of();
    }

    private Response missing(int status, String text) {
        return Response.status(status)
                .entity(Templates.missing(text, user()).render())
                .build();
    }

    private String user() {
        return who.getPrincipal().getName();
    }
}
