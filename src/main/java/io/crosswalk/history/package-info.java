/**
 * Where is my message: one row for each message, stage and destination, with the bytes that came and the Bundle that
 * went out, in H2 or PostgreSQL.
 *
 * <p>Guarantees: what is written is durable when the call returns; all rows of a batch are written or none; a message
 * key has one row for ever, so a repeat is found after any restart. Leaves to others: what to do with a message, and
 * queues. Payloads are a patient's: {@code toString} of nothing in here shows them.
 */
@NullMarked
package io.crosswalk.history;

import org.jspecify.annotations.NullMarked;
