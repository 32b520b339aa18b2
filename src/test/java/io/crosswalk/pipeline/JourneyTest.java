package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.consent.ConsentDecision;
import io.crosswalk.consent.ConsentStage;
import io.crosswalk.convert.ConvertStage;
import io.crosswalk.convert.MergedRecords;
import io.crosswalk.history.MergeRegister;
import io.crosswalk.history.Processed;
import io.crosswalk.history.Step;
import io.crosswalk.mapping.ElementOrigins;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.message.Destination;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.message.Status;
import io.crosswalk.routing.Router;
import io.crosswalk.validate.ValidateStage;
import io.crosswalk.validate.ValidateStage.Depth;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stages make of a journey when a route has them in order, and when it does not. */
class JourneyTest {

    private static final Destination FHIR = new Destination("fhir", URI.create("http://127.0.0.1:1/fhir"));
    private static final Destination STUDY = new Destination("study", URI.create("http://127.0.0.1:2/fhir"));

    private final Stages stages = new Stages(
            new ConvertStage(Samples::convert),
            new ConvertStage(Samples::convert),
            new MergedRecords(new MergeRegister(() -> {
                throw new SQLException("no other engine merges anything here");
            })),
            message -> ElementOrigins.of(TracedConversion.plain(Samples.convert(message))),
            new ValidateStage(),
            new ConsentStage((channel, conversion, destination) -> {
                if (destination.equals(FHIR)) {
                    return new ConsentDecision.Permit("treatment");
                }
                throw new IllegalStateException("the registry of consents is away");
            }),
            new Router(Map.of(), List.of(FHIR, STUDY)),
            new PipelineEvents() {});

    private static Journey journey(byte[] body) {
        return new Journey(
                new ReceivedMessage(
                        MessageKey.of("adt", "", "HIS", "NORTH", "M1", body),
                        "accept",
                        "adt",
                        "HIS|NORTH",
                        Format.HL7V2,
                        "M1",
                        "ADT^A08",
                        Instant.now(),
                        body),
                7,
                false);
    }

    @Test
    void goesWhereConsentSaysYesAndTellsWhyNotElsewhere() {
        Journey journey = journey(Samples.adt("M1", "P1"));
        stages.convert(journey);
        stages.validate(journey, Depth.NONE, Optional.empty());
        stages.consent(journey);
        stages.route(journey);

        Processed processed = journey.processed("lane");

        assertThat(processed.status()).isEqualTo(Status.QUEUED);
        assertThat(processed.queued()).containsExactly(new Processed.Queued("fhir", "lane"));
        assertThat(processed.steps())
                .filteredOn(step -> step.destination().equals("study"))
                .extracting(Step::reason)
                .containsExactly(
                        "consent could not be decided: the policy failed with IllegalStateException",
                        "withheld: consent did not say yes");
    }

    @Test
    void leavesNothingOutOfARouteWithoutConsent() {
        Journey journey = journey(Samples.adt("M1", "P1"));
        stages.convert(journey);
        stages.route(journey);

        Processed processed = journey.processed("lane");

        assertThat(processed.status()).isEqualTo(Status.FILTERED);
        assertThat(processed.queued()).isEmpty();
    }

    @Test
    void callsARouteWithoutRoutingAnError() {
        Journey journey = journey(Samples.adt("M1", "P1"));
        stages.convert(journey);
        stages.consent(journey);

        Processed processed = journey.processed("lane");

        assertThat(processed.status()).isEqualTo(Status.ERROR);
        assertThat(processed.reason())
                .isEqualTo("the route of channel adt ended without crosswalk:routing; nothing was queued");
    }

    @Test
    void passesTheOtherStagesWhenOneHasEndedIt() {
        Journey journey = journey(Samples.adt("M1", "P1", "FAILS"));
        stages.convert(journey);
        stages.validate(journey, Depth.NONE, Optional.empty());
        stages.consent(journey);
        stages.route(journey);

        Processed processed = journey.processed("lane");

        assertThat(processed.status()).isEqualTo(Status.ERROR);
        assertThat(processed.steps()).hasSize(2);
    }

    @Test
    void keepsTheOrderOfASenderWhereThereIsNoPatient() {
        Journey failed = journey(Samples.adt("M1", "P1", "FAILS"));
        stages.convert(failed);

        assertThat(failed.orderedBy()).contains("adt").contains("HIS|NORTH");
    }

    @Test
    void printsNothingOfThePatient() {
        assertThat(journey(Samples.adt("M1", "P1")).toString())
                .doesNotContain("P1")
                .doesNotContain("INVENTED");
    }
}
