package io.crosswalk.operations;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Holds {@link BindPolicy} at start, before the server listens. */
@ApplicationScoped
public class BindGuard {

    private static final Logger LOG = Logger.getLogger(BindGuard.class);

    private final BindPolicy policy;

    public BindGuard(Config config, BindSettings settings) {
        this.policy = new BindPolicy(
                text(config, "quarkus.http.host", "127.0.0.1"),
                hasCertificate(config),
                !text(config, "quarkus.http.insecure-requests", "enabled").equals("enabled"),
                settings.insecurePlain());
    }

    void beforeListening(@Observes @Priority(1) StartupEvent event) {
        policy.refusal().ifPresent(reason -> {
            throw new ConfigurationException(reason);
        });
        if (policy.isInsecure()) {
            LOG.warn("crosswalk.http.insecure-plain=true: other hosts are answered without TLS");
        }
    }

    private static boolean hasCertificate(Config config) {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("quarkus.http.ssl.certificate.")
                    || name.startsWith("quarkus.tls.key-store.")
                    || name.equals("quarkus.http.tls-configuration-name")) {
                return true;
            }
        }
        return false;
    }

    private static String text(Config config, String name, String otherwise) {
        return config.getOptionalValue(name, String.class).orElse(otherwise);
    }
}
