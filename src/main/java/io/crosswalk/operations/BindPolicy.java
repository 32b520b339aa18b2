package io.crosswalk.operations;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the engine may listen: on loopback always; elsewhere only with TLS, since passwords and patients' data pass.
 *
 * @param host {@code quarkus.http.host}
 * @param certificate whether a key and a certificate are set
 * @param plainClosed whether {@code quarkus.http.insecure-requests} is {@code disabled} or {@code redirect}
 * @param insecurePlain whether plain HTTP to other hosts was asked for by name
 */
record BindPolicy(String host, boolean certificate, boolean plainClosed, boolean insecurePlain) {

    /** Why the engine must not start; empty when it may. */
    Optional<String> refusal() {
        if (isLoopback(host) || insecurePlain || (certificate && plainClosed)) {
            return Optional.empty();
        }
        return Optional.of("""
                Not started: quarkus.http.host=%s answers other hosts, and passwords and patients' data would pass in the clear.
                Set these three (the login itself is always on):
                  quarkus.http.ssl.certificate.files=<certificate.pem>
                  quarkus.http.ssl.certificate.key-files=<key.pem>
                  quarkus.http.insecure-requests=disabled
                or stay on loopback: quarkus.http.host=127.0.0.1
                (behind a proxy with TLS, or in a container published on loopback only: crosswalk.http.insecure-plain=true)""".formatted(host));
    }

    /** Whether it runs, but open: to be said at start and in the readiness data. */
    boolean isInsecure() {
        return insecurePlain && !isLoopback(host) && !(certificate && plainClosed);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server itself will say that it cannot bind
        }
    }
}
