package io.crosswalk.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of what may be reached from outside, {@code crosswalk.http.*}. */
@ConfigMapping(prefix = "crosswalk.http")
interface BindSettings {

    /**
     * Answers other hosts without TLS. Only for a container whose port is published on loopback, or behind a proxy that
     * speaks TLS.
     */
    @WithDefault("false")
    boolean insecurePlain();
}
