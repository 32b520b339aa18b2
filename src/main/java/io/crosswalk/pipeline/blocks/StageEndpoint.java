package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.BuildingBlocks;
import io.crosswalk.pipeline.Dispatch;
import io.crosswalk.pipeline.Journey;
import io.crosswalk.pipeline.Stages;
import io.crosswalk.validate.ProfileCheck;
import io.crosswalk.validate.ProfileCheck.Consequence;
import io.crosswalk.validate.ValidateStage.Depth;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;

/** {@code crosswalk:convert}, {@code :validate}, {@code :consent}, {@code :routing} and {@code :deliver}. */
final class StageEndpoint extends BlockEndpoint {

    private interface Block {
        void apply(Exchange exchange) throws Exception;
    }

    private final Block block;

    StageEndpoint(String uri, CrosswalkComponent component, BuildingBlocks stage, Parameters parameters) {
        super(uri, component);
        Depth depth = parameters.choice("against", Depth.class, Depth.NONE);
        Optional<ProfileCheck> profiles = profiles(parameters);
        boolean lossless = parameters.truth("lossless");
        Stages stages = engine().stages();
        this.block = switch (stage) {
            case CONVERT ->
                lossless
                        ? exchange -> stages.convertLossless(journey(exchange))
                        : exchange -> stages.convert(journey(exchange));
            case VALIDATE -> exchange -> stages.validate(journey(exchange), depth, profiles);
            case CONSENT -> exchange -> stages.consent(journey(exchange));
            case ROUTING -> exchange -> stages.route(journey(exchange));
            case DELIVER -> this::deliver;
            case RECEIVE, FOLDER, INBOUND, EMBEDDED, OUTBOUND ->
                throw new IllegalArgumentException("crosswalk:" + stage.blockName() + " is no stage");
        };
    }

    /** The folder is read now: what is wrong with it is told before the first patient, and none waits for it. */
    private static Optional<ProfileCheck> profiles(Parameters parameters) {
        String folder = parameters.optional("profiles", "");
        Consequence consequence = parameters.choice("findings", Consequence.class, Consequence.REPORT);
        return folder.isEmpty() ? Optional.empty() : Optional.of(ProfileCheck.of(Path.of(folder), consequence));
    }

    private void deliver(Exchange exchange) {
        Dispatch dispatch = exchange.getIn().getBody(Dispatch.class);
        if (dispatch == null) {
            throw new IllegalArgumentException("crosswalk:deliver belongs into a route from crosswalk:outbound");
        }
        engine().stages().deliver(dispatch, engine().line(dispatch.delivery().destination()));
    }

    static Journey journey(Exchange exchange) {
        Journey journey = exchange.getIn().getBody(Journey.class);
        if (journey == null) {
            throw new IllegalArgumentException("this block belongs into a route from crosswalk:inbound,"
                    + " and the steps before it must leave the body as it is");
        }
        return journey;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                block.apply(exchange);
            }
        };
    }
}
