package io.crosswalk.mapping.expression;

/**
 * What {@code const} holds.
 *
 * @param system alias or URI in front of {@code #}; empty when there is none
 * @param value code, word, number or quoted text
 * @param display the quoted text behind a code; empty when there is none
 * @param quoted whether the value itself stands in quotes
 */
public record Literal(String system, String value, String display, boolean quoted) {}
