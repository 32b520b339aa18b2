package io.crosswalk.pipeline;

import io.crosswalk.intake.AckMode;
import io.crosswalk.validate.ProfileCheck.Consequence;
import io.crosswalk.validate.ValidateStage.Depth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The building blocks of routes and their parameters, as data: the blocks themselves and the check of route files without
 * a running engine read the same table.
 */
public enum BuildingBlocks {
    RECEIVE(
            Place.INSIDE,
            "stores the message durably in the queue of its channel, then answers with the acknowledgement",
            List.of("channel"),
            List.of("takes", "ack", "types", "senders", "processingIds", "aeIsFinal", "limit")),
    FOLDER(
            Place.START,
            "the files that are put into a folder, each when it is complete",
            List.of("channel"),
            List.of("folder", "settle", "poll", "marker")),
    INBOUND(Place.START, "the accepted messages of a channel, in their order", List.of("channel"), List.of()),
    EMBEDDED(
            Place.INSIDE,
            "hands CDA documents that are inside of the message to a channel for documents",
            List.of("channel"),
            List.of()),
    CONVERT(Place.INSIDE, "makes a FHIR Bundle of the message", List.of(), List.of("lossless")),
    VALIDATE(
            Place.INSIDE,
            "looks at the Bundle before it leaves",
            List.of(),
            List.of("against", "profiles", "findings")),
    CONSENT(Place.INSIDE, "asks for each destination whether the data may go there", List.of(), List.of()),
    ROUTING(Place.INSIDE, "puts the Bundle into the queue of each destination", List.of(), List.of()),
    OUTBOUND(
            Place.START,
            "the Bundles that wait for a destination, each patient's in their order",
            List.of("destination"),
            List.of()),
    DELIVER(Place.INSIDE, "hands the Bundle to the destination", List.of(), List.of());

    /** Where in a route it stands. */
    public enum Place {
        /** {@code from} */
        START,
        /** a step */
        INSIDE
    }

    /** What a channel takes in. */
    public enum Takes {
        /** HL7 v2 messages and batches of them. */
        MESSAGES,
        /** CDA documents and packages of them. */
        DOCUMENTS
    }

    private final Place place;
    private final String purpose;
    private final List<String> required;
    private final List<String> optional;

    BuildingBlocks(Place place, String purpose, List<String> required, List<String> optional) {
        this.place = place;
        this.purpose = purpose;
        this.required = required;
        this.optional = optional;
    }

    /** {@code crosswalk:receive} is the block named {@code receive}. */
    public static Optional<BuildingBlocks> named(String name) {
        return Arrays.stream(values())
                .filter(block -> block.blockName().equals(name))
                .findFirst();
    }

    /** All blocks as they are written in a route. */
    public static String all() {
        return Arrays.stream(values())
                .map(block -> "crosswalk:" + block.blockName())
                .collect(Collectors.joining(", "));
    }

    public String blockName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Place place() {
        return place;
    }

    /** One line for people. */
    public String purpose() {
        return purpose;
    }

    public List<String> required() {
        return required;
    }

    public List<String> optional() {
        return optional;
    }

    /** The values that a parameter may have; empty when it takes any. */
    public static List<String> choices(String parameter) {
        return switch (parameter) {
            case "ack" -> names(AckMode.values());
            case "against" -> names(Depth.values());
            case "findings" -> names(Consequence.values());
            case "takes" -> names(Takes.values());
            case "aeIsFinal", "lossless" -> List.of("true", "false");
            default -> List.of();
        };
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
