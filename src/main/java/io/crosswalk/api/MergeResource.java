package io.crosswalk.api;

import io.crosswalk.pipeline.Engine;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Records that were merged into others, and the way to take a wrong merge back. */
@Path("/api/v1/merges/{type}/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class MergeResource {

    private static final Logger LOG = Logger.getLogger(MergeResource.class);

    private final Engine engine;

    public MergeResource(Engine engine) {
        this.engine = engine;
    }

    /** A retired record and the one that is used instead, each as {@code Type/id}. */
    public record MergeView(String retired, String survivor) {}

    @GET
    public MergeView merge(@PathParam("type") String type, @PathParam("id") String id) throws SQLException {
        engine.merges().refresh();
        String retired = type + "/" + id;
        String survivor = engine.merges().survivorOf(retired);
        if (survivor.equals(retired)) {
            throw new NotFoundException();
        }
        return new MergeView(retired, survivor);
    }

    /** Later messages use the record again. What was moved to the survivor is not brought back. */
    @DELETE
    public void takeBack(@PathParam("type") String type, @PathParam("id") String id) throws SQLException {
        if (!engine.merges().takeBack(type + "/" + id)) {
            throw new NotFoundException();
        }
        LOG.warnf("a merge of a %s was taken back by hand; later messages use the record again", type);
    }
}
