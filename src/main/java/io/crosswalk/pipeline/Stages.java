package io.crosswalk.pipeline;

import io.crosswalk.consent.ConsentDecision;
import io.crosswalk.consent.ConsentStage;
import io.crosswalk.convert.ConvertStage;
import io.crosswalk.convert.MergedRecords;
import io.crosswalk.delivery.DeliveryResult;
import io.crosswalk.history.Stage;
import io.crosswalk.intake.EmbeddedDocuments;
import io.crosswalk.mapping.ElementOrigins;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Destination;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.message.Status;
import io.crosswalk.routing.Router;
import io.crosswalk.routing.RoutingDecision;
import io.crosswalk.validate.ProfileCheck;
import io.crosswalk.validate.ValidateStage;
import io.crosswalk.validate.ValidateStage.Depth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The stages, applied to a journey and timed. A journey that has ended passes through untouched. Thread safe. */
public final class Stages {

    private final ConvertStage convert;
    private final ConvertStage lossless;
    private final MergedRecords merged;
    private final Function<ReceivedMessage, ElementOrigins> origins;
    private final ValidateStage validate;
    private final ConsentStage consent;
    private final Router router;
    private final PipelineEvents events;

    /**
     * @param lossless as {@code convert}, and keeps what is not mapped
     * @param origins where the elements of a message's Bundle come from; asked when they do not keep to a profile
     */
    Stages(
            ConvertStage convert,
            ConvertStage lossless,
            MergedRecords merged,
            Function<ReceivedMessage, ElementOrigins> origins,
            ValidateStage validate,
            ConsentStage consent,
            Router router,
            PipelineEvents events) {
        this.convert = convert;
        this.lossless = lossless;
        this.merged = merged;
        this.origins = origins;
        this.validate = validate;
        this.consent = consent;
        this.router = router;
        this.events = events;
    }

    /** Finds the documents inside of a message of HL7 v2. They are messages of their own, whatever becomes of this one. */
    public void embedded(Journey journey, EmbeddedDocuments documents) {
        if (!journey.ended() && journey.message().format() == Format.HL7V2) {
            journey.embedded(documents.in(journey.message().body()));
        }
    }

    public void convert(Journey journey) {
        convert(journey, convert);
    }

    /** As {@link #convert(Journey)}; the Bundle holds what is not mapped as well. */
    public void convertLossless(Journey journey) {
        convert(journey, lossless);
    }

    private void convert(Journey journey, ConvertStage with) {
        if (journey.ended()) {
            return;
        }
        long start = System.nanoTime();
        Conversion conversion = merged.keep(with.convert(journey.message()));
        long nanos = System.nanoTime() - start;
        journey.converted(conversion, nanos / 1000);
        events.converted(journey.channel(), conversion.issues(), nanos);
        tell(journey, Stage.CONVERT, nanos);
    }

    /** @param profiles that the channel holds its resources to */
    public void validate(Journey journey, Depth depth, Optional<ProfileCheck> profiles) {
        if (journey.ended()) {
            return;
        }
        long start = System.nanoTime();
        List<Issue> issues =
                validate.validate(journey.conversion(), depth, profiles, () -> origins.apply(journey.message()));
        long nanos = System.nanoTime() - start;
        journey.validated(issues, nanos / 1000);
        if (!issues.isEmpty()) {
            events.validated(journey.channel(), issues);
        }
        tell(journey, Stage.VALIDATE, nanos);
    }

    public void consent(Journey journey) {
        if (journey.ended()) {
            return;
        }
        long begin = System.nanoTime();
        for (Destination destination : router.destinationsOf(journey.channel())) {
            long start = System.nanoTime();
            var decision = consent.decide(journey.channel(), journey.conversion(), destination);
            journey.consented(destination, decision, (System.nanoTime() - start) / 1000);
            events.consented(destination.name(), decision instanceof ConsentDecision.Permit ? "permit" : "deny");
        }
        tell(journey, Stage.CONSENT, System.nanoTime() - begin);
    }

    public void route(Journey journey) {
        if (journey.ended()) {
            return;
        }
        long start = System.nanoTime();
        List<RoutingDecision> decisions = router.destinationsOf(journey.channel()).stream()
                .map(destination -> router.route(
                        journey.channel(),
                        destination,
                        journey.permitted(destination),
                        journey.conversion().kind()))
                .toList();
        long nanos = System.nanoTime() - start;
        journey.routed(decisions, nanos / 1000);
        tell(journey, Stage.ROUTE, nanos);
    }

    /** One attempt. */
    public void deliver(Dispatch dispatch, DestinationLine line) {
        long start = System.nanoTime();
        DeliveryResult result = line.deliverer().deliver(dispatch.delivery());
        String outcome = result instanceof DeliveryResult.Failed failed
                ? failed.fault().name().toLowerCase(Locale.ROOT)
                : "ok";
        events.attempted(line.destination().name(), outcome, System.nanoTime() - start);
        dispatch.attempted(result);
    }

    private void tell(Journey journey, Stage stage, long nanos) {
        Status status = journey.ended() ? Status.ERROR : Status.CONVERTED;
        events.stage(journey.channel(), stage, status, nanos);
    }
}
