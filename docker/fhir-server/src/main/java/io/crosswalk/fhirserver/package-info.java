/**
 * A HAPI FHIR JPA R4 server in its own JVM, for the demo, the tests and the compose file.
 *
 * <p>It is the peer that the engine has to get on with, so nothing is made easy for the engine: references must point to
 * something that exists, placeholders are not invented, and an update is an update. It has no users, roles or TLS: it
 * listens on loopback unless told otherwise, and real patients' data has no business here.
 */
package io.crosswalk.fhirserver;
