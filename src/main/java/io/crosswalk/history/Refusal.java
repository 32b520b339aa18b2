package io.crosswalk.history;

import java.time.Instant;

/**
 * Something that was turned away at the door of a channel: a refused message or a broken frame.
 *
 * @param size how many bytes of it were kept
 */
public record Refusal(long id, String channel, Instant at, String code, String place, String reason, int size) {}
