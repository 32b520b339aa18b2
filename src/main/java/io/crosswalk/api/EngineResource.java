package io.crosswalk.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What the engine is connected to, and how it flows. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class EngineResource {

    private final Overview overview;

    public EngineResource(Overview overview) {
        this.overview = overview;
    }

    @GET
    @Path("/channels")
    public List<ChannelView> channels() {
        return overview.now().channels();
    }

    @GET
    @Path("/destinations")
    public List<DestinationView> destinations() {
        return overview.now().destinations();
    }

    /** All of the above and the broker, taken at one instant. */
    @GET
    @Path("/engine")
    public Snapshot engine() {
        return overview.now();
    }
}
