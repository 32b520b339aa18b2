package io.crosswalk.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The versions of our tables, by name. Listed by hand because class paths cannot be listed everywhere (a packaged
 * Quarkus application keeps its classes in archives of its own).
 */
final class Migrations implements ResourceProvider {

    private static final List<String> VERSIONS = List.of("V1__history.sql", "V2__merged.sql", "V3__request_key.sql");

    private final String folder;

    Migrations(String folder) {
        this.folder = folder;
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return VERSIONS.contains(name) ? new Script(folder, name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return VERSIONS.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(name -> new Script(folder, name))
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final String path;
        private final String name;

        Script(String folder, String name) {
            this.path = "/db/" + folder + "/" + name;
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream in = Migrations.class.getResourceAsStream(path);
            if (in == null) {
                throw new UncheckedIOException(new IOException(path + " is missing in this build"));
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return path;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
