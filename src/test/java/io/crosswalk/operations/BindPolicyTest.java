package io.crosswalk.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.53"})
    void loopbackNeedsNothing(String host) {
        assertThat(new BindPolicy(host, false, false, false).refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
    void elsewhereIsRefusedAndTheSettingsAreNamed(String host) {
        assertThat(new BindPolicy(host, false, false, false).refusal().orElseThrow())
                .contains("quarkus.http.host=" + host)
                .contains("quarkus.http.ssl.certificate.files")
                .contains("quarkus.http.ssl.certificate.key-files")
                .contains("quarkus.http.insecure-requests=disabled");
    }

    @Test
    void aCertificateBesideAnOpenPlainPortIsNotEnough() {
        assertThat(new BindPolicy("0.0.0.0", true, false, false).refusal()).isPresent();
    }

    @Test
    void tlsOnlyMayBeReachedFromElsewhere() {
        BindPolicy policy = new BindPolicy("0.0.0.0", true, true, false);

        assertThat(policy.refusal()).isEmpty();
        assertThat(policy.isInsecure()).isFalse();
    }

    @Test
    void plainElsewhereHasToBeAskedForByNameAndIsCalledInsecure() {
        BindPolicy policy = new BindPolicy("0.0.0.0", false, false, true);

        assertThat(policy.refusal()).isEmpty();
        assertThat(policy.isInsecure()).isTrue();
    }
}
