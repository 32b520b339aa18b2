package io.crosswalk.api;

import io.crosswalk.history.MessageSummary;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Writes down who looked at a patient's data, before it is shown. HIPAA 164.312(b). */
@ApplicationScoped
public class Opened {

    private static final Logger LOG = Logger.getLogger("io.crosswalk.opened");

    public void body(SecurityIdentity who, MessageSummary message) {
        MDC.put("messageId", message.key());
        MDC.put("channel", message.channel());
        try {
            LOG.infof("message opened by %s", who.getPrincipal().getName());
        } finally {
            MDC.remove("messageId");
            MDC.remove("channel");
        }
    }
}
