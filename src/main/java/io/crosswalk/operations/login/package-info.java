/**
 * Who is at the door: users with hashed passwords in one file, a session for browsers, Basic for programs.
 *
 * <p>Guarantees: a fresh install has one user with a generated password that nobody else knows; passwords are never
 * stored or logged in the clear except in the one 0600 file that hands the first one over; guessing is slowed down by
 * address and by user. Leaves to others: what a role may do ({@code application.properties}).
 */
@NullMarked
package io.crosswalk.operations.login;

import org.jspecify.annotations.NullMarked;
