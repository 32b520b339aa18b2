package io.crosswalk.operations.hawtio;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jolokia.core.api.LogHandler;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.impl.ClasspathServiceCreator;
import org.jspecify.annotations.Nullable;

/** Jolokia inside this process, started by the first question. Safe across threads. */
@ApplicationScoped
public class Jolokia {

    private static final Logger LOG = Logger.getLogger(Jolokia.class);

    private @Nullable JolokiaServiceManager manager;
    private @Nullable HttpRequestHandler handler;

    /** Answers one request, or a list of requests, in Jolokia's protocol. */
    String answer(String path, byte[] body) {
        HttpRequestHandler running = handler();
        try {
            JSONStructure answer = running.handlePostRequest(path, new ByteArrayInputStream(body), "UTF-8", Map.of());
            return answer.toJSONString();
        } catch (IOException | BadRequestException | EmptyResponseException | RuntimeException e) {
            return running.handleThrowable(e).toJSONString();
        }
    }

    private synchronized HttpRequestHandler handler() {
        if (handler == null) {
            manager = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                    settings(), new Log(), new JolokiaPolicy());
            manager.addServices(new ClasspathServiceCreator(Jolokia.class.getClassLoader(), "services"));
            handler = new HttpRequestHandler(manager.start());
        }
        return handler;
    }

    private static StaticConfiguration settings() {
        return new StaticConfiguration(
                ConfigKey.AGENT_ID, "crosswalk",
                ConfigKey.AGENT_CONTEXT, "/hawtio/jolokia",
                ConfigKey.DISCOVERY_ENABLED, "false",
                ConfigKey.INCLUDE_STACKTRACE, "false",
                ConfigKey.ALLOW_ERROR_DETAILS, "false");
    }

    @PreDestroy
    synchronized void stop() {
        if (manager != null) {
            manager.stop();
        }
    }

    /** Jolokia's remarks in our log. */
    private static final class Log implements LogHandler {
        @Override
        public void debug(String message) {
            LOG.debug(message);
        }

        @Override
        public void info(String message) {
            LOG.debug(message);
        }

        @Override
        public void error(String message, @Nullable Throwable cause) {
            // Mostly what the policy refused: who asked sees the reason, the log needs no stack.
            LOG.warn(cause == null ? message : message + ": " + cause.getMessage());
            LOG.debug(message, cause);
        }

        @Override
        public boolean isDebug() {
            return LOG.isDebugEnabled();
        }
    }
}
