package io.crosswalk.pipeline.broker;

/**
 * How a queue stands.
 *
 * @param depth messages in it, those under way included
 * @param oldestAgeSeconds age of the first one; 0 when it is empty, -1 when the broker does not say
 */
public record QueueFacts(long depth, long oldestAgeSeconds) {}
