/**
 * Whether the engine lives, is ready and has started, for whoever runs it.
 *
 * <p>Guarantees: not alive only when a restart is the cure; ready when what is sent to us can be kept; a dead
 * destination changes neither. A stranger is told the status and nothing else.
 */
@NullMarked
package io.crosswalk.operations.health;

import org.jspecify.annotations.NullMarked;
