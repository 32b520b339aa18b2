package io.crosswalk.api;

/** Why a request cannot be answered. */
public record Fault(String fault) {}
