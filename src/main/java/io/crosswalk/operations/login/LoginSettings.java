package io.crosswalk.operations.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the login, {@code crosswalk.login.*}. */
@ConfigMapping(prefix = "crosswalk.login")
interface LoginSettings {

    /** Folder of the user file. */
    @WithDefault("${crosswalk.data.dir:data}/login")
    Path folder();

    /**
     * The password of {@code admin}, for containers: {@code CROSSWALK_LOGIN_ADMIN_PASSWORD}. Then no file is written or
     * read.
     */
    Optional<String> adminPassword();

    /** How long a browser session may rest. */
    @WithDefault("30m")
    Duration idle();
}
