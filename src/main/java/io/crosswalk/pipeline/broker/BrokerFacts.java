package io.crosswalk.pipeline.broker;

/**
 * What the broker really is, for health and console.
 *
 * @param mode {@code embedded} or {@code external}
 * @param place folder of the journal or address of the broker, without credentials
 * @param version of the broker; empty when it does not say
 * @param journal kind of journal in use: NIO or ASYNCIO; empty when the broker is external
 * @param journalSynced whether a commit returns after the disk has it; false when the broker is external and does not say
 */
public record BrokerFacts(String mode, String place, String version, String journal, boolean journalSynced) {}
