package io.crosswalk.fhir;

/** The value of a choice element together with the type that was chosen. */
public record Typed(FhirElement.TypeOption option, Object value) {}
