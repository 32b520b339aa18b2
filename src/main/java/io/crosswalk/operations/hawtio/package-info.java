/**
 * Hawtio's pages over the running engine: Camel's tree, route diagrams and counters, for diagnosis.
 *
 * <p>Guarantees: looking only. Jolokia, the door to JMX, answers nothing but what {@code JolokiaPolicy} names, never a
 * message's body, and only to a user who is logged in. It is started by the first look, not with the engine.
 */
@NullMarked
package io.crosswalk.operations.hawtio;

import org.jspecify.annotations.NullMarked;
